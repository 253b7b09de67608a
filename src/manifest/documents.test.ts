import { expect, test } from 'vitest'
import { readDocuments } from './documents.ts'
import scalars from './fixtures/scalars.json' with { type: 'json' }
import syntax from './fixtures/syntax.json' with { type: 'json' }

test.each(syntax.cases)('what is no YAML is refused in the words of kubectl: $text', (row) => {
  const refused = readDocuments(row.text).find((document) => !document.ok)
  expect(refused?.ok === false && `error: error parsing x.yaml: ${refused.problem.message}\n`).toBe(
    row.stderr,
  )
})

test.each(scalars.cases)('a scalar is read as kubectl reads it: $text', ({ text, json }) => {
  const [document] = readDocuments(`data: ${text}\n`)
  expect(document?.ok === true && document.value).toEqual({ data: json })
})

test('documents are cut at lines that begin with three dashes', () => {
  const text = '# first\n---\na: 1\n--- # second\nb: 2\n---\n'
  expect(readDocuments(text).map((document) => document.ok && document.value)).toEqual([
    null,
    { a: 1 },
    { b: 2 },
  ])
})

test('a document that cannot be read leaves the others as they are', () => {
  const documents = readDocuments('a: 1\n---\nb: [\n---\nc: 3\n')
  expect(documents.map(({ ok }) => ok)).toEqual([true, false, true])
})

test('carriage returns, a byte order mark and JSON are no hindrance', () => {
  const read = (text: string) => readDocuments(text).map((each) => each.ok && each.value)
  expect(read('\ufeffa: 1\r\nb:\r\n- c\r\n')).toEqual([{ a: 1, b: ['c'] }])
  expect(read('{"a": {"b": [1, true, null, "yes"]}}')).toEqual([
    { a: { b: [1, true, null, 'yes'] } },
  ])
})

test('the last of equal keys counts, and __proto__ is a key like any other', () => {
  const [document] = readDocuments('a: 1\na: 2\n__proto__: {x: z}\n')
  expect(document?.ok === true && Object.entries(document.value ?? {})).toEqual([
    ['a', 2],
    ['__proto__', { x: 'z' }],
  ])
})

test('a few lines cannot stand for millions of values', () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [at, name] of Array.from('bcdefghi').entries())
    lines.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]!}`).join(', ')}]`)
  const [document] = readDocuments(lines.join('\n'))
  expect(document?.ok === false && document.problem.message).toBe(
    'error converting YAML to JSON: yaml: document contains excessive aliasing',
  )
})

test.each([
  ['brackets', '['.repeat(100_000)],
  ['braces', '{a: '.repeat(100_000)],
  ['dashes', '- '.repeat(100_000)],
  ['indentation', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
])('nesting without end is refused: %s', (_, text) => {
  const [document] = readDocuments(text)
  expect(document?.ok === false && document.problem.message).toBe(
    'error converting YAML to JSON: yaml: exceeded max depth of 500',
  )
})
