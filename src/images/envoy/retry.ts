import type { Ms } from '#engine'
import { headerOf } from '../http/message.ts'
import type { Outcome, ResetReason } from './attempt.ts'
import type { RetryPolicy } from './settings.ts'

const GATEWAY_ERRORS = [502, 503, 504]
const OF_CONNECTING: readonly ResetReason[] = ['remote connection failure', 'connection timeout']

/** Whether a policy wants what came out to be tried again, were there tries left. */
export function isRetriable(outcome: Outcome, { on, statusCodes }: RetryPolicy): boolean {
  switch (outcome.kind) {
    case 'answered': {
      const { status, headers } = outcome.head
      if (headerOf(headers, 'x-envoy-overloaded') !== undefined) return false
      return (
        (on.has('5xx') && status >= 500) ||
        (on.has('gateway-error') && GATEWAY_ERRORS.includes(status)) ||
        (on.has('retriable-4xx') && status === 409) ||
        (on.has('retriable-status-codes') && statusCodes.has(status))
      )
    }
    case 'timed out':
      return on.has('5xx') || on.has('gateway-error') || on.has('reset')
    case 'reset': {
      if (outcome.reason === 'overflow') return false
      const isConnecting = OF_CONNECTING.includes(outcome.reason)
      if (on.has('5xx') || on.has('gateway-error') || on.has('reset')) return true
      return isConnecting && (on.has('connect-failure') || on.has('reset-before-request'))
    }
    case 'cut short':
      return false
  }
}

/** How long to wait at most before a retry, the first being 1: doubling, with jitter below it. */
export function backOffBelowMs(retry: number, { baseMs, maxMs }: RetryPolicy['backOff']): Ms {
  return Math.min(maxMs, baseMs * (2 ** Math.min(retry, 30) - 1))
}
