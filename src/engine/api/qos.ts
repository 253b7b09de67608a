import type { Container, PodSpec, ResourceRequirements } from './generated/types.ts'
import { amountOf } from './quantity.ts'

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort'

const COUNTED = ['cpu', 'memory'] as const

/**
 * The quality of service class of a Pod. Guaranteed: every container limits both cpu and memory
 * and requests as much; BestEffort: no container says anything; Burstable: the rest. Resources of
 * the Pod as a whole go before those of its containers.
 */
export function qosClassOf(spec: PodSpec): QosClass {
  const whole = spec.resources
  const isWhole = whole !== undefined
  const containers: readonly Pick<Container, 'resources'>[] = isWhole
    ? [{ resources: whole }]
    : [...spec.containers, ...(spec.initContainers ?? [])]
  const claims = containers.map(({ resources }) => resources)
  const requests = COUNTED.map((name) => sumOf(claims, 'requests', name))
  const limits = COUNTED.map((name) => sumOf(claims, 'limits', name))
  if ([...requests, ...limits].every((sum) => sum === 0n)) return 'BestEffort'
  const areAllLimited = claims.every((it) => COUNTED.every((name) => nanoOf(it.limits, name) > 0n))
  const areAlike = requests.every((sum, index) => sum === limits[index])
  return areAllLimited && areAlike ? 'Guaranteed' : 'Burstable'
}

type Amounts = ResourceRequirements['limits']

function sumOf(
  claims: readonly ResourceRequirements[],
  which: 'limits' | 'requests',
  name: string,
): bigint {
  return claims.reduce((sum, claim) => sum + nanoOf(claim[which], name), 0n)
}

function nanoOf(amounts: Amounts, name: string): bigint {
  const amount = amounts?.[name]
  return amount === undefined ? 0n : amountOf(amount).nano
}
