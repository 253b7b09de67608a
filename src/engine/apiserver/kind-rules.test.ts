import { expect, test } from 'vitest'
import type { Status } from '../api/status.ts'
import { UID } from './fixtures/anonymous.ts'
import workloads from './fixtures/workload-rules.json' with { type: 'json' }
import { startServer } from './fixtures/server.ts'

type Json = Readonly<Record<string, unknown>>

interface Case {
  readonly rule: string
  readonly path: string
  readonly given: { readonly metadata: { readonly name: string } }
  /** What is changed in the object afterwards. */
  readonly patch?: Json
  readonly causes: readonly string[]
  readonly warnings?: readonly string[]
}

const server = startServer()
server.request('POST', '/api/v1/namespaces/default/serviceaccounts', {
  body: { metadata: { name: 'default' } },
})

// Objects of our own, and all that a kube-apiserver 1.36 said of them.
test.each<Case>(workloads)('$rule', ({ path, given, patch, causes, warnings = [] }) => {
  const answered = patch === undefined ? create(path, given) : change(path, given, patch)
  expect({ causes: causesIn(answered.object), warnings: answered.warnings }).toEqual({
    causes,
    warnings: answered.code < 300 ? warnings.map(textOf) : [],
  })
})

function create(path: string, body: object) {
  return server.request('POST', `${path}?dryRun=All`, { body })
}

function change(path: string, body: Case['given'], patch: object) {
  const of = `${path}/${body.metadata.name}`
  expect(server.request('POST', path, { body }).code).toBe(201)
  const headers = { 'content-type': 'application/merge-patch+json' }
  const answered = server.request('PATCH', `${of}?dryRun=All`, { body: patch, headers })
  server.request('DELETE', `${of}?propagationPolicy=Background&gracePeriodSeconds=0`)
  return answered
}

function causesIn(object: object | undefined): readonly string[] {
  const { code, message = '', details } = object as Partial<Status>
  if (code === undefined) return []
  const causes = details?.causes ?? []
  if (causes.length === 0) return [`${code} ${withoutUid(message)}`]
  return causes.map((it) => `${it.reason ?? ''} ${it.field ?? ''}: ${withoutUid(it.message ?? '')}`)
}

function withoutUid(text: string): string {
  return text.replace(UID, 'UID')
}

/** The text of a Warning header: 299 - "text". */
function textOf(header: string): string {
  return JSON.parse(header.slice(header.indexOf('"'))) as string
}
