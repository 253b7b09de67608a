import type { Ms } from '#engine'

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** time.ParseDuration, in milliseconds: 1h2m3.5s, 300ms, 0; undefined for what is none. */
export function parseDuration(text: string): Ms | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/.exec(text) ?? []
  if (rest === '0') return 0
  if (!/^(?:\d*\.?\d+\.?(?:ns|us|µs|ms|s|m|h))+$/.test(rest)) return undefined
  let ms = 0
  for (const [, number = '', unit = ''] of rest.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g))
    ms += Number(number) * (UNIT_MS[unit] ?? 0)
  return sign === '-' ? -ms : ms
}

/** How a time.Duration prints itself: 0s, 150ms, 1.5s, 2m0s, 1h0m10.25s. */
export function durationText(ms: Ms): string {
  const ns = Math.round(Math.abs(ms) * 1e6)
  const sign = ms < 0 ? '-' : ''
  if (ns === 0) return '0s'
  if (ns < 1e3) return `${sign}${ns}ns`
  if (ns < 1e6) return `${sign}${ns / 1e3}µs`
  if (ns < 1e9) return `${sign}${ns / 1e6}ms`
  const seconds = (ns % 60e9) / 1e9
  const minutes = Math.floor(ns / 60e9)
  if (minutes === 0) return `${sign}${seconds}s`
  if (minutes < 60) return `${sign}${minutes}m${seconds}s`
  return `${sign}${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}s`
}
