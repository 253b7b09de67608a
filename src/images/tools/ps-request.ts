import type { Process } from '#engine'
import { idOf } from './accounts.ts'
import { Refusal } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { type ProcessInfo, processesIn } from './processes.ts'
import { type Column, COLUMNS, SPELLINGS } from './ps-columns.ts'

/** What ps is asked for. */
export interface PsRequest {
  readonly columns: readonly Titled[]
  readonly chooses: (info: ProcessInfo) => boolean
  /** Words of --sort. */
  readonly sort: readonly string[]
  /** Processes were named: that none is found is a failure. */
  readonly isPicky: boolean
  readonly hasTitles: boolean
}

export interface Titled {
  readonly column: Column
  readonly title: string
}

/** Reads options of three traditions: -ef, aux, --sort. */
export function psRequest(process: Process, args: readonly string[]): PsRequest {
  const letters = bsdLetters(args)
  const rest = args.filter((_, index) => !letters.at.has(index))
  const options = parseOptions(
    { args: rest },
    {
      flags: 'eAadfFlHjwTNyM',
      takes: 'opCuUqGgst',
      long: {
        sort: 'sort',
        pid: 'p',
        ppid: 'ppid',
        user: 'u',
        format: 'o',
        'no-headers': 'no-headers',
        'no-heading': 'no-headers',
        forest: 'forest',
      },
      longTakes: ['sort', 'ppid'],
    },
  )
  const columns = columnsFor(options, letters.text)
  return {
    columns,
    chooses: chooser(process, options, letters.text),
    sort: (options.value('sort') ?? '').split(',').filter((it) => it !== ''),
    isPicky:
      options.has('p', 'q', 'C', 'u', 'U', 'ppid') || /^\d+$/.test(options.operands.join('')),
    hasTitles: !options.has('no-headers') && columns.some(({ title }) => title !== ''),
  }
}

/** Words without a dash, as long as they are no values: `ps aux`, `ps o pid 1`. */
function bsdLetters(args: readonly string[]): {
  readonly text: string
  readonly at: ReadonlySet<number>
} {
  const at = new Set<number>()
  let text = ''
  for (const [index, arg] of args.entries()) {
    const before = args[index - 1] ?? ''
    const takesValue =
      /^-[A-Za-z]*[opCuUqGgst]$/.test(before) || /^--(sort|p?pid|user|format)$/.test(before)
    if (takesValue || !/^[A-Za-z]+$/.test(arg)) continue
    at.add(index)
    text += arg
  }
  return { text, at }
}

const FORMATS = {
  plain: 'pid,tname=TTY,time,ucmd',
  full: 'user=UID,pid,ppid,c,stime,tname=TTY,time,cmd',
  long: 'f,s,uid,pid,ppid,c,opri,ni,addr,sz,wchan,tname=TTY,time,ucmd',
  jobs: 'pid,pgid,sid,tname=TTY,time,ucmd',
  bsd: 'pid,tname=TTY,stat,bsdtime=TIME,command',
  user: 'user,pid,pcpu,pmem,vsz,rss,tname=TTY,stat,start_time=START,bsdtime=TIME,command',
  bsdJobs: 'ppid,pid,pgid,sid,tname=TTY,tpgid,stat,uid,bsdtime=TIME,command',
} as const

function columnsFor(options: Options, letters: string): readonly Titled[] {
  const given = options.values('o')
  if (given.length > 0) return given.flatMap(titledColumns)
  if (options.has('f', 'F')) return titledColumns(FORMATS.full)
  if (options.has('l')) return titledColumns(FORMATS.long)
  if (options.has('j')) return titledColumns(FORMATS.jobs)
  if (letters.includes('u')) return titledColumns(FORMATS.user)
  if (letters.includes('j')) return titledColumns(FORMATS.bsdJobs)
  return titledColumns(letters === '' ? FORMATS.plain : FORMATS.bsd)
}

/** pid,user=WHO: a title goes to the end of the word, and an empty one takes it away. */
function titledColumns(list: string): readonly Titled[] {
  return list
    .split(/[, ]+/)
    .filter((it) => it !== '')
    .map((word) => {
      const equals = word.indexOf('=')
      const name = (equals < 0 ? word : word.slice(0, equals)).toLowerCase()
      const column = COLUMNS[SPELLINGS[name] ?? name]
      if (column === undefined) throw new Refusal(`unknown user-defined format specifier "${name}"`)
      return { column, title: equals < 0 ? column.title : word.slice(equals + 1) }
    })
}

function pidIn(word: string): number {
  if (/^\d+$/.test(word)) return Number(word)
  throw new Refusal('process ID list syntax error')
}

function userIn(process: Process, word: string): number {
  const uid = idOf(process, 'passwd', word)
  if (uid === undefined) throw new Refusal('user name does not exist')
  return uid
}

function chooser(
  process: Process,
  options: Options,
  letters: string,
): (info: ProcessInfo) => boolean {
  const pids = [...options.values('p'), ...options.values('q'), ...options.operands]
    .flatMap((list) => list.split(/[, ]+/))
    .filter((it) => it !== '')
    .map(pidIn)
  const names = options.values('C').flatMap((list) => list.split(','))
  const parents = options
    .values('ppid')
    .flatMap((list) => list.split(','))
    .map(pidIn)
  const users = [...options.values('u'), ...options.values('U')]
    .flatMap((list) => list.split(','))
    .map((word) => userIn(process, word))
  if (pids.length + names.length + users.length + parents.length > 0)
    return (info) =>
      pids.includes(info.pid) ||
      names.includes(info.comm) ||
      users.includes(info.uid) ||
      parents.includes(info.ppid)
  return general(process, options, letters)
}

/** Without -e one sees one's own processes on one's own terminal. */
function general(
  process: Process,
  options: Options,
  letters: string,
): (info: ProcessInfo) => boolean {
  if (options.has('e', 'A') || (letters.includes('a') && letters.includes('x'))) return () => true
  if (options.has('d')) return (info) => info.sid !== info.pid
  const { uid } = process.credentials
  if (letters.includes('x')) return (info) => info.uid === uid
  if (options.has('a')) return (info) => info.tty !== '?' && info.sid !== info.pid
  if (letters.includes('a')) return (info) => info.tty !== '?'
  const terminal = ownTerminal(process)
  return (info) => info.uid === uid && info.tty === terminal
}

function ownTerminal(process: Process): string {
  return processesIn(process).find(({ pid }) => pid === process.pid)?.tty ?? '?'
}
