import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

test('what JSON says is what is read', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(text)).toMatchObject({ value: JSON.parse(text) as unknown })
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('whatever the text, it is read or refused, as JSON itself would', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const isRead = 'value' in parseJson(text)
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
      }
      expect(isRead).toBe(isJson)
    }),
    { seed: 1, numRuns: 500 },
  )
})

test.each([
  ['', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['kind: Pod', "invalid character 'k' looking for beginning of value"],
  ['{a: 1}', "invalid character 'a' looking for beginning of object key string"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a": 1 "b"}', `invalid character '"' after object key:value pair`],
  ['[1 2]', "invalid character '2' after array element"],
  ['{} x', "invalid character 'x' after top-level value"],
  ['tru!', "invalid character '!' in literal true (expecting 'e')"],
  ['"a\nb"', "invalid character '\\n' in string literal"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['['.repeat(2000), 'exceeded max depth'],
])('%j is refused: %s', (text, error) => {
  expect(parseJson(text)).toEqual({ error })
})

test('a member that is named twice is told of by its place; the last one holds', () => {
  expect(parseJson('{"spec": {"a": [{"b": 1, "b": 2}]}, "spec": 3}')).toEqual({
    value: { spec: 3 },
    duplicates: ['spec.a[0].b', 'spec'],
  })
})
