import { expect, test } from 'vitest'
import type { Status } from '../api/status.ts'
import rows from './fixtures/plain-kind-rules.json' with { type: 'json' }
import { type Answered, startServer, type TestServer } from './fixtures/server.ts'

type Json = Readonly<Record<string, unknown>>

interface Step {
  readonly method: 'DELETE' | 'PATCH' | 'PUT'
  /** The subresource, such as /status. */
  readonly at?: string
  readonly body?: object
}

interface Row {
  readonly rule: string
  readonly path: string
  readonly given: { readonly metadata: { readonly name?: string; readonly generateName?: string } }
  /** What is done to the object after it was created; the last answer is the one that counts. */
  readonly then?: readonly Step[]
  readonly answer: Json
}

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

const shared = startServer()

function saidOf({ path, given, then = [] }: Omit<Row, 'rule' | 'answer'>): Json {
  const { generateName } = given.metadata
  if (then.length === 0) {
    const tried = shared.request('POST', `${path}?dryRun=All`, { body: given })
    return comparable(tried, generateName)
  }
  const server = startServer()
  const made = server.request('POST', path, { body: given })
  expect(made.code).toBe(201)
  const of = `${path}/${given.metadata.name ?? ''}`
  const answers = then.map((step) => take(server, of, step))
  return comparable(answers.at(-1) ?? made, generateName)
}

function take({ request }: TestServer, of: string, { method, at = '', body }: Step): Answered {
  const headers = method === 'PATCH' ? { 'content-type': 'application/merge-patch+json' } : {}
  return request(method, of + at, { headers, ...(body === undefined ? {} : { body }) })
}

/** An answer without what differs from one server to the next: ids, times, versions. */
function comparable({ code, object, warnings }: Answered, generateName = ''): Json {
  const said = scrubbed(object ?? {}, generateName)
  const warned = warnings.length === 0 ? {} : { warnings }
  if (said['kind'] !== 'Status') return { code, object: said, ...warned }
  const { message = '', reason, details } = said as unknown as Partial<Status>
  const causes = (details?.causes ?? []).map(
    (it) => `${it.reason ?? ''} ${it.field ?? ''}: ${it.message ?? ''}`,
  )
  return {
    code,
    ...(message === '' ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
    ...(causes.length === 0 ? {} : { causes }),
    ...warned,
  }
}

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g
const VOLATILE = ['uid', 'creationTimestamp', 'resourceVersion', 'managedFields', 'generation']

function scrubbed(object: object, generateName: string): Json {
  const { metadata, ...rest } = object as { readonly metadata?: Json }
  const kept = Object.entries(metadata ?? {}).filter(([key]) => !VOLATILE.includes(key))
  const meta = kept.map(([key, value]) => [key, key === 'deletionTimestamp' ? 'TIME' : value])
  const whole = { ...rest, ...(metadata && { metadata: Object.fromEntries(meta) as Json }) }
  const text = JSON.stringify(whole).replace(UID, 'UID')
  return JSON.parse(withoutGenerated(text, metadata?.['name'], generateName)) as Json
}

/** The name that was made up, or that a refusal speaks of. */
function withoutGenerated(text: string, name: unknown, generateName: string): string {
  if (generateName === '') return text
  const made = typeof name === 'string' ? name : new RegExp(`${generateName}[a-z0-9]{5}`, 'g')
  return text.replaceAll(made, 'GENERATED')
}
