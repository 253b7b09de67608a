import type { Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { strftime } from '#shell'
import { textAt } from './texts.ts'

export const free: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'bkmghtw',
    long: { bytes: 'b', kibi: 'k', mebi: 'm', gibi: 'g', human: 'h', total: 't', wide: 'w' },
  })
  const memory = memoryIn(textAt(call.process, '/proc/meminfo') ?? '')
  const kib = (name: string): number => memory.get(name) ?? 0
  const cache = kib('Buffers') + kib('Cached') + kib('SReclaimable')
  const used = kib('MemTotal') - kib('MemAvailable')
  const unit = options.last('b', 'k', 'm', 'g', 'h') ?? 'k'
  const shown = (value: number): string => inUnit(value, unit).padStart(11)
  const cells = [kib('MemTotal'), used, kib('MemFree'), kib('Shmem'), cache, kib('MemAvailable')]
  const swap = [kib('SwapTotal'), kib('SwapTotal') - kib('SwapFree'), kib('SwapFree')]
  const titles = ['total', 'used', 'free', 'shared', 'buff/cache', 'available']
  // procps-ng since 4 has a column more in front.
  const lead = call.flavour.quotesNames && !call.isBusybox ? 8 : 7
  const line = (name: string, values: readonly number[]): string =>
    `${name.padEnd(lead)} ${values.map(shown).join(' ')}\n`
  yield* call.print(
    `${' '.repeat(lead)} ${titles.map((it) => it.padStart(11)).join(' ')}\n` +
      line('Mem:', cells) +
      line('Swap:', swap),
  )
  return 0
}

function memoryIn(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(/^(\w+):\s+(\d+)/gm)].map(([, name = '', value]) => [name, Number(value)]),
  )
}

function inUnit(kib: number, unit: string): string {
  switch (unit) {
    case 'b':
      return `${kib * 1024}`
    case 'm':
      return `${Math.floor(kib / 1024)}`
    case 'g':
      return `${Math.floor(kib / 1024 ** 2)}`
    case 'h':
      return humanKib(kib)
    default:
      return `${kib}`
  }
}

function humanKib(kib: number): string {
  if (kib === 0) return '0B'
  let value = kib
  let unit = 0
  while (value >= 1024 && unit < 3) {
    value /= 1024
    unit++
  }
  const name = ['Ki', 'Mi', 'Gi', 'Ti'][unit] ?? ''
  return value < 10
    ? `${(Math.floor(value * 10) / 10).toFixed(1)}${name}`
    : `${Math.floor(value)}${name}`
}

export const uptime: Tool = function* (call) {
  yield* call.print(`${uptimeLine(call)}\n`)
  return 0
}

/** ` 12:34:56 up 1 day,  2:03,  0 users,  load average: 0.00, 0.00, 0.00` */
export function uptimeLine(call: Parameters<Tool>[0]): string {
  const { process } = call
  const seconds = Math.floor(Number((textAt(process, '/proc/uptime') ?? '0').split(' ')[0]))
  const loads = (textAt(process, '/proc/loadavg') ?? '0.00 0.00 0.00').split(' ').slice(0, 3)
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3600) % 24
  const minutes = Math.floor(seconds / 60) % 60
  const daysText = days > 0 ? `${days} day${days > 1 ? 's' : ''}, ` : ''
  const clock =
    hours > 0 ? `${`${hours}`.padStart(2)}:${`${minutes}`.padStart(2, '0')}` : `${minutes} min`
  const users = call.flavour.quotesNames && !call.isBusybox ? '0 user' : '0 users'
  return ` ${strftime('%T', process.wallClock)} up ${daysText}${clock},  ${users},  load average: ${loads.join(', ')}`
}
