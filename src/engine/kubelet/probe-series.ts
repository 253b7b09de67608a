import type { Probe } from '../api/generated/types.ts'
import type { ProbeResult } from './pod-plan.ts'

export type ProbeType = 'readiness' | 'liveness' | 'startup'

/** What counts until a container has been probed. */
export const FIRST_RESULT: Readonly<Record<ProbeType, ProbeResult>> = {
  readiness: 'failure',
  liveness: 'success',
  startup: 'unknown',
}

/** The run of equal answers that a probe is in. */
export interface ProbeSeries {
  readonly last: ProbeResult | null
  readonly length: number
  /** Nothing more to find out about this instance of the container. */
  readonly isOnHold: boolean
}

export const NO_SERIES: ProbeSeries = { last: null, length: 0, isOnHold: false }

/**
 * What one more answer makes of a series; `result` is null as long as the threshold is not reached.
 * A failed liveness probe, and any outcome of a startup probe, ends the probing of an instance.
 * See [R80].
 */
export function afterAnswer(
  series: ProbeSeries,
  answer: 'success' | 'failure',
  { type, probe }: { readonly type: ProbeType; readonly probe: Probe },
): { readonly series: ProbeSeries; readonly result: ProbeResult | null } {
  const length = series.last === answer ? series.length + 1 : 1
  const { successThreshold = 1, failureThreshold = 3 } = probe
  const threshold = answer === 'success' ? successThreshold : failureThreshold
  const next = { last: answer, length, isOnHold: false }
  if (length < threshold) return { series: next, result: null }
  const isFinal = type === 'startup' || (type === 'liveness' && answer === 'failure')
  return { series: isFinal ? { ...next, length: 0, isOnHold: true } : next, result: answer }
}
