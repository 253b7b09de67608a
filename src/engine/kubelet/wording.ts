import type { Ms } from '../clock/clock.ts'
import type { Pod } from '../api/generated/types.ts'

/** `web_default(0f3c…)`: how the kubelet names a Pod in messages. */
export function podText({ metadata }: Pod): string {
  return `${metadata.name}_${metadata.namespace}(${metadata.uid})`
}

/** A span of time as Go writes it: `350ms`, `1.2s`, `1m20s`, `5m0s`. */
export function durationText(ms: Ms): string {
  if (ms === 0) return '0s'
  if (ms < 1000) return `${ms}ms`
  const minutes = Math.floor(ms / 60_000)
  const seconds = `${(ms - minutes * 60_000) / 1000}s`
  if (minutes === 0) return seconds
  if (minutes < 60) return `${minutes}m${seconds}`
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`
}
