import type { Names } from './accounts.ts'
import { commandOf, type ProcessInfo, statOf } from './processes.ts'
import { strftime } from '#shell'

/** What a column needs to know beside the process. */
export interface Surroundings {
  readonly names: Names
  readonly now: number
  readonly pidWidth: number
  readonly memoryKib: number
}

export interface Column {
  readonly title: string
  readonly width: number
  readonly side: 'left' | 'right'
  readonly value: (info: ProcessInfo, around: Surroundings) => string
}

const right = (title: string, width: number, value: Column['value']): Column => ({
  title,
  width,
  side: 'right',
  value,
})
const left = (title: string, width: number, value: Column['value']): Column => ({
  title,
  width,
  side: 'left',
  value,
})

/** As wide as process numbers get. */
const PID = 0

const userName: Column['value'] = ({ uid }, { names }) => {
  const name = names.user(uid)
  return name.length > 8 ? `${name.slice(0, 7)}+` : name
}
const command: Column['value'] = (info) => commandOf(info)
const shortName: Column['value'] = ({ comm, state }) => comm + (state === 'Z' ? ' <defunct>' : '')

/** The words of -o, as procps knows them. */
export const COLUMNS: Readonly<Record<string, Column>> = {
  pid: right('PID', PID, ({ pid }) => `${pid}`),
  tgid: right('TGID', PID, ({ pid }) => `${pid}`),
  ppid: right('PPID', PID, ({ ppid }) => `${ppid}`),
  pgid: right('PGID', PID, ({ pgid }) => `${pgid}`),
  pgrp: right('PGRP', PID, ({ pgid }) => `${pgid}`),
  sid: right('SID', PID, ({ sid }) => `${sid}`),
  sess: right('SESS', PID, ({ sid }) => `${sid}`),
  tpgid: right('TPGID', PID, ({ foreground }) => `${foreground}`),
  user: left('USER', 8, userName),
  euser: left('EUSER', 8, userName),
  ruser: left('RUSER', 8, userName),
  group: left('GROUP', 8, ({ gid }, { names }) => names.group(gid)),
  uid: right('UID', 5, ({ uid }) => `${uid}`),
  euid: right('EUID', 5, ({ uid }) => `${uid}`),
  gid: right('GID', 5, ({ gid }) => `${gid}`),
  tty: left('TT', 8, ({ tty }) => tty),
  tt: left('TT', 8, ({ tty }) => tty),
  tname: left('TTY', 8, ({ tty }) => tty),
  stat: left('STAT', 4, statOf),
  state: left('S', 1, ({ state }) => state),
  s: left('S', 1, ({ state }) => state),
  time: right('TIME', 8, ({ cpuMs }) => clockTime(cpuMs)),
  cputime: right('TIME', 8, ({ cpuMs }) => clockTime(cpuMs)),
  bsdtime: right('TIME', 6, ({ cpuMs }) => minutesAndSeconds(cpuMs)),
  etime: right('ELAPSED', 11, ({ startedAt }, { now }) => elapsed(now - startedAt)),
  etimes: right(
    'ELAPSED',
    7,
    ({ startedAt }, { now }) => `${Math.floor((now - startedAt) / 1000)}`,
  ),
  start: right('STARTED', 8, ({ startedAt }, { now }) =>
    strftime(now - startedAt < 86_400_000 ? '%H:%M:%S' : '  %b %d', startedAt),
  ),
  start_time: left('START', 5, startTime),
  stime: left('STIME', 5, startTime),
  lstart: right('STARTED', 24, ({ startedAt }) => strftime('%a %b %e %H:%M:%S %Y', startedAt)),
  comm: left('COMMAND', 15, shortName),
  ucmd: left('CMD', 15, shortName),
  ucomm: left('COMMAND', 15, shortName),
  cmd: left('CMD', 27, command),
  args: left('COMMAND', 27, command),
  command: left('COMMAND', 27, command),
  pcpu: right('%CPU', 4, (info, { now }) => percent(cpuShare(info, now))),
  c: right('C', 2, (info, { now }) => `${Math.floor(cpuShare(info, now))}`),
  pmem: right('%MEM', 4, ({ rssKib }, { memoryKib }) => percent((rssKib / memoryKib) * 100)),
  rss: right('RSS', 5, ({ rssKib }) => `${rssKib}`),
  rsz: right('RSZ', 5, ({ rssKib }) => `${rssKib}`),
  vsz: right('VSZ', 6, ({ vszKib }) => `${vszKib}`),
  vsize: right('VSZ', 6, ({ vszKib }) => `${vszKib}`),
  sz: right('SZ', 5, ({ vszKib }) => `${Math.floor(vszKib / 4)}`),
  ni: right('NI', 3, ({ nice }) => `${nice}`),
  nice: right('NI', 3, ({ nice }) => `${nice}`),
  pri: right('PRI', 3, ({ nice }) => `${19 - nice}`),
  opri: right('PRI', 3, ({ nice }) => `${80 + nice}`),
  nlwp: right('NLWP', 4, () => '1'),
  f: right('F', 1, () => '4'),
  wchan: left('WCHAN', 6, () => '-'),
  addr: left('ADDR', 4, () => '-'),
}

/** Other spellings of the same. */
export const SPELLINGS: Readonly<Record<string, string>> = { '%cpu': 'pcpu', '%mem': 'pmem' }

function startTime({ startedAt }: ProcessInfo, { now }: Surroundings): string {
  const isToday = strftime('%F', startedAt) === strftime('%F', now)
  const isThisYear = strftime('%Y', startedAt) === strftime('%Y', now)
  return strftime(isToday ? '%H:%M' : isThisYear ? '%b%d' : '%Y', startedAt)
}

function cpuShare({ cpuMs, startedAt }: ProcessInfo, now: number): number {
  const ageMs = Math.max(1000, now - startedAt)
  return (cpuMs / ageMs) * 100
}

function percent(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1)
}

const two = (value: number): string => `${value}`.padStart(2, '0')

function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const days = Math.floor(seconds / 86_400)
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
  return (days > 0 ? `${days}-` : '') + clock.map(two).join(':')
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}

function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3600) % 24
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  if (days > 0) return `${days}-${two(hours)}:${rest}`
  return hours > 0 ? `${two(hours)}:${rest}` : rest
}
