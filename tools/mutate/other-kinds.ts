import { readFileSync } from 'node:fs'
import { mergePatch } from '../../src/engine/apiserver/merge-patch.ts'
import { groupVersionOf } from '../../src/engine/apiserver/resource.ts'
import { resources } from '../../src/engine/apiserver/resources.ts'

const FIXTURES = new URL('../../src/engine/apiserver/fixtures/', import.meta.url)

interface Said {
  readonly reason: string
  readonly field: string
}

/** The rules as they are loaded, with or without one of them. */
export interface Rules {
  readonly checkObject: (manifest: object) => {
    readonly errors: readonly (Said & { readonly message: string })[]
    readonly object?: object
  }
  readonly causesOfUpdate: (row: OtherRow, next: object, before: object) => readonly string[]
}

interface Typed {
  readonly apiVersion: string
  readonly kind: string
}

/** One object of another kind than a Pod, or what is put in its place, and all that is wrong with it. */
export interface OtherRow {
  readonly rule: string
  readonly of: Typed
  /** The subresource that it is written through, such as /status. */
  readonly at: string
  readonly given: object
  readonly next?: object
  readonly causes: readonly string[]
}

interface Recorded {
  readonly rule: string
  readonly path: string
  readonly given: { readonly metadata: object }
  readonly patch?: object
  readonly then?: readonly {
    readonly method: string
    readonly at?: string
    readonly body?: object
  }[]
  readonly causes?: readonly string[]
  readonly answer?: { readonly causes?: readonly string[] }
}

/** The tables that the API server is tested with, as far as rules alone answer them. */
export function otherRows(): readonly OtherRow[] {
  return ['plain-kind-rules', 'workload-rules', 'service-rules']
    .flatMap(
      (name) => JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8')) as Recorded[],
    )
    .flatMap((row) => rowOf(row) ?? [])
}

function rowOf({ rule, path, given, patch, then, causes, answer }: Recorded): OtherRow | undefined {
  const of = typeAt(path)
  if (of === undefined) return undefined
  const at = then?.[0]?.at ?? ''
  const row = { rule, of, at, given: { ...of, ...given }, causes: causes ?? answer?.causes ?? [] }
  const next = patch === undefined ? nextOf(row.given, then) : mergePatch(row.given, patch)
  if (next === 'other') return undefined
  return next === undefined ? row : { ...row, next: { ...of, ...(next as object) } }
}

/** What is put in its place; `other` where more is done to it. */
function nextOf(given: object, then: Recorded['then'] = []): unknown {
  const [step, ...more] = then
  if (step === undefined) return undefined
  if (more.length > 0 || step.body === undefined) return 'other'
  if (step.method === 'PUT') return step.body
  return step.method === 'PATCH' ? mergePatch(given, step.body) : 'other'
}

function typeAt(path: string): Typed | undefined {
  const found = resources.find(({ resource }) => path.endsWith(`/${resource}`))
  return found && { apiVersion: groupVersionOf(found), kind: found.kind }
}

/** What the rules say to a row. */
export function causesOf({ checkObject, causesOfUpdate }: Rules, row: OtherRow): readonly string[] {
  const before = checkObject(row.given)
  if (row.next === undefined)
    return before.errors.map(({ reason, field, message }) => `${reason} ${field}: ${message}`)
  const { object } = checkObject(row.next)
  if (before.object === undefined || object === undefined) return ['unread']
  return causesOfUpdate(row, stored(object), stored(before.object))
}

/** As it stands in the store, where it has a version. */
function stored(object: object): object {
  const { metadata } = object as { readonly metadata: object }
  return { ...object, metadata: { ...metadata, resourceVersion: '1' } }
}
