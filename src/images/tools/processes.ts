import type { Pid, Process } from '#engine'
import { attempt, textAt } from './texts.ts'

/** What /proc tells of one process. */
export interface ProcessInfo {
  readonly pid: Pid
  readonly ppid: Pid
  readonly pgid: Pid
  readonly sid: Pid
  readonly tty: string
  /** The process group in the foreground of its terminal; -1 without one. */
  readonly foreground: Pid
  readonly state: string
  readonly comm: string
  readonly argv: readonly string[]
  readonly uid: number
  readonly gid: number
  readonly cpuMs: number
  /** Since 1970. */
  readonly startedAt: number
  readonly vszKib: number
  readonly rssKib: number
  readonly nice: number
}

const TICK_MS = 10
const PAGE_KIB = 4

/** All processes that /proc shows, by number. */
export function processesIn(process: Process): readonly ProcessInfo[] {
  const bootedAt = bootTime(process)
  const names = attempt(() => process.readdir('/proc')) ?? []
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((pid) => processAt(process, pid, bootedAt) ?? [])
}

function bootTime(process: Process): number {
  const line = /^btime (\d+)/m.exec(textAt(process, '/proc/stat') ?? '')
  return Number(line?.[1] ?? 0) * 1000
}

function processAt(process: Process, pid: Pid, bootedAt: number): ProcessInfo | undefined {
  const match = /^\d+ \((.*)\) (\S) (.*)$/s.exec(textAt(process, `/proc/${pid}/stat`) ?? '')
  const owner = attempt(() => process.stat(`/proc/${pid}`))
  if (match === null || owner === undefined) return undefined
  const [, comm = '', state = '', rest = ''] = match
  const field = (number: number): number => Number(rest.split(' ')[number - 4] ?? 0)
  const cmdline = textAt(process, `/proc/${pid}/cmdline`) ?? ''
  return {
    pid,
    ppid: field(4),
    pgid: field(5),
    sid: field(6),
    tty: ttyName(field(7)),
    foreground: field(8),
    state,
    comm,
    argv: cmdline === '' ? [] : cmdline.replace(/\0$/, '').split('\0'),
    uid: owner.uid,
    gid: owner.gid,
    cpuMs: (field(14) + field(15)) * TICK_MS,
    startedAt: bootedAt + field(22) * TICK_MS,
    vszKib: Math.floor(field(23) / 1024),
    rssKib: field(24) * PAGE_KIB,
    nice: field(19),
  }
}

/** Major 136 is /dev/pts. */
function ttyName(device: number): string {
  return device >> 8 === 136 ? `pts/${device & 255}` : '?'
}

/** The command line as it was given; the name in brackets where there is none. */
export function commandOf({ argv, comm, state }: ProcessInfo): string {
  if (argv.length > 0) return argv.join(' ')
  return state === 'Z' ? `[${comm}] <defunct>` : `[${comm}]`
}

/** S, R, Z, T with s for session leaders, + for the foreground. */
export function statOf(info: ProcessInfo): string {
  const leads = info.sid === info.pid ? 's' : ''
  const isInForeground = info.foreground !== -1 && info.foreground === info.pgid ? '+' : ''
  return info.state + leads + isInForeground
}
