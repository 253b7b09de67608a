import { type Run, sleep } from '#engine'
import { Names } from './accounts.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { uptimeLine } from './free.ts'
import { type Options, parseOptions } from './options.ts'
import { commandOf, type ProcessInfo, processesIn } from './processes.ts'
import { textAt } from './texts.ts'

/** top -b: lists, one after another; the full-screen form is not simulated, so -b is as good as given. */
export const top: Tool = function* (call) {
  const options = parseTopOptions(call)
  const rounds = roundsIn(call, options)
  const everyMs = delayIn(call, options) * 1000
  const pids = options.values('p').flatMap((list) => list.split(','))
  demandNumbers(call, pids)
  const isShown = ({ pid }: ProcessInfo): boolean =>
    pids.length === 0 || pids.map(Number).includes(pid)
  for (let round = 0; round < rounds; round++) {
    if (round > 0) yield* sleep(call.process, everyMs)
    yield* call.isBusybox ? showPlain(call) : showFull(call, { round, isShown })
    yield* call.flush()
  }
  return 0
}

function parseTopOptions(call: Call): Options {
  const spec = { flags: 'bcHimS', takes: 'ndpousw', takesNegatives: true }
  if (call.isBusybox) return parseOptions(call, { flags: 'bmH', takes: 'nd' })
  const options = parseOptions(call, spec)
  const [operand] = options.operands
  if (operand !== undefined) throw new Refusal(`unknown option '${operand}'`)
  return options
}

function roundsIn(call: Call, options: Options): number {
  const word = options.value('n')
  if (word === undefined) return options.has('b') ? Infinity : 1
  if (/^\d+$/.test(word) && (Number(word) > 0 || call.isBusybox)) return Number(word)
  throw call.isBusybox ? invalidNumber(word) : new Refusal(`bad iterations argument '${word}'`)
}

function delayIn(call: Call, options: Options): number {
  const word = options.value('d')
  if (word === undefined) return call.isBusybox ? 5 : 3
  if (/^\d+(\.\d*)?$/.test(word)) return Math.max(0.1, Number(word))
  throw call.isBusybox ? invalidNumber(word) : new Refusal(`bad delay interval '${word}'`)
}

function invalidNumber(word: string): Refusal {
  return new Refusal(`invalid number '${word}'`)
}

function demandNumbers(call: Call, pids: readonly string[]): void {
  const bad = pids.find((pid) => !/^\d+$/.test(pid))
  if (bad !== undefined && !call.isBusybox) throw new Refusal(`bad pid '${bad}'`)
}

function memoryIn(call: Call): (name: string) => number {
  const text = textAt(call.process, '/proc/meminfo') ?? ''
  const values = new Map(
    [...text.matchAll(/^(\w+):\s+(\d+)/gm)].map(([, name = '', value]) => [name, Number(value)]),
  )
  return (name) => values.get(name) ?? 0
}

function loadOf(call: Call): readonly string[] {
  return (textAt(call.process, '/proc/loadavg') ?? '0.00 0.00 0.00 1/1 1').trim().split(' ')
}

function* showPlain(call: Call): Run<void> {
  const kib = memoryIn(call)
  const names = new Names(call.process)
  const used = kib('MemTotal') - kib('MemFree')
  yield* call.print(
    `Mem: ${used}K used, ${kib('MemFree')}K free, ${kib('Shmem')}K shrd, ${kib('Buffers')}K buff, ${kib('Cached')}K cached\n` +
      'CPU:   0% usr   0% sys   0% nic 100% idle   0% io   0% irq   0% sirq\n' +
      `Load average: ${loadOf(call).join(' ')}\n` +
      '  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND\n',
  )
  for (const it of byCpu(processesIn(call.process))) {
    const name = names.user(it.uid)
    const share = Math.round((it.vszKib * 100) / Math.max(1, kib('MemTotal')))
    const state = it.state + (it.nice < 0 ? '<' : it.nice > 0 ? 'N' : '')
    yield* call.print(
      `${`${it.pid}`.padStart(5)} ${`${it.ppid}`.padStart(5)} ${name.slice(0, 8).padEnd(8)} ${state.padEnd(4)} ` +
        `${`${it.vszKib}`.padStart(5)} ${`${share}`.padStart(3)}%   0% ${commandOf(it)}\n`,
    )
  }
  yield* call.print('\n')
}

function byCpu(all: readonly ProcessInfo[]): readonly ProcessInfo[] {
  return all.toSorted((a, b) => b.cpuMs - a.cpuMs || a.pid - b.pid)
}

interface Round {
  readonly round: number
  readonly isShown: (info: ProcessInfo) => boolean
}

function* showFull(call: Call, { round, isShown }: Round): Run<void> {
  const { process } = call
  const all = processesIn(process).filter(isShown)
  const kib = memoryIn(call)
  const names = new Names(call.process)
  const mib = (value: number): string => (value / 1024).toFixed(1).padStart(8)
  const cache = kib('Buffers') + kib('Cached') + kib('SReclaimable')
  const used = kib('MemTotal') - kib('MemAvailable')
  const count = (state: string): string => `${all.filter((it) => it.state === state).length}`
  yield* call.print(
    (round > 0 ? '\n\n' : '') +
      `top -${uptimeLine(call)}\n` +
      `Tasks: ${`${all.length}`.padStart(3)} total, ${count('R').padStart(3)} running, ${count('S').padStart(3)} sleeping, ${count('T').padStart(3)} stopped, ${count('Z').padStart(3)} zombie\n` +
      '%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st \n' +
      `MiB Mem : ${mib(kib('MemTotal'))} total, ${mib(kib('MemFree'))} free, ${mib(used)} used, ${mib(cache)} buff/cache     \n` +
      `MiB Swap: ${mib(0)} total, ${mib(0)} free, ${mib(0)} used. ${mib(kib('MemAvailable'))} avail Mem \n\n` +
      '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n',
  )
  for (const it of byCpu(all)) {
    const name = names.user(it.uid)
    const share = ((it.rssKib * 100) / Math.max(1, kib('MemTotal'))).toFixed(1)
    yield* call.print(
      `${`${it.pid}`.padStart(7)} ${name.slice(0, 8).padEnd(8)}  ${`${20 + it.nice}`.padStart(2)} ${`${it.nice}`.padStart(3)} ` +
        `${`${it.vszKib}`.padStart(7)} ${`${it.rssKib}`.padStart(6)} ${`${Math.floor(it.rssKib / 2)}`.padStart(6)} ${it.state}   0.0 ${share.padStart(5)} ${timeText(it.cpuMs).padStart(9)} ${it.comm}\n`,
    )
  }
}

/** Minutes, seconds and hundredths. */
function timeText(ms: number): string {
  const hundredths = Math.floor(ms / 10)
  const minutes = Math.floor(hundredths / 6000)
  const seconds = Math.floor(hundredths / 100) % 60
  return `${minutes}:${`${seconds}`.padStart(2, '0')}.${`${hundredths % 100}`.padStart(2, '0')}`
}
