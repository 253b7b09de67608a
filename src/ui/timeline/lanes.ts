import type { Ms, Seq } from '#engine'
import type { Role, Tone } from '../diagram/diagram.ts'

// What became of Pods, in no language and without places.

/** A place in the history. */
export interface Instant {
  readonly seq: Seq
  readonly at: Ms
}

/** As long as something was so; `to` is absent while it still is. */
export interface Span {
  readonly from: Instant
  readonly to?: Instant
}

/** As long as one word stood for it. */
export interface Stretch extends Span {
  /** Kubernetes' own: Pending, CrashLoopBackOff, Completed. */
  readonly word: string
  readonly tone: Tone
  readonly exitCode?: number
  /** How often the container had been restarted: one run after another is not one run. */
  readonly restarts?: number
}

export type HookName = 'postStart' | 'preStop'

export interface HookSpan extends Span {
  readonly hook: HookName
  readonly isFailed?: boolean
}

export interface ContainerLane {
  readonly name: string
  readonly role: Role
  /** `status.containerStatuses[].state`, with its reason. */
  readonly states: readonly Stretch[]
  readonly ready: readonly Span[]
  readonly hooks: readonly HookSpan[]
}

export type SignalEffect = 'ended' | 'stopped' | 'continued' | 'handled' | 'ignored'

/** Something that happened in one instant. */
export type Mark = { readonly when: Instant } & (
  | { readonly kind: 'deletion'; readonly graceSeconds?: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'eviction'; readonly reason: string }
  | {
      readonly kind: 'probe'
      readonly container: string
      readonly probe: 'startup' | 'liveness' | 'readiness'
      readonly message: string
    }
  | {
      readonly kind: 'signal'
      readonly container: string
      readonly signal: string
      readonly effect: SignalEffect
    }
  | { readonly kind: 'oom'; readonly container: string }
  | {
      readonly kind: 'bind'
      readonly container: string
      readonly address: string
      readonly port: number
      readonly errno: string
    }
)

/** One Pod, or several of one name after another, as the API server told of it. */
export interface PodLanes {
  /** NAMESPACE/NAME */
  readonly key: string
  readonly name: string
  /** Of the one that was there last. */
  readonly uid: string
  readonly phase: readonly Stretch[]
  /** From `metadata.deletionTimestamp` being set to the end: no phase, but beside every phase. */
  readonly deletion: readonly Span[]
  readonly containers: readonly ContainerLane[]
  /** The column STATUS of `kubectl get pods`. */
  readonly status: readonly Stretch[]
  readonly marks: readonly Mark[]
}

/** So many stretches and marks are kept of each lane; the oldest go first. */
export const KEPT = 1000

/** With one more at its end; the oldest go in blocks, so that not every step copies them all. */
export function withLast<Item>(items: readonly Item[], item: Item): readonly Item[] {
  return [...(items.length < KEPT ? items : items.slice(KEPT / 4)), item]
}

/** Ends what still lasts. */
export function ended<Of extends Span>(spans: readonly Of[], when: Instant): readonly Of[] {
  const last = spans.at(-1)
  if (last === undefined || last.to !== undefined) return spans
  return [...spans.slice(0, -1), { ...last, to: when }]
}

/** Goes on with a word, or begins with another one. */
export function continued(
  stretches: readonly Stretch[],
  next: Omit<Stretch, 'from' | 'to'> | undefined,
  when: Instant,
): readonly Stretch[] {
  const last = stretches.at(-1)
  if (next === undefined) return ended(stretches, when)
  const { word, exitCode, restarts } = next
  const isSame = last?.word === word && last.exitCode === exitCode && last.restarts === restarts
  if (isSame && last.to === undefined) return stretches
  return withLast(ended(stretches, when), { from: when, ...next })
}

/** Begins, goes on or ends, as it holds or not. */
export function lasting(spans: readonly Span[], holds: boolean, when: Instant): readonly Span[] {
  const last = spans.at(-1)
  const lasts = last !== undefined && last.to === undefined
  if (holds === lasts) return spans
  return holds ? withLast(spans, { from: when }) : ended(spans, when)
}
