import { expect, test } from 'vitest'
import rows from './fixtures/plain-kind-rules.json' with { type: 'json' }
import { type Row, saidOf } from './fixtures/recorded.ts'

const MIB = 1024 * 1024

// What a kube-apiserver 1.36.3 answers to objects of our own: every rule, in its words, and what it
// makes of what it takes.
test.each(rows as readonly Row[])('[A20] $rule', (row) => {
  expect(saidOf(row)).toEqual(row.answer)
})

// What is too large to be written down here; the same server said so.
test.each([
  { what: 'data', path: 'configmaps', object: { data: { a: 'x'.repeat(MIB + 1) } }, field: '[]' },
  {
    what: 'bytes',
    path: 'configmaps',
    object: { data: { a: 'x' }, binaryData: { b: 'AAAA'.repeat(MIB / 3) + 'AAAA' } },
    field: '[]',
  },
  {
    what: 'secrets',
    path: 'secrets',
    object: { stringData: { a: 'x'.repeat(MIB + 1) } },
    field: 'data',
  },
])('no more than a mebibyte of $what', ({ path, object, field }) => {
  const body = { ...object, metadata: { name: 'case' } }
  const { code, causes } = saidOf({ path: `/api/v1/namespaces/default/${path}`, given: body })
  expect({ code, causes }).toEqual({
    code: 422,
    causes: [`FieldValueTooLong ${field}: Too long: may not be more than 1048576 bytes`],
  })
})

test('a mebibyte fits', () => {
  const given = { metadata: { name: 'case' }, data: { a: 'x'.repeat(MIB) } }
  const path = '/api/v1/namespaces/default/configmaps'
  expect(saidOf({ path, given })['code']).toBe(201)
})

test('annotations are a quarter of a mebibyte at most, keys included', () => {
  const annotated = (length: number) => ({
    metadata: { name: 'case', annotations: { a: 'x'.repeat(length) } },
  })
  const path = '/api/v1/namespaces/default/configmaps'
  const said = (length: number) => saidOf({ path, given: annotated(length) })
  expect(said(256 * 1024 - 1)['code']).toBe(201)
  expect(said(256 * 1024)['causes']).toEqual([
    'FieldValueTooLong metadata.annotations: Too long: may not be more than 262144 bytes',
  ])
})
