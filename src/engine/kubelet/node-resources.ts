import type { NodeStatus } from '../api/generated/types.ts'
import { subtractQuantities } from '../api/quantity.ts'
import type { NodeConfig } from './node-config.ts'

/** Kept back so that the node itself survives: memory.available<100Mi evicts. */
const HARD_EVICTION_MEMORY = '100Mi'

/** What of the node Pods may ask for. */
export function allocatableOf({ capacity }: NodeConfig): NonNullable<NodeStatus['allocatable']> {
  return { ...capacity, memory: subtractQuantities(capacity.memory, HARD_EVICTION_MEMORY) }
}
