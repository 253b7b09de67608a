import { readFileSync } from 'node:fs'
import type { TypeSchema } from '../../src/engine/api/schema-notation.ts'
import { parseType } from '../../src/engine/api/schema-notation.ts'
import { readGoTypes, type GoType } from './go-types.ts'
import { readModel, type Model } from './models.ts'
import { renderTypes } from './render-types.ts'

/** What is generated: file names in src/engine/api/generated, with their text. */
export function generateApi(): ReadonlyMap<string, string> {
  const entries = readGoTypes().map((type) => ({ type, model: readModel(type.schema) }))
  for (const { type, model } of entries) if (model !== undefined) compare(type.schema, model)
  const paragraphs = entries.map(({ type, model }) => paragraphOf(type, model))
  return new Map([
    ['types.ts', renderTypes(paragraphs.map(parseType))],
    ['schema.ts', renderSchema(paragraphs)],
    ['descriptions.json', renderDescriptions(entries)],
  ])
}

/** Two sources must agree on which fields there are. */
function compare({ name, field }: TypeSchema, model: Model): void {
  const missing = [...model.fields.keys()].filter((it) => !field.has(it))
  const surplus = [...field.keys()].filter((it) => !model.fields.has(it))
  if (missing.length + surplus.length > 0)
    throw new Error(
      `${name}: only in the models: ${String(missing)}; only in Go: ${String(surplus)}`,
    )
}

function paragraphOf({ head, lines, schema }: GoType, model: Model | undefined): string {
  const marked = lines.map((line, index) => {
    const field = model?.fields.get(schema.fields[index]?.name ?? '')
    const isKindLine = /^(kind|apiVersion) string/.test(line)
    if (field === undefined || isKindLine) return line
    const oneOf = field.oneOf.length > 0 ? ` enum=${field.oneOf.join('|')}` : ''
    return line + (field.isRequired ? ' required' : '') + oneOf
  })
  return [head, ...marked].join('\n')
}

function renderSchema(paragraphs: readonly string[]): string {
  return [
    '// Written by npm run generate:api; see tools/api and ../schema-notation.ts.',
    '',
    '/** Every type of the API, a paragraph each. */',
    `export const SCHEMA = \`${paragraphs.join('\n\n')}\``,
    '',
  ].join('\n')
}

/** By type: its own description under the empty key, then those of its fields. */
function renderDescriptions(
  entries: readonly { readonly type: GoType; readonly model: Model | undefined }[],
): string {
  const texts = entries.flatMap(({ type, model }) =>
    model === undefined
      ? []
      : [
          [
            type.schema.name,
            Object.fromEntries([
              ['', model.description],
              ...type.schema.fields.flatMap(({ name }) => {
                const text = model.fields.get(name)?.description ?? ''
                return text === '' ? [] : [[name, text]]
              }),
            ]) as Readonly<Record<string, string>>,
          ] as const,
        ],
  )
  // What kubernetes-models has no texts for: kind and apiVersion, and types that are written as one
  // value. From the comments in k8s.io/apimachinery.
  const file = new URL('scalar-descriptions.json', import.meta.url)
  const more = JSON.parse(readFileSync(file, 'utf8')) as object
  return `${JSON.stringify({ ...more, ...Object.fromEntries(texts) }, null, 1)}\n`
}
