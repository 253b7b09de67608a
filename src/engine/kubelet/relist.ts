import type { Ms } from '../clock/clock.ts'
import type { PodRuntime } from './pod-runtime.ts'

/** The kubelet looks at its runtime once in a second: what happened is noticed then. See [R3]. */
const RELIST_MS = 1000

/** The first look after a time. */
export function nextRelist(time: Ms): Ms {
  return (Math.floor(time / RELIST_MS) + 1) * RELIST_MS
}

/**
 * Whether something began or ended between two looks. What ran and is gone has ended; that something
 * which had ended before was removed asks for nothing.
 */
export function isWorthSync(before: PodRuntime, after: PodRuntime): boolean {
  const [known, found] = [statesIn(before), statesIn(after)]
  return [...new Set([...known.keys(), ...found.keys()])].some((id) => {
    const [was, is] = [known.get(id), found.get(id)]
    return is === undefined ? !ENDED.includes(was ?? '') : is !== was
  })
}

const ENDED: readonly string[] = ['exited', 'NotReady']

function statesIn({ containers, sandboxes }: PodRuntime): ReadonlyMap<string, string> {
  return new Map([...containers, ...sandboxes].map(({ id, state }) => [id, state]))
}
