import type { Pod } from '../api/generated/types.ts'

/** Longer names are cut: a hostname has 63 characters at most. */
const LONGEST = 63

/** What `hostname` says in the containers of a Pod; of the node, on the node's own network. */
export function hostnameOf({ metadata, spec }: Pod, nodeName: string): string {
  if (spec.hostNetwork === true) return nodeName
  const { hostname = '', hostnameOverride = '' } = spec
  if (hostnameOverride !== '') return hostnameOverride
  if (hostname !== '') return hostname
  return metadata.name.slice(0, LONGEST).replace(/[-.]+$/, '')
}

/** The domain of a Pod that has a subdomain: its headless Service gives it a name in DNS. */
export function hostDomainOf({ metadata, spec }: Pod, clusterDomain: string): string {
  const { subdomain = '' } = spec
  return subdomain === '' ? '' : `${subdomain}.${metadata.namespace}.svc.${clusterDomain}`
}
