import { type Run, write } from '#engine'
import { Names } from './accounts.ts'
import { type Call, isTerminal, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { inOrder } from './paths.ts'
import { type ProcessInfo, processesIn } from './processes.ts'
import { type Column, COLUMNS, SPELLINGS, type Surroundings } from './ps-columns.ts'
import { psRequest, type Titled } from './ps-request.ts'
import { textAt } from './texts.ts'

export const ps: Tool = function* (call) {
  if (call.isBusybox) return yield* busyboxPs(call)
  try {
    return yield* gnuPs(call)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    yield* write(call.process, 2, `error: ${psWords(error.message)}${PS_USAGE}`)
    return 1
  }
}

/** procps does not speak as getopt(3) does. */
function psWords(message: string): string {
  const wanting = /^option (?:requires an argument -- '(.)'|'(--\w+)' requires an argument)/.exec(
    message,
  )
  if (wanting !== null) {
    const [, letter, word] = wanting
    const name = word ?? `-${letter ?? ''}`
    return `${WANTED[name] ?? 'list of process IDs'} must follow ${name}`
  }
  if (message.startsWith('invalid option')) return 'unsupported SysV option'
  return message.startsWith('unrecognized option') ? 'unknown gnu long option' : message
}

const WANTED: Readonly<Record<string, string>> = {
  '-C': 'list of command names',
  '-U': 'list of real users',
  '-G': 'list of real groups',
  '-o': 'format specification',
  '--format': 'format specification',
  '--user': 'list of effective users',
  '--sort': 'long sort specification',
}

const PS_USAGE = `

Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`

function* gnuPs(call: Call): Run {
  const request = psRequest(call.process, call.args)
  const around = surroundings(call)
  const chosen = processesIn(call.process).filter((info) => request.chooses(info))
  const rows = sorted(chosen, request.sort, around)
  const width = screenWidth(call)
  if (request.hasTitles) yield* call.print(clipped(titleLine(request.columns, around), width))
  for (const info of rows)
    yield* call.print(clipped(processLine(info, request.columns, around), width))
  return chosen.length === 0 && request.isPicky ? 1 : 0
}

function surroundings({ process }: Call): Surroundings {
  const pidMax = Number(textAt(process, '/proc/sys/kernel/pid_max') ?? 32_768)
  const memory = /^MemTotal:\s+(\d+)/m.exec(textAt(process, '/proc/meminfo') ?? '')
  return {
    names: new Names(process),
    now: process.wallClock,
    pidWidth: `${pidMax - 1}`.length,
    memoryKib: Number(memory?.[1] ?? 1),
  }
}

/** As wide as the terminal; without one, or with ww, as wide as it gets. */
function screenWidth({ process, args }: Call): number {
  const isWide = args.some((arg) => /^-?[A-Za-z]*ww[A-Za-z]*$/.test(arg))
  return isWide || !isTerminal(process, 1) ? Infinity : process.terminal(1).size.cols || 80
}

function clipped(line: string, width: number): string {
  return `${line.slice(0, width)}\n`
}

function sorted(
  rows: readonly ProcessInfo[],
  words: readonly string[],
  around: Surroundings,
): readonly ProcessInfo[] {
  const keys = words.map((word) => {
    const name = word.replace(/^[-+]/, '').toLowerCase()
    const column = COLUMNS[SPELLINGS[name] ?? name]
    if (column === undefined) throw new Refusal('unknown sort specifier')
    return { column, direction: word.startsWith('-') ? -1 : 1 }
  })
  return rows.toSorted((a, b) => {
    for (const { column, direction } of keys) {
      const order = compareCells(column.value(a, around), column.value(b, around))
      if (order !== 0) return order * direction
    }
    return 0
  })
}

function compareCells(a: string, b: string): number {
  const areNumbers = /^[\d.]+$/.test(a) && /^[\d.]+$/.test(b)
  return areNumbers ? Number(a) - Number(b) : inOrder(a, b)
}

function widthOf({ column, title }: Titled, { pidWidth }: Surroundings): number {
  return Math.max(column.width === 0 ? pidWidth : column.width, title.length)
}

function titleLine(columns: readonly Titled[], around: Surroundings): string {
  return joined(columns, around, ({ title }) => title)
}

function processLine(info: ProcessInfo, columns: readonly Titled[], around: Surroundings): string {
  return joined(columns, around, ({ column }) => column.value(info, around))
}

/** Cells beside one another; the last one on the left is not filled up. */
function joined(
  columns: readonly Titled[],
  around: Surroundings,
  cellOf: (titled: Titled) => string,
): string {
  return columns
    .map((titled, index) => {
      const cell = cellOf(titled)
      const width = widthOf(titled, around)
      if (titled.column.side === 'right') return cell.padStart(width)
      return index === columns.length - 1 ? cell : cell.padEnd(width)
    })
    .join(' ')
}

const BUSYBOX_COLUMNS: Readonly<Record<string, Column>> = {
  user: { ...COLUMNS.user, title: 'USER', width: 8 } as Column,
  group: { ...COLUMNS.group, title: 'GROUP', width: 8 } as Column,
  comm: { ...COLUMNS.comm, title: 'COMMAND', width: 16 } as Column,
  args: { ...COLUMNS.args, title: 'COMMAND', width: 256 } as Column,
  pid: { ...COLUMNS.pid, title: 'PID', width: 5 } as Column,
  ppid: { ...COLUMNS.ppid, title: 'PPID', width: 5 } as Column,
  pgid: { ...COLUMNS.pgid, title: 'PGID', width: 5 } as Column,
  sid: { ...COLUMNS.sid, title: 'SID', width: 5 } as Column,
  etime: { ...COLUMNS.etime, title: 'ELAPSED', width: 7 } as Column,
  nice: { ...COLUMNS.nice, title: 'NI', width: 5 } as Column,
  tty: { ...COLUMNS.tty, title: 'TT', width: 6 } as Column,
  stat: { ...COLUMNS.state, title: 'STAT', width: 4 } as Column,
  time: { ...COLUMNS.bsdtime, title: 'TIME', width: 5 } as Column,
  vsz: { ...COLUMNS.vsz, title: 'VSZ', width: 4 } as Column,
  rss: { ...COLUMNS.rss, title: 'RSS', width: 4 } as Column,
}

/** Titles stand on the left there, whatever stands below them. */
function* busyboxPs(call: Call): Run {
  const options = parseOptions(call, { flags: 'efaAlwxTuZ', takes: 'o' })
  const words = options.values('o').flatMap((list) => list.split(','))
  const names = words.length > 0 ? words : ['pid', 'user', 'time', 'args']
  const columns = names.map((word) => {
    const [name = '', title] = word.split('=')
    const column = BUSYBOX_COLUMNS[name]
    if (column === undefined)
      throw new Refusal(
        `bad -o argument '${name}', supported arguments: ${Object.keys(BUSYBOX_COLUMNS).join(',')}`,
      )
    return { column, title: title ?? column.title }
  })
  const around = { ...surroundings(call), pidWidth: 5 }
  const isOnTerminal = isTerminal(call.process, 1)
  const width = isOnTerminal ? (call.process.terminal(1).size.cols || 80) - 1 : Infinity
  const titles = columns.map(({ column, title }, index) =>
    index === columns.length - 1 ? title : title.padEnd(column.width),
  )
  yield* call.print(clipped(titles.join(' '), width))
  for (const info of processesIn(call.process))
    yield* call.print(clipped(processLine(info, columns, around), width))
  return 0
}
