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
  const isWhole = whole !== undefined && (says(whole.requests) || says(whole.limits))
  const containers: readonly Pick<Container, 'resources'>[] = isWhole
    ? [{ resources: whole }]
    : [...spec.containers, ...(spec.initContainers ?? [])]
  const claims = containers.map(({ resources }) => resources)
  if (!claims.some((it) => says(it.requests) || says(it.limits))) return 'BestEffort'
  return claims.every(isGuaranteed) ? 'Guaranteed' : 'Burstable'
}

type Amounts = ResourceRequirements['limits']

function says(amounts: Amounts = {}): boolean {
  return COUNTED.some((name) => nanoOf(amounts, name) > 0n)
}

function isGuaranteed({ requests = {}, limits = {} }: ResourceRequirements): boolean {
  return COUNTED.every((name) => {
    const [limit, request] = [nanoOf(limits, name), nanoOf(requests, name)]
    return limit > 0n && (request === 0n || request === limit)
  })
}

function nanoOf(amounts: Readonly<Record<string, string>>, name: string): bigint {
  const amount = amounts[name]
  return amount === undefined ? 0n : amountOf(amount).nano
}
