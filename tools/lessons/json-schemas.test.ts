import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jsonSchemas, SCHEMAS_FOLDER } from './json-schemas.ts'

const schemas = [...jsonSchemas()]

test.each(schemas)('%s is in step; if not: npm run generate:schemas', (name, text) => {
  expect(readFileSync(join(SCHEMAS_FOLDER, name), 'utf8')).toBe(text)
})

test('no schema is left over, and editors are told of each', () => {
  const names = schemas.map(([name]) => name).sort()
  expect(readdirSync(SCHEMAS_FOLDER).sort()).toEqual(names)
  const settings: unknown = JSON.parse(readFileSync('.vscode/settings.json', 'utf8'))
  const told =
    isObject(settings) && isObject(settings['yaml.schemas'])
      ? Object.keys(settings['yaml.schemas'])
      : []
  expect(told.sort()).toEqual(names.map((name) => `./${SCHEMAS_FOLDER}/${name}`))
})

test.each(schemas)('every field of %s is described', (_name, text) => {
  expect(undescribed('', JSON.parse(text))).toEqual([])
})

test('a field without a description would be found', () => {
  const field = { type: 'object', properties: { steps: { items: { properties: { id: {} } } } } }
  expect(undescribed('', field)).toEqual(['/steps', '/steps/id'])
})

function undescribed(path: string, schema: unknown): readonly string[] {
  if (!isObject(schema)) return []
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === 'properties' ? undescribedFields(path, value) : undescribed(path, value),
  )
}

function undescribedFields(path: string, fields: unknown): readonly string[] {
  return Object.entries(isObject(fields) ? fields : {}).flatMap(
    ([name, field]: [string, unknown]) => {
      const isDescribed = isObject(field) && 'description' in field
      return [...(isDescribed ? [] : [`${path}/${name}`]), ...undescribed(`${path}/${name}`, field)]
    },
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
