import type { EndpointSlice } from '../../api/generated/types.ts'
import { withMetadata } from '../object.ts'
import { isSame } from '../same.ts'

/** Source: pkg/registry/discovery/endpointslice/strategy.go. */
export const endpointSliceStrategy = {
  prepareForCreate: (slice: EndpointSlice): EndpointSlice =>
    withMetadata(withoutTopology(slice), { generation: 1 }),
  updates: { '': { prepare: prepareForUpdate } },
}

/** Its labels count as content: they say of which Service it is. */
function prepareForUpdate(slice: EndpointSlice, before: EndpointSlice): EndpointSlice {
  const { generation = 1, labels = {} } = before.metadata
  const content = (it: EndpointSlice) => [it.addressType, it.endpoints, it.ports]
  const isKept =
    isSame(content(slice), content(before)) && isSame(slice.metadata.labels ?? {}, labels)
  return withMetadata(withoutTopology(slice), { generation: isKept ? generation : generation + 1 })
}

/** What older versions of the API said of places. */
function withoutTopology(slice: EndpointSlice): EndpointSlice {
  const endpoints = slice.endpoints.map((endpoint) => {
    const { deprecatedTopology, ...rest } = endpoint
    return deprecatedTopology === undefined ? endpoint : rest
  })
  return { ...slice, endpoints }
}
