import { timeAt } from '../api/times.ts'
import type { Time } from '../api/generated/types.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import type { History } from '../history/history.ts'
import type { Injection } from './injection.ts'
import type { NodeConnection } from './node-connection.ts'
import type { Store } from './store.ts'
import type { Stream } from '../streams/stream.ts'

/** What an API server is put together from. */
export interface ApiServerOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
  /** How to reach a node's kubelet; undefined while there is no such node. */
  readonly connectionTo: (nodeName: string) => NodeConnection | undefined
  /** A connection to an address of a Pod; absent: the server stands on no network. */
  readonly dial?: (host: string, port: number) => Stream<Uint8Array, Uint8Array>
  /** What is added to Pods on their way in; nothing unless it is said. */
  readonly injections?: readonly Injection[]
}

/** What the verbs work with. */
export interface Backend extends ApiServerOptions {
  readonly store: Store
}

export function nowMs({ epochMs, clock }: Backend): number {
  return epochMs + clock.now
}

export function nowTime(backend: Backend): Time {
  return timeAt(nowMs(backend))
}

/** A version 4 UUID out of seeded chance. */
export function newUid(random: Random): string {
  const hex = random.text(32, '0123456789abcdef')
  const variant = '89ab'.charAt(random.below(4))
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`]
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
