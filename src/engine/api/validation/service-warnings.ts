import { quoteGo } from '../field-error.ts'
import type { Service, ServiceSpec } from '../generated/types.ts'
import { ipWarning } from '../ip-address.ts'
import { networkWarnings } from '../ip-network.ts'
import { HEADLESS } from '../service-questions.ts'
import { HINTS, TOPOLOGY_MODE } from './services.ts'

type Warnings = readonly string[]

/** What a Service says in vain, or as one should no longer say it. */
export function serviceWarnings({ metadata, spec }: Service): Warnings {
  const hasHints = Object.hasOwn(metadata.annotations ?? {}, HINTS)
  const isHeadless = spec.clusterIP === HEADLESS
  return [
    ...(hasHints ? [`annotation ${HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`] : []),
    ...(isHeadless ? [] : ipWarnings('spec.clusterIPs', spec.clusterIPs)),
    ...(isHeadless && spec.type === 'ClusterIP' ? headlessWarnings(spec) : []),
    ...ipWarnings('spec.externalIPs', spec.externalIPs),
    ...(has(spec.externalIPs) && !isHeadless && spec.type !== 'ExternalName'
      ? ['spec.externalIPs is deprecated and may no longer be implemented in some clusters']
      : []),
    ...ipWarning('spec.loadBalancerIP', spec.loadBalancerIP ?? ''),
    ...(spec.loadBalancerSourceRanges ?? []).flatMap((range, index) =>
      networkWarnings(`spec.loadBalancerSourceRanges[${index}]`, range),
    ),
    ...aliasWarnings(spec),
    ...(spec.trafficDistribution === 'PreferClose'
      ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']
      : []),
  ]
}

function headlessWarnings({ loadBalancerIP, externalIPs, sessionAffinity }: ServiceSpec): Warnings {
  return [
    ...(loadBalancerIP === undefined ? [] : ['spec.loadBalancerIP']),
    ...(has(externalIPs) ? ['spec.externalIPs'] : []),
    ...(sessionAffinity === 'None' ? [] : ['spec.SessionAffinity']),
  ].map((field) => `${field} is ignored for headless services`)
}

function aliasWarnings({ type, externalIPs, externalName }: ServiceSpec): Warnings {
  const alias = quoteGo('ExternalName')
  if (type === 'ExternalName')
    return has(externalIPs) ? [`spec.externalIPs is ignored when spec.type is ${alias}`] : []
  return externalName === undefined
    ? []
    : [`spec.externalName is ignored when spec.type is not ${alias}`]
}

function ipWarnings(path: string, addresses: readonly string[] = []): Warnings {
  return addresses.flatMap((ip, index) => ipWarning(`${path}[${index}]`, ip))
}

function has(list: readonly string[] | undefined): boolean {
  return (list ?? []).length > 0
}
