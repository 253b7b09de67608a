import type { EndpointSlice, Service } from '../api/generated/types.ts'
import { parseIpv4 } from '../network/addresses.ts'
import { slicesOf } from '../proxy/backends.ts'

/** What the cluster knows of a name. */
export type Answer =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'alias'; readonly name: string }
  | { readonly kind: 'no such name' }
  /** It is none of the cluster's names. */
  | { readonly kind: 'elsewhere' }

export interface Known {
  readonly domain: string
  readonly services: readonly Service[]
  readonly slices: readonly EndpointSlice[]
}

const NONE: Answer = { kind: 'no such name' }

/**
 * The name of a Service leads to its address; of a headless one to the addresses of its endpoints,
 * each of which has a name of its own below it. See [S4].
 * Source: kubernetes/dns, docs/specification.md.
 */
export function addressesOf(name: string, known: Known): Answer {
  const text = name.toLowerCase().replace(/\.$/, '')
  if (text !== known.domain && !text.endsWith(`.${known.domain}`)) return { kind: 'elsewhere' }
  const labels = text.slice(0, -known.domain.length - 1).split('.')
  const [kind = '', namespace = '', service = '', ...rest] = labels.toReversed()
  if (kind === 'pod' && rest.length === 0) return podAnswer(service)
  if (kind !== 'svc' || rest.length > 1) return NONE
  const found = known.services.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === service,
  )
  if (found === undefined) return emptyParent({ namespace, service }, known)
  return serviceAnswer(found, slicesOf(found, known.slices), rest[0])
}

/** A name below which there are names is there, though it has no address itself. */
function emptyParent(
  { namespace, service }: { readonly namespace: string; readonly service: string },
  { services }: Known,
): Answer {
  const isParent =
    service === '' &&
    (namespace === '' || services.some(({ metadata }) => metadata.namespace === namespace))
  return isParent ? { kind: 'addresses', addresses: [] } : NONE
}

function serviceAnswer(
  { spec }: Service,
  slices: readonly EndpointSlice[],
  endpoint: string | undefined,
): Answer {
  if (spec.type === 'ExternalName')
    return endpoint === undefined ? { kind: 'alias', name: spec.externalName ?? '' } : NONE
  if (spec.clusterIP !== 'None')
    return endpoint === undefined ? { kind: 'addresses', addresses: [spec.clusterIP ?? ''] } : NONE
  const ready = slices
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ conditions }) => conditions.ready !== false)
  const chosen = ready.filter(
    ({ addresses, hostname }) =>
      endpoint === undefined ||
      hostname === endpoint ||
      addresses[0]?.replaceAll('.', '-') === endpoint,
  )
  const addresses = chosen.flatMap((it) => it.addresses)
  return addresses.length === 0 ? NONE : { kind: 'addresses', addresses }
}

/** 10-244-1-2.NAMESPACE.pod.cluster.local: whatever address is named is the answer. */
function podAnswer(label: string): Answer {
  const address = label.replaceAll('-', '.')
  return parseIpv4(address) === undefined ? NONE : { kind: 'addresses', addresses: [address] }
}
