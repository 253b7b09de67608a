import type { Deployment, ReplicaSet } from '../../api/generated/types.ts'
import { epochMsOf } from '../../api/times.ts'
import { maxSurge } from './limits.ts'
import { isSameTemplate } from './template-hash.ts'

export const REVISION = 'deployment.kubernetes.io/revision'
const HISTORY = 'deployment.kubernetes.io/revision-history'
const DESIRED = 'deployment.kubernetes.io/desired-replicas'
const MAX = 'deployment.kubernetes.io/max-replicas'

/** What a ReplicaSet does not take over from its Deployment. */
const NOT_COPIED = [
  'kubectl.kubernetes.io/last-applied-configuration',
  ...[REVISION, HISTORY, DESIRED, MAX, 'deprecated.deployment.rollback.to'],
]

type Annotations = Readonly<Record<string, string>>

/** 0 where none is noted. */
export function revisionOf({ metadata }: ReplicaSet): number {
  const text = metadata.annotations?.[REVISION] ?? ''
  return /^\d+$/.test(text) ? Number(text) : 0
}

/** How many Pods the Deployment had asked for when the set was last scaled; undefined: not noted. */
export function noted({ metadata }: ReplicaSet, what: 'desired' | 'max'): number | undefined {
  const text = metadata.annotations?.[what === 'desired' ? DESIRED : MAX]
  return text === undefined ? undefined : Number(text)
}

/** The set whose template is the Deployment's: the oldest, if there are several. */
export function newSetOf(deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | null {
  const found = oldestFirst(sets).find((set) =>
    isSameTemplate(set.spec.template, deployment.spec.template),
  )
  return found ?? null
}

export function oldestFirst(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  const createdAt = ({ metadata }: ReplicaSet) => epochMsOf(metadata.creationTimestamp ?? '') ?? 0
  return [...sets].sort(
    (a, b) => createdAt(a) - createdAt(b) || (a.metadata.name < b.metadata.name ? -1 : 1),
  )
}

/** What the set that is (or becomes) the newest has to note. */
export function newestAnnotations(
  deployment: Deployment,
  { annotations, revision }: { readonly annotations: Annotations; readonly revision: number },
): Annotations {
  const before = annotations[REVISION]
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([name]) => !NOT_COPIED.includes(name),
  )
  const isRaised = Number(before ?? 0) < revision
  const history = [...(annotations[HISTORY]?.split(',') ?? []), ...(before ? [before] : [])]
  return Object.fromEntries([
    ...Object.entries(annotations),
    ...copied,
    ...(isRaised ? [[REVISION, `${revision}`]] : []),
    ...(isRaised && before !== undefined ? [[HISTORY, history.join(',')]] : []),
  ]) as Annotations
}

/** What a set notes when it is scaled: on which wish of the Deployment. */
export function sizeAnnotations(deployment: Deployment): Annotations {
  const { replicas = 1 } = deployment.spec
  return { [DESIRED]: `${replicas}`, [MAX]: `${replicas + maxSurge(deployment)}` }
}
