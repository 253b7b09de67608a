import type { Pod } from '../api/generated/types.ts'
import type { SandboxConfig } from '../runtime/runtime.ts'
import type { NodeConfig } from './node-config.ts'

type Dns = SandboxConfig['dns']

/** How a Pod resolves names, by its dnsPolicy, with its dnsConfig on top. See [R63]. */
export function dnsOf({ metadata, spec }: Pod, node: NodeConfig): Dns {
  const { dnsConfig } = spec
  const given = byPolicy(spec, metadata.namespace, node)
  const own = (dnsConfig?.options ?? []).map(({ name = '', value }) =>
    value === undefined ? name : `${name}:${value}`,
  )
  const ownNames = new Set(own.map(optionName))
  return {
    servers: unique([...given.servers, ...(dnsConfig?.nameservers ?? [])]),
    searches: unique([...given.searches, ...(dnsConfig?.searches ?? [])]),
    options: [...given.options.filter((it) => !ownNames.has(optionName(it))), ...own],
  }
}

function byPolicy(spec: Pod['spec'], namespace: string, node: NodeConfig): Dns {
  const { dnsPolicy = 'ClusterFirst', hostNetwork = false } = spec
  const { clusterDomain, clusterDNS, resolver } = node
  const isCluster =
    dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork)
  if (dnsPolicy === 'None') return { servers: [], searches: [], options: [] }
  if (!isCluster) return resolver
  const searches = [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain]
  return {
    servers: clusterDNS,
    searches: unique([...searches, ...resolver.searches]),
    options: ['ndots:5'],
  }
}

function optionName(option: string): string {
  return option.split(':', 1)[0] ?? option
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
