import type { Ms } from '../clock/clock.ts'
import type { PodRuntime } from './pod-runtime.ts'

/** The kubelet looks at its runtime once in a second: what happened is noticed then. See [R3]. */
const RELIST_MS = 1000

/** The first look after a time. */
export function nextRelist(time: Ms): Ms {
  return (Math.floor(time / RELIST_MS) + 1) * RELIST_MS
}

/** Whether something began or ended between two looks; that something was removed asks for nothing. */
export function isWorthSync(before: PodRuntime, after: PodRuntime): boolean {
  const known = new Map<string, string>()
  for (const { id, state } of [...before.containers, ...before.sandboxes]) known.set(id, state)
  return [...after.containers, ...after.sandboxes].some(({ id, state }) => known.get(id) !== state)
}
