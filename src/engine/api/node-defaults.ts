import { roundedAmounts } from './quantity.ts'

/** What the API server fills in for nodes. */

type Json = Readonly<Record<string, unknown>>
type Fill = (value: Json) => Json

/** Source: pkg/apis/core/v1/{conversion,defaults}.go. */
export const NODE_FILLS: Readonly<Record<string, Fill>> = { NodeSpec: spec, NodeStatus: status }

/** The one network is the first of several: the old name of the field holds where they differ. */
function spec(object: Json): Json {
  const { podCIDR = '', podCIDRs = [] } = object as {
    readonly podCIDR?: string
    readonly podCIDRs?: readonly string[]
  }
  const first = podCIDR === '' ? podCIDRs[0] : podCIDR
  if (first === undefined || (first === podCIDR && first === podCIDRs[0])) return object
  return { ...object, podCIDR: first, podCIDRs: first === podCIDRs[0] ? podCIDRs : [first] }
}

/** What is left for Pods is all that there is, unless the node says otherwise. */
function status(object: Json): Json {
  const { capacity, allocatable = capacity } = object as {
    readonly capacity?: Readonly<Record<string, string>>
    readonly allocatable?: Readonly<Record<string, string>>
  }
  return {
    ...object,
    ...(capacity === undefined ? {} : { capacity: roundedAmounts(capacity) }),
    ...(allocatable === undefined ? {} : { allocatable: roundedAmounts(allocatable) }),
  }
}
