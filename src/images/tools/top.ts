import { type Run, sleep } from '#engine'
import { Names } from './accounts.ts'
import type { Call, Tool } from './call.ts'
import { uptimeLine } from './free.ts'
import { parseOptions } from './options.ts'
import { commandOf, type ProcessInfo, processesIn } from './processes.ts'
import { textAt } from './texts.ts'

/** top -b: lists, one after another; the full-screen form is not simulated, so -b is as good as given. */
export const top: Tool = function* (call) {
  const options = parseOptions(call, { flags: 'bcHimS', takes: 'ndpousw', takesNegatives: true })
  const rounds = Number(options.value('n') ?? (options.has('b') ? Infinity : 1))
  const everyMs = Number(options.value('d') ?? (call.isBusybox ? 5 : 3)) * 1000
  for (let round = 0; round < rounds; round++) {
    if (round > 0) yield* sleep(call.process, everyMs)
    yield* call.isBusybox ? showPlain(call) : showFull(call, round)
    yield* call.flush()
  }
  return 0
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

function* showFull(call: Call, round: number): Run<void> {
  const { process } = call
  const all = processesIn(process)
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
