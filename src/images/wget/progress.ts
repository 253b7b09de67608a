import type { Ms } from '#engine'

const DOTS_IN_ROW = 50
const DOTS_IN_GROUP = 10
const BYTES_PER_DOT = 1024

/** What was received of how much, and in which time. */
export interface Received {
  readonly bytes: number
  readonly size: number | undefined
  readonly elapsedMs: Ms
}

/** 3.09 MB/s; `short` is what stands behind the dots: 3.09M. */
export function rateOf({ bytes, elapsedMs }: Received): {
  readonly long: string
  readonly short: string
} {
  const perSecond = (bytes * 1000) / Math.max(elapsedMs, 0.001)
  const units = ['', 'K', 'M', 'G'] as const
  let rate = perSecond
  let unit = 0
  while (rate >= 1024 && unit < units.length - 1) {
    rate /= 1024
    unit++
  }
  const digits = rate >= 99.95 ? 0 : rate >= 9.995 ? 1 : 2
  const text = rate.toFixed(digits)
  return { long: `${text} ${units[unit] ?? ''}B/s`, short: `${text}${units[unit] ?? ''}` }
}

/** --progress=dot: a dot for each kilobyte, in rows of fifty. */
export function dotRows(received: Received): string {
  const { bytes, size } = received
  const dots = Math.floor(bytes / BYTES_PER_DOT)
  const rows = Math.floor(dots / DOTS_IN_ROW) + 1
  const { short } = rateOf(received)
  const lines = Array.from({ length: rows }, (_, row) => {
    const shown = Math.min(DOTS_IN_ROW, dots - row * DOTS_IN_ROW)
    const isLast = row === rows - 1
    const upTo = isLast ? bytes : (row + 1) * DOTS_IN_ROW * BYTES_PER_DOT
    const percent = size === undefined ? '' : `${percentOf(upTo, size)}%`
    const end = isLast ? `=${timeOf(received.elapsedMs)}` : ''
    return `${`${row * DOTS_IN_ROW}`.padStart(6)}K${rowOf(shown)}${percent}${short.padStart(6)}${end}`
  })
  return `\n${lines.join('\n')}\n`
}

/** The bar on a terminal of eighty columns, as it stands at the end. */
export function barLine(name: string, received: Received): string {
  const { bytes, size, elapsedMs } = received
  const shown = name.length > 20 ? name.slice(0, 20) : name.padEnd(20)
  const percent = size === undefined ? '    ' : `${percentOf(bytes, size)}%`
  const bar = size === undefined ? ' <=>'.padEnd(20) : `${'='.repeat(19)}>`
  const rate = elapsedMs < 1 ? '--.-KB/s' : rateOf(received).long.replace(' ', '')
  return `\r${shown}${percent}[${bar}] ${`${bytes}`.padStart(7)}  ${rate.padStart(8)}    in ${timeOf(elapsedMs)}      \n`
}

function percentOf(bytes: number, size: number): string {
  return `${size === 0 ? 100 : Math.floor((bytes * 100) / size)}`.padStart(3)
}

function rowOf(dots: number): string {
  const groups = Array.from({ length: DOTS_IN_ROW / DOTS_IN_GROUP }, (_, group) => {
    const shown = Math.max(0, Math.min(DOTS_IN_GROUP, dots - group * DOTS_IN_GROUP))
    return ` ${'.'.repeat(shown).padEnd(DOTS_IN_GROUP)}`
  })
  return groups.join('')
}

function timeOf(elapsedMs: Ms): string {
  const seconds = elapsedMs / 1000
  if (seconds < 0.001) return '0s'
  return seconds < 10 ? `${Number(seconds.toFixed(3))}s` : `${Math.floor(seconds)}s`
}
