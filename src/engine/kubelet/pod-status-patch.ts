import type { PodCondition, PodIP, PodStatus } from '../api/generated/types.ts'

/**
 * The strategic merge patch that brings a status in the API to what the kubelet reports: only what
 * differs, conditions by their type. Null when nothing does.
 */
export function statusPatch(uid: string, before: PodStatus, after: PodStatus): object | null {
  const { conditions: oldConditions = [], podIPs: oldIPs = [], ...oldRest } = before
  const { conditions: newConditions = [], podIPs: newIPs = [], ...newRest } = after
  const fields = {
    ...changedFields(oldRest, newRest),
    ...changedAddresses(oldIPs, newIPs),
    ...changedConditions(oldConditions, newConditions),
  }
  return Object.keys(fields).length === 0 ? null : { metadata: { uid }, status: fields }
}

type Rest = Omit<PodStatus, 'conditions' | 'podIPs'>

/** Fields that the kubelet never reports are left as they are. */
const NOT_OURS = ['nominatedNodeName', 'resize', 'resourceClaimStatuses']

function changedFields(before: Rest, after: Rest): Readonly<Record<string, unknown>> {
  const old = new Map<string, unknown>(Object.entries(before))
  const now = new Map<string, unknown>(Object.entries(after))
  const changed = [...now].filter(([key, value]) => !isSame(old.get(key), value))
  const gone = [...old.keys()].filter((key) => !now.has(key) && !NOT_OURS.includes(key))
  return Object.fromEntries([...changed, ...gone.map((key) => [key, null] as const)])
}

/** A new sandbox brings other addresses: the list is merged by address, so the old ones must go. */
function changedAddresses(
  before: readonly PodIP[],
  after: readonly PodIP[],
): Readonly<Record<string, unknown>> {
  if (isSame(before, after)) return {}
  const gone = before.filter(({ ip }) => !after.some((it) => it.ip === ip))
  return {
    '$setElementOrder/podIPs': after,
    podIPs: [...after, ...gone.map(({ ip }) => ({ $patch: 'delete', ip }))],
  }
}

function changedConditions(
  before: readonly PodCondition[],
  after: readonly PodCondition[],
): Readonly<Record<string, unknown>> {
  const changed = after.filter(
    (it) =>
      !isSame(
        it,
        before.find(({ type }) => type === it.type),
      ),
  )
  const gone = before.filter(({ type }) => !after.some((it) => it.type === type))
  if (changed.length === 0 && gone.length === 0) return {}
  return {
    '$setElementOrder/conditions': after.map(({ type }) => ({ type })),
    conditions: [
      ...changed.map((it) =>
        withRemovals(
          it,
          before.find(({ type }) => type === it.type),
        ),
      ),
      ...gone.map(({ type }) => ({ $patch: 'delete', type })),
    ],
  }
}

/** A field that is gone has to be taken away by name. */
function withRemovals(condition: PodCondition, before: PodCondition | undefined): object {
  const removed = Object.keys(before ?? {}).filter((key) => !(key in condition))
  return { ...condition, ...Object.fromEntries(removed.map((key) => [key, null])) }
}

/** Whether two pieces of a status are the same; absent and null are. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object')
    return (a ?? null) === (b ?? null)
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((it, index) => isSame(it, b[index]))
    )
  const [left, right] = [
    new Map<string, unknown>(Object.entries(a)),
    new Map<string, unknown>(Object.entries(b)),
  ]
  return [...new Set([...left.keys(), ...right.keys()])].every((key) =>
    isSame(left.get(key), right.get(key)),
  )
}
