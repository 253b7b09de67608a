import type { Stat } from '#engine'
import type { Names } from './accounts.ts'
import { type Call, isTerminal } from './call.ts'
import { modeString } from './file-mode.ts'
import type { Options } from './options.ts'
import { busyboxSize, humanSize } from './sizes.ts'
import { strftime } from '#shell'

/** A name in a directory, and what it stands for. */
export interface Entry {
  readonly name: string
  readonly stat: Stat
  /** Of a link: where it leads to. */
  readonly target?: string
}

export interface LongStyle {
  readonly options: Options
  readonly names: Names
}

const HALF_YEAR_MS = (365.2425 / 2) * 86_400_000

/** ls -l */
export function longListing(call: Call, entries: readonly Entry[], style: LongStyle): string {
  const rows = entries.map((entry) => cellsOf(call, entry, style))
  const widthOf = (column: keyof Cells): number =>
    Math.max(0, ...rows.map((it) => it[column].length))
  const { options } = style
  const widths = {
    inode: widthOf('inode'),
    links: widthOf('links'),
    user: widthOf('user'),
    group: widthOf('group'),
    size: widthOf('size'),
  }
  return rows
    .map((row) => {
      const inode = options.has('i') ? `${row.inode.padStart(widths.inode)} ` : ''
      return `${inode}${call.isBusybox ? busyboxLine(row) : gnuLine(row, widths, options)}\n`
    })
    .join('')
}

interface Cells {
  readonly inode: string
  readonly mode: string
  readonly links: string
  readonly user: string
  readonly group: string
  readonly size: string
  readonly time: string
  readonly name: string
}

function cellsOf(call: Call, { name, stat, target }: Entry, { options, names }: LongStyle): Cells {
  const isNumeric = options.has('n')
  const human = call.isBusybox ? busyboxSize : humanSize
  const arrow = target === undefined ? markOf(stat, options) : ` -> ${target}`
  const time = options.has('c') ? stat.ctime : options.has('u') ? stat.atime : stat.mtime
  return {
    inode: `${stat.ino}`,
    mode: modeString(stat),
    links: `${stat.nlink}`,
    user: isNumeric ? `${stat.uid}` : names.user(stat.uid),
    group: isNumeric ? `${stat.gid}` : names.group(stat.gid),
    size: options.has('h')
      ? human(stat.size).padStart(call.isBusybox ? 7 : 0)
      : `${stat.size}`.padStart(call.isBusybox ? 9 : 0),
    time: timeCell(call, time, options),
    name: shellQuoted(call, name) + arrow,
  }
}

function timeCell(call: Call, time: number, options: Options): string {
  if (options.has('full-time'))
    return strftime(call.isBusybox ? '%Y-%m-%d %H:%M:%S %z' : '%Y-%m-%d %H:%M:%S.%N %z', time)
  const style = options.value('time-style')
  if (style === 'long-iso') return strftime('%Y-%m-%d %H:%M', time)
  if (style?.startsWith('+') === true) return strftime(style.slice(1), time)
  const age = call.process.wallClock - time
  const isRecent = age < HALF_YEAR_MS && age > -900_000
  return strftime(isRecent ? '%b %e %H:%M' : '%b %e  %Y', time)
}

function gnuLine(
  row: Cells,
  widths: {
    readonly links: number
    readonly user: number
    readonly group: number
    readonly size: number
  },
  options: Options,
): string {
  const user = options.has('g') ? [] : [row.user.padEnd(widths.user)]
  const group = options.has('o', 'G') ? [] : [row.group.padEnd(widths.group)]
  return [
    row.mode,
    row.links.padStart(widths.links),
    ...user,
    ...group,
    row.size.padStart(widths.size),
    row.time,
    row.name,
  ].join(' ')
}

function busyboxLine(row: Cells): string {
  const owners = `${row.user.slice(0, 8).padEnd(8)} ${row.group.slice(0, 8).padEnd(8)}`
  return `${row.mode} ${row.links.padStart(4)} ${owners} ${row.size} ${row.time} ${row.name}`
}

/** -F and -p. */
export function markOf({ kind, mode }: Stat, options: Options): string {
  if (kind === 'directory') return options.has('F', 'p') ? '/' : ''
  if (!options.has('F')) return ''
  switch (kind) {
    case 'symlink':
      return '@'
    case 'fifo':
      return '|'
    case 'socket':
      return '='
    default:
      return (mode & 0o111) === 0 ? '' : '*'
  }
}

/** On a terminal, GNU ls since 8.25 quotes names that a shell would not take as they are. */
export function shellQuoted(call: Call, name: string): string {
  const isPlain = call.isBusybox || !call.flavour.quotesNames || !isTerminal(call.process, 1)
  if (isPlain || /^[\w@%+=:,./~-]+$/.test(name)) return name
  return name.includes("'") ? `"${name}"` : `'${name}'`
}
