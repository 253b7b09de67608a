import { metrics } from './metrics/metrics.ts'
import { reviews } from './reviews/reviews.ts'
import type { VirtualResource } from './virtual-resource.ts'

export const virtualResources: readonly VirtualResource[] = [...reviews, ...metrics]

/** The one at this place of the API; undefined when there is none. */
export function findVirtual(of: {
  readonly group: string
  readonly version: string
  readonly resource: string
}): VirtualResource | undefined {
  return virtualResources.find(
    (it) => it.resource === of.resource && it.group === of.group && it.version === of.version,
  )
}
