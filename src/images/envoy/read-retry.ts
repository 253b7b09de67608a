import { ConfigError } from './config-error.ts'
import type { Message } from './message.ts'
import type { RetryPolicy } from './settings.ts'

const BASE_MS = 25

/** What this Envoy tells apart; what no Envoy knows is passed over, as by the real one. */
const CONDITIONS = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'refused-stream',
  'retriable-4xx',
  'retriable-status-codes',
])
const NOT_SIMULATED = new Set([
  'envoy-ratelimited',
  'retriable-headers',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
])

/** Nothing is repeated where no policy says what. Throws a ConfigError. */
export function readRetryPolicy(policy: Message | undefined): RetryPolicy {
  const words = (policy?.text('retry_on') ?? '').split(',').map((it) => it.trim())
  const unknown = words.find((it) => NOT_SIMULATED.has(it))
  if (unknown !== undefined)
    throw new ConfigError(
      `${policy?.path ?? ''}.retry_on: ${unknown} is not simulated by this Envoy`,
    )
  const backOff = policy?.message('retry_back_off')
  const baseMs = backOff?.number('base_interval', BASE_MS) ?? BASE_MS
  const maxMs = backOff?.number('max_interval', baseMs * 10) ?? baseMs * 10
  if (maxMs < baseMs)
    throw new ConfigError(
      'retry_policy.max_interval must greater than or equal to the base_interval',
    )
  return {
    on: new Set(words.filter((it) => CONDITIONS.has(it))),
    retries: policy?.number('num_retries', 1) ?? 0,
    perTryTimeoutMs: policy?.number('per_try_timeout', 0) ?? 0,
    statusCodes: new Set(policy?.numbers('retriable_status_codes') ?? []),
    backOff: { baseMs, maxMs },
  }
}
