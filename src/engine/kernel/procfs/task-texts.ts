import type { MountNamespace } from '../../files/mount-namespace.ts'
import { numberIn, type PidNamespace } from '../pid-namespace.ts'
import { numberOf, type SignalName } from '../signals.ts'
import { isRunnable, type Task } from '../task.ts'
import { capabilityMask } from './capabilities.ts'
import { TICKS_PER_SECOND } from './machine-texts.ts'

const PAGE = 4096
/** Address space beside what is resident. */
const MAPPED_BYTES = 2 * 2 ** 20

/** The letter and word of ps(1)'s STAT column. */
function stateOf(task: Task): readonly [letter: string, word: string] {
  if (task.ending !== null) return ['Z', 'zombie']
  if (task.stoppedBy !== null) return ['T', 'stopped']
  const isRunning = task.machine.running === task || isRunnable(task)
  return isRunning ? ['R', 'running'] : ['S', 'sleeping']
}

/** proc_pid_cmdline(5): each argument ends with a zero byte; nothing of a zombie. */
export function cmdline(task: Task): string {
  return task.ending === null ? task.argv.map((argument) => `${argument}\0`).join('') : ''
}

export function environ(task: Task): string {
  if (task.ending !== null) return ''
  return [...task.firstEnv].map(([name, value]) => `${name}=${value}\0`).join('')
}

/** proc_pid_stat(5), 52 fields. */
export function stat(task: Task, namespace: PidNamespace): string {
  const { session } = task.group
  const terminal = session.terminal?.deviceNumber ?? 0
  const foreground = session.terminal?.foreground
  const ticks = Math.floor((task.usedUs / 1e6) * TICKS_PER_SECOND)
  const started = Math.floor((task.startedAt - task.machine.startedAt) / (1000 / TICKS_PER_SECOND))
  const resident = Math.floor(task.memoryBytes / PAGE)
  const exitSignal = numberOf('CHLD')
  const head = [
    numberIn(namespace, task),
    `(${task.comm})`,
    stateOf(task)[0],
    parentIn(namespace, task),
    numberIn(namespace, task.group),
    numberIn(namespace, session),
    terminal,
    foreground == null ? -1 : numberIn(namespace, foreground),
  ]
  const faultsAndTimes = [4194304, 0, 0, 0, 0, ticks, 0, 0, 0, 20, 0, 1, 0, started]
  const memory = [virtualBytes(task), resident, '18446744073709551615']
  const rest = [...zeros(12), exitSignal, ...zeros(14)]
  return `${[...head, ...faultsAndTimes, ...memory, ...rest].join(' ')}\n`
}

/** proc_pid_status(5): what ps, top and people read. */
export function status(task: Task, namespace: PidNamespace): string {
  const { credentials, umask } = task.files
  const [letter, word] = stateOf(task)
  const four = (id: number): string => [id, id, id, id].join('\t')
  const levels = (numbers: readonly number[]): string => numbers.slice(namespace.level).join('\t')
  const kib = (bytes: number): string => `${String(Math.floor(bytes / 1024)).padStart(8)} kB`
  const capabilities = capabilityMask(credentials.capabilities)
  const rows: (readonly [string, string | number])[] = [
    ['Name', task.comm],
    ['Umask', umask.toString(8).padStart(4, '0')],
    ['State', `${letter} (${word})`],
    ['Tgid', numberIn(namespace, task)],
    ['Ngid', 0],
    ['Pid', numberIn(namespace, task)],
    ['PPid', parentIn(namespace, task)],
    ['TracerPid', 0],
    ['Uid', four(credentials.uid)],
    ['Gid', four(credentials.gid)],
    ['FDSize', 64],
    ['Groups', `${credentials.groups.join(' ')} `],
    ['NStgid', levels(task.numbers)],
    ['NSpid', levels(task.numbers)],
    ['NSpgid', levels(task.group.numbers)],
    ['NSsid', levels(task.group.session.numbers)],
  ]
  if (task.ending === null)
    rows.push(
      ['VmPeak', kib(virtualBytes(task))],
      ['VmSize', kib(virtualBytes(task))],
      ['VmHWM', kib(task.memoryBytes)],
      ['VmRSS', kib(task.memoryBytes)],
    )
  rows.push(
    ['Threads', 1],
    ['SigPnd', signalMask(task.pending)],
    ['SigBlk', signalMask([])],
    ['SigIgn', signalMask(signalsWith(task, 'ignored'))],
    ['SigCgt', signalMask(signalsWith(task, 'caught'))],
    ['CapInh', capabilityMask(new Set())],
    ['CapPrm', capabilities],
    ['CapEff', capabilities],
    ['CapBnd', capabilityMask(task.surroundings.boundingSet ?? credentials.capabilities)],
    ['CapAmb', capabilityMask(new Set())],
    ['NoNewPrivs', task.surroundings.noNewPrivileges === true ? 1 : 0],
  )
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('')
}

/** proc_pid_statm(5), in pages. */
export function statm(task: Task): string {
  const pages = (bytes: number): number => Math.floor(bytes / PAGE)
  return `${pages(virtualBytes(task))} ${pages(task.memoryBytes)} 0 0 0 ${pages(task.memoryBytes)} 0\n`
}

export function limits(task: Task): string {
  const rows: readonly (readonly [string, string | number, string])[] = [
    ['Max cpu time', 'unlimited', 'seconds'],
    ['Max file size', 'unlimited', 'bytes'],
    ['Max resident set', 'unlimited', 'bytes'],
    ['Max open files', task.descriptors.limit, 'files'],
  ]
  const line = (cells: readonly (string | number)[]): string => {
    const widths = [26, 21, 21, 10]
    return `${cells.map((cell, at) => String(cell).padEnd(widths[at] ?? 0)).join('')}\n`
  }
  return (
    line(['Limit', 'Soft Limit', 'Hard Limit', 'Units']) +
    rows.map(([name, limit, unit]) => line([name, limit, limit, unit])).join('')
  )
}

/** proc_pid_mounts(5), as the process sees its own mounts. */
export function mounts(namespace: MountNamespace): string {
  return namespace.mounts
    .map((mount) => {
      const { fs } = mount.root
      const options = [mount.isReadOnly ? 'ro' : 'rw', ...mount.flags, ...fs.options].join(',')
      return `${fs.source} ${mount.path} ${fs.type} ${options} 0 0\n`
    })
    .join('')
}

function parentIn(namespace: PidNamespace, task: Task): number {
  return task.parent === null ? 0 : numberIn(namespace, task.parent)
}

function virtualBytes(task: Task): number {
  return task.ending === null ? task.memoryBytes + MAPPED_BYTES : 0
}

function zeros(count: number): readonly number[] {
  return Array.from({ length: count }, () => 0)
}

function signalsWith(task: Task, what: 'ignored' | 'caught'): SignalName[] {
  return [...task.actions]
    .filter(([, action]) => (what === 'ignored') === (action === 'ignore'))
    .map(([signal]) => signal)
}

function signalMask(signals: Iterable<SignalName>): string {
  let mask = 0n
  for (const signal of signals) mask |= 1n << BigInt(numberOf(signal) - 1)
  return mask.toString(16).padStart(16, '0')
}
