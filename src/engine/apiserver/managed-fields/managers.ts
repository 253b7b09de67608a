import type { ManagedFieldsEntry, Time } from '../../api/generated/types.ts'
import type { Comparison } from './compare.ts'
import { difference, type FieldSet, intersection, node, pathsOf, union } from './field-set.ts'

export type Entries = readonly ManagedFieldsEntry[]

/** Who writes: what an entry is told apart by. */
export interface Manager {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly subresource: string
}

/** Who manages what, after a manager changed an object: what it changed is its own now. */
export function afterUpdate(
  entries: Entries,
  { changed, removed }: Comparison,
  { who, now }: { readonly who: Manager; readonly now: Time },
): Entries {
  const own = withoutIdentity(changed)
  if (own === undefined && removed === undefined) return entries
  const rest = entries.flatMap((entry) =>
    withFields(entry, difference(difference(setOf(entry), own), removed)),
  )
  if (own === undefined) return rest
  const before = rest.find((entry) => isOf(entry, who))
  const mine = entryOf(who, union(before && setOf(before), own) ?? own, now)
  return sorted([...rest.filter((entry) => entry !== before), mine])
}

/** Who manages what, after a manager applied all that it wants: no more than that is its own. */
export function afterApply(
  entries: Entries,
  { applied, changed, removed }: Comparison & { readonly applied: FieldSet },
  { who, now }: { readonly who: Manager; readonly now: Time },
): Entries {
  const rest = entries
    .filter((entry) => !isOf(entry, who))
    .flatMap((entry) => withFields(entry, difference(difference(setOf(entry), changed), removed)))
  const own = withoutIdentity(applied)
  const before = entries.find((entry) => isOf(entry, who))
  if (own === undefined) return rest
  const isAsBefore = before !== undefined && JSON.stringify(before.fieldsV1) === JSON.stringify(own)
  return sorted([...rest, isAsBefore ? before : entryOf(who, own, now)])
}

export interface ManagerConflict {
  readonly entry: ManagedFieldsEntry
  readonly paths: readonly string[]
}

/** Which other managers own what somebody is about to change. */
export function conflictsOf(
  entries: Entries,
  changed: FieldSet | undefined,
  who: Manager,
): readonly ManagerConflict[] {
  return entries
    .filter((entry) => !isOf(entry, who))
    .map((entry) => ({ entry, paths: pathsOf(intersection(setOf(entry), changed)) }))
    .filter(({ paths }) => paths.length > 0)
}

export function appliedSet(entries: Entries, who: Manager): FieldSet | undefined {
  const own = entries.find((entry) => isOf(entry, who))
  return own === undefined ? undefined : setOf(own)
}

/** Everything that others than this manager own. */
export function othersSet(entries: Entries, who: Manager): FieldSet | undefined {
  return entries
    .filter((entry) => !isOf(entry, who))
    .reduce<FieldSet | undefined>((all, entry) => union(all, setOf(entry)), undefined)
}

function setOf({ fieldsV1 }: ManagedFieldsEntry): FieldSet {
  return (fieldsV1 ?? {}) as FieldSet
}

function isOf(entry: ManagedFieldsEntry, who: Manager): boolean {
  return (
    entry.manager === who.manager &&
    entry.operation === who.operation &&
    (entry.subresource ?? '') === who.subresource &&
    (who.operation === 'Apply' || entry.apiVersion === who.apiVersion)
  )
}

function withFields(entry: ManagedFieldsEntry, set: FieldSet | undefined): Entries {
  if (set === entry.fieldsV1) return [entry]
  return set === undefined ? [] : [{ ...entry, fieldsV1: set }]
}

function entryOf(who: Manager, fieldsV1: FieldSet, time: Time): ManagedFieldsEntry {
  const { manager, operation, apiVersion, subresource } = who
  return {
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(subresource === '' ? {} : { subresource }),
  }
}

const IDENTITY = [
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName'],
  ...['generation', 'managedFields', 'resourceVersion'],
]
const NOBODYS: FieldSet = {
  'f:apiVersion': {},
  'f:kind': {},
  'f:metadata': { '.': {}, ...Object.fromEntries(IDENTITY.map((name) => [`f:${name}`, {}])) },
}

/** What an object is, nobody manages. */
function withoutIdentity(set: FieldSet | undefined): FieldSet | undefined {
  const left = difference(set, NOBODYS)
  return left === undefined || Object.keys(left).length === 0 ? undefined : left
}

/** Only what lies below these fields of the object. */
export function only(set: FieldSet | undefined, fields: readonly string[]): FieldSet | undefined {
  if (set === undefined) return undefined
  return node(
    Object.entries(set).filter(([edge]) => fields.includes(edge.slice(2))),
    false,
  )
}

function sorted(entries: Entries): Entries {
  const order = ({ operation = '', time = '', manager = '', ...rest }: ManagedFieldsEntry) =>
    [operation, time, manager, rest.apiVersion ?? '', rest.subresource ?? ''].join('\0')
  return [...entries].sort((a, b) => (order(a) < order(b) ? -1 : 1))
}
