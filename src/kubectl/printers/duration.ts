const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * An age as kubectl shows it: two or three digits and one unit, or two where the first is small.
 * Takes milliseconds; up to two seconds in the future count as now.
 */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / SECOND)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 60 * 2) return `${seconds}s`
  const minutes = Math.trunc(ms / MINUTE)
  if (minutes < 10) return withRest(minutes, 'm', [seconds % 60, 's'])
  if (minutes < 60 * 3) return `${minutes}m`
  const hours = Math.trunc(ms / HOUR)
  if (hours < 8) return withRest(hours, 'h', [minutes % 60, 'm'])
  if (hours < 48) return `${hours}h`
  if (hours < 24 * 8) return withRest(Math.trunc(hours / 24), 'd', [hours % 24, 'h'])
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24)}d`
  const years = Math.trunc(hours / 24 / 365)
  if (hours < 24 * 365 * 8) return withRest(years, 'y', [Math.trunc(hours / 24) % 365, 'd'])
  return `${years}y`
}

function withRest(
  amount: number,
  unit: string,
  [rest, restUnit]: readonly [number, string],
): string {
  return rest === 0 ? `${amount}${unit}` : `${amount}${unit}${rest}${restUnit}`
}

/** The age of a time of the API, or what kubectl shows where there is none. */
export function ageOf(timestamp: string | null | undefined, now: number): string {
  return timestamp === undefined || timestamp === null
    ? '<unknown>'
    : humanDuration(now - Date.parse(timestamp))
}

/** `1h2m3.5s`, as Go writes a time.Duration; takes milliseconds. */
export function goDuration(ms: number): string {
  const seconds = ms / 1000
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = `${Math.round((seconds % 60) * 1000) / 1000}s`
  if (hours > 0) return `${hours}h${minutes}m${rest}`
  return minutes > 0 ? `${minutes}m${rest}` : rest
}
