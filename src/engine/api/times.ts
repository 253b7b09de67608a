import type { MicroTime, Time } from './generated/types.ts'

/** Milliseconds since 1970 as the API writes a time: to the second, in UTC. */
export function timeAt(epochMs: number): Time {
  return `${new Date(Math.floor(epochMs / 1000) * 1000).toISOString().slice(0, 19)}Z`
}

/** The same to the microsecond: for Leases and Events. */
export function microTimeAt(epochMs: number): MicroTime {
  const micros = Math.floor(epochMs * 1000)
  const second = Math.floor(micros / 1_000_000)
  const fraction = `${micros - second * 1_000_000}`.padStart(6, '0')
  return `${new Date(second * 1000).toISOString().slice(0, 19)}.${fraction}Z`
}

const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** Milliseconds since 1970 of a time of the API; undefined when it is none. */
export function epochMsOf(time: string): number | undefined {
  const [, date, fraction = '', zone] = RFC3339.exec(time) ?? []
  if (date === undefined || zone === undefined) return undefined
  const seconds = Date.parse(`${date}${zone}`)
  return Number.isNaN(seconds) ? undefined : seconds + Number(`0${fraction}`) * 1000
}
