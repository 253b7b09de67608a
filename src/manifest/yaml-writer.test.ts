import { expect, test } from 'vitest'
import { readDocuments } from './documents.ts'
import written from './fixtures/written.json' with { type: 'json' }
import { writeYaml } from './yaml-writer.ts'

test('an object is written byte for byte as kubectl writes it', () => {
  expect(writeYaml(written.object)).toBe(written.yaml)
})

test('what was written reads as what it was', () => {
  const [document] = readDocuments(written.yaml)
  expect(document?.ok === true && document.value).toEqual(written.object)
})

test('members without a value are left out, an empty object is braces', () => {
  const object: Record<string, string> = { a: 'b' }
  expect(writeYaml({ ...object, c: {}, d: [] })).toBe('a: b\nc: {}\nd: []\n')
  expect(writeYaml({})).toBe('{}\n')
})
