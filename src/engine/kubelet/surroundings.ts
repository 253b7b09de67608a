import type { Surroundings } from '../volumes/field-value.ts'
import { allocatableOf } from './node-resources.ts'
import type { Parts } from './parts.ts'
import type { PodState } from './pod-state.ts'

/** What fields of a Pod are filled in with on this node, at this moment. */
export function surroundingsOf({ node }: Parts, { pod, live }: PodState): Surroundings {
  const isOnHost = pod.spec.hostNetwork === true
  const ready = live.sandboxes.find(({ state }) => state === 'Ready')
  return {
    hostIP: node.internalIP,
    podIPs: isOnHost ? [node.internalIP] : (ready?.ips ?? []),
    allocatable: allocatableOf(node),
  }
}
