const UNITS = ['', 'K', 'M', 'G', 'T', 'P']

/** As GNU's -h has it: powers of 1024, rounded up, one decimal below ten. */
export function humanSize(bytes: number): string {
  if (bytes < 1024) return `${bytes}`
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const tenths = Math.ceil(value * 10)
  if (tenths < 100) return `${Math.floor(tenths / 10)}.${tenths % 10}${UNITS[unit] ?? ''}`
  const whole = Math.ceil(value)
  if (whole >= 1024 && unit < UNITS.length - 1) return `1.0${UNITS[unit + 1] ?? ''}`
  return `${whole}${UNITS[unit] ?? ''}`
}

/** As busybox has it: rounded to the nearest, one decimal always. */
export function busyboxSize(bytes: number): string {
  if (bytes < 1024) return `${bytes}`
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${(Math.round(value * 10) / 10).toFixed(1)}${UNITS[unit] ?? ''}`
}

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  K: 1024,
  kB: 1000,
  KB: 1000,
  KiB: 1024,
  M: 1024 ** 2,
  m: 1024 ** 2,
  MB: 1000 ** 2,
  MiB: 1024 ** 2,
  G: 1024 ** 3,
  GB: 1000 ** 3,
  GiB: 1024 ** 3,
}

/** 10, 4k, 2M …; undefined for anything else. */
export function sizeIn(word: string): number | undefined {
  const match = /^(\d+)([A-Za-z]*)$/.exec(word)
  const factor = SUFFIXES[match?.[2] ?? '?']
  return match === null || factor === undefined ? undefined : Number(match[1]) * factor
}
