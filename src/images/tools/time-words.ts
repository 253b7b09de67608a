const UNIT_MS: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

const NAMED_DAYS: Readonly<Record<string, number>> = {
  now: 0,
  today: 0,
  tomorrow: 1,
  yesterday: -1,
}

/**
 * What -d of date(1) and touch(1) means, in milliseconds since 1970: @seconds, 2026-01-02,
 * 2026-01-02 03:04:05, now, yesterday, 2 hours ago, next day. Undefined for anything else.
 */
export function timeIn(words: string, now: number): number | undefined {
  const text = words.trim().toLowerCase()
  const seconds = /^@(-?\d+(?:\.\d+)?)$/.exec(text)?.[1]
  if (seconds !== undefined) return Number(seconds) * 1000
  const absolute = absoluteTime(text)
  if (absolute !== undefined) return absolute
  let time = now
  for (const part of text.match(/[-+]?\d+ \w+( ago)?|next \w+|last \w+|\S+/g) ?? ['?']) {
    const shift = shiftIn(part)
    if (shift === undefined) return undefined
    time += shift
  }
  return time
}

function absoluteTime(text: string): number | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[t ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(z|utc|[-+]\d\d:?\d\d)?$/.exec(
      text,
    )
  if (match === null) return undefined
  const [, year, month, day, hours = '0', minutes = '0', secs = '0', fraction = '0', zone] = match
  const isPossible = Number(month) <= 12 && Number(day) <= 31 && Number(hours) < 24
  if (!isPossible || Number(minutes) > 59 || Number(secs) > 60) return undefined
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes))
  return utc + Number(secs) * 1000 + Number(`0.${fraction}`) * 1000 - offsetMs(zone)
}

function offsetMs(zone: string | undefined): number {
  const match = /^([-+])(\d\d):?(\d\d)$/.exec(zone ?? '')
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}

function shiftIn(part: string): number | undefined {
  const day = NAMED_DAYS[part]
  if (day !== undefined) return day * 86_400_000
  const match = /^(?:([-+]?\d+)|(next|last)) (\w+?)s?( ago)?$/.exec(part)
  const unit = UNIT_MS[match?.[3] ?? '?']
  if (match === null || unit === undefined) return undefined
  const count = match[1] === undefined ? (match[2] === 'last' ? -1 : 1) : Number(match[1])
  return (match[4] === undefined ? count : -count) * unit
}
