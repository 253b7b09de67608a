import type { ManagedFieldsEntry, Run } from '#engine'
import { isJsonObject, type JsonValue } from '#manifest'
import type { Query } from '../api/api.ts'
import type { Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { LAST_APPLIED, lastAppliedOf } from '../api/last-applied.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, err } from '../cli.ts'
import { CommandError, isStatus } from '../failure.ts'
import type { ApplyContext } from './apply-context.ts'

const DEFAULT_MANAGER = 'kubectl'
const ANNOTATION_MANAGER = 'kubectl-last-applied'
const MOST_TRIES = 5

/**
 * What client-side apply has set becomes the server-side manager's own, so that leaving a field out
 * takes it away. True when something was changed: then it is to be applied once more.
 */
export function* migrateToServerSide(
  cli: Cli,
  target: Target,
  { applied, context }: { readonly applied: KubeObject; readonly context: ApplyContext },
): Run<boolean> {
  const kept = yield* attempt(cli, LAST_APPLIED_FAILED, () =>
    keepAnnotation(cli, target, { applied, context }),
  )
  if (kept === undefined) return false
  const change = { applied: kept, context }
  return (yield* attempt(cli, PATCH_FAILED, () => takeOver(cli, target, change))) ?? false
}

interface Change {
  readonly applied: KubeObject
  readonly context: ApplyContext
}

const LATER = 'This is non-fatal and will be retried next time you apply. Error: '
const LAST_APPLIED_FAILED = `Warning: failed to migrate ${LAST_APPLIED} for Server-Side Apply. ${LATER}`
const PATCH_FAILED = `Warning: server rejected managed fields migration to Server-Side Apply. ${LATER}`

function* attempt<T>(cli: Cli, words: string, act: () => Run<T>): Run<T | undefined> {
  try {
    return yield* act()
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    yield* err(cli, `${words}${error.message}\n`)
    return undefined
  }
}

/** The note of what was applied gets an owner of its own, or it would go with the others. */
function* keepAnnotation(cli: Cli, target: Target, { applied, context }: Change): Run<KubeObject> {
  const note = lastAppliedOf(applied)
  if (context.manager !== DEFAULT_MANAGER || note === undefined) return applied
  if (ownersOf(applied, 'Apply').length > 0) return applied
  const { apiVersion = '', kind = '', metadata = {} } = applied
  const { name = '', namespace } = metadata
  return yield* cli.api.call({
    method: 'PATCH',
    path: pathOf(target.mapping, target),
    query: queryFor(context, ANNOTATION_MANAGER),
    contentType: 'application/apply-patch+yaml',
    body: {
      ...{ apiVersion, kind },
      metadata: {
        name,
        ...(namespace === undefined ? {} : { namespace }),
        annotations: { [LAST_APPLIED]: note },
      },
    },
  })
}

function* takeOver(cli: Cli, target: Target, { applied, context }: Change): Run<boolean> {
  const path = pathOf(target.mapping, target)
  const managers = new Set(ownersOf(applied, 'Update').map(({ manager }) => manager ?? ''))
  let current = applied
  for (let tries = 1; ; tries++) {
    const before = current.metadata?.managedFields ?? []
    const after = [...managers].reduce<Entries>(
      (entries, manager) => withUpgraded(entries, manager, context.manager),
      before,
    )
    if (JSON.stringify(after) === JSON.stringify(before)) return false
    const version = current.metadata?.resourceVersion ?? ''
    try {
      yield* cli.api.call({
        ...{ method: 'PATCH', path, query: queryFor(context, context.manager) },
        contentType: 'application/json-patch+json',
        body: [
          { op: 'replace', path: '/metadata/managedFields', value: after },
          { op: 'replace', path: '/metadata/resourceVersion', value: version },
        ],
      })
      return true
    } catch (error) {
      if (!isStatus(error, 'Conflict') || tries === MOST_TRIES) throw error
      current = yield* cli.api.get(path)
    }
  }
}

function queryFor({ dryRun }: ApplyContext, manager: string): Query {
  return [...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []), ['fieldManager', manager]]
}

type Entries = readonly ManagedFieldsEntry[]

/** Who has set the note of what was applied. */
function ownersOf({ metadata }: KubeObject, operation: 'Apply' | 'Update'): Entries {
  return (metadata?.managedFields ?? []).filter(
    (entry) => entry.operation === operation && hasNote(entry.fieldsV1),
  )
}

function hasNote(fields: unknown): boolean {
  const path = ['f:metadata', 'f:annotations', `f:${LAST_APPLIED}`]
  let place: unknown = fields
  for (const step of path) {
    if (typeof place !== 'object' || place === null || !(step in place)) return false
    place = new Map<string, unknown>(Object.entries(place)).get(step)
  }
  return true
}

/** The fields of an updater of that name become the applier's. */
function withUpgraded(entries: Entries, from: string, to: string): Entries {
  const isFrom = (entry: ManagedFieldsEntry) => isBy(entry, from, 'Update')
  const own = entries.find((entry) => isBy(entry, to, 'Apply'))
  const old = entries.find(isFrom)
  const base = own ?? old
  if (base === undefined) return entries
  const added = entries.find((entry) => isFrom(entry) && entry.apiVersion === base.apiVersion)
  const fields = merged(base.fieldsV1, added?.fieldsV1)
  const upgraded = { ...base, manager: to, operation: 'Apply', fieldsV1: fields }
  return entries
    .map((entry) => (entry === base ? upgraded : entry))
    .filter((entry) => entry === upgraded || !isFrom(entry))
}

function isBy(
  { manager, operation, subresource = '' }: ManagedFieldsEntry,
  name: string,
  how: 'Apply' | 'Update',
): boolean {
  return manager === name && operation === how && subresource === ''
}

/** Sets of fields are trees: their union has the branches of both. */
function merged(left: unknown, right: unknown): Readonly<Record<string, JsonValue>> {
  const [one, other] = [treeOf(left), treeOf(right)]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()
  return Object.fromEntries(keys.map((key) => [key, merged(one[key], other[key])]))
}

function treeOf(value: unknown): Readonly<Record<string, JsonValue>> {
  const json = value as JsonValue | undefined
  return json !== undefined && isJsonObject(json) ? json : {}
}
