import { numberOf, type Pid, type Process, type Run, type SignalName, sleep } from '#engine'
import { become } from './become.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'
import { signalNamed } from './signals.ts'
import { durationIn } from './sleep.ts'
import { attempt } from './texts.ts'

const TIMED_OUT = 124
const FAILED = 125

export const timeout: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: call.isBusybox ? '' : 'v',
    takes: 'sk',
    long: {
      signal: 's',
      'kill-after': 'k',
      'preserve-status': 'preserve',
      foreground: 'foreground',
      verbose: 'v',
    },
    stopsAtOperand: true,
    status: call.isBusybox ? 1 : FAILED,
  })
  const [limit, ...argv] = options.operands
  if (limit === undefined || argv.length === 0)
    throw missingOperand(call, '', call.isBusybox ? 1 : FAILED)
  const limitMs = demandDuration(call, limit)
  const killAfter = options.value('k')
  const signal = demandSignal(call, options.value('s') ?? 'TERM')
  if (call.isBusybox) return yield* beWatched(call, argv, { limitMs, killAfter, signal })
  const child = call.process.fork((process) => runCommand(call, process, argv))
  const until = limitMs === 0 ? Infinity : call.process.now + limitMs
  const status = yield* endOf(call, child, until)
  if (status !== undefined) return status
  call.process.kill(child, signal)
  call.process.kill(child, 'CONT')
  const afterSignal = yield* endOf(
    call,
    child,
    killAfter === undefined ? Infinity : call.process.now + demandDuration(call, killAfter),
  )
  if (afterSignal !== undefined) {
    return options.has('preserve') ? afterSignal : signal === 'KILL' ? 137 : TIMED_OUT
  }
  call.process.kill(child, 'KILL')
  yield* endOf(call, child, Infinity)
  return 137
}

function* runCommand(call: Call, process: Call['process'], argv: readonly string[]): Run {
  const words = (name: string, message: string): string =>
    `failed to run command ${call.quote(name)}: ${message}`
  const child = call.within(process)
  return yield* child.finish(() => become(child, argv, words))
}

interface Limit {
  readonly limitMs: number
  readonly killAfter: string | undefined
  readonly signal: SignalName
}

/** busybox becomes the program itself; a grandchild, nobody's by then, looks at the time. */
function* beWatched(call: Call, argv: readonly string[], limit: Limit): Run<never> {
  const { process } = call
  const killAfterMs = limit.killAfter === undefined ? 0 : demandDuration(call, limit.killAfter)
  const { pid } = process
  const child = process.fork(function* (own) {
    own.fork((watcher) => watch(watcher, pid, { ...limit, killAfterMs }))
    yield* []
    return 0
  })
  yield* endOf(call, child, Infinity)
  return yield* become(call, argv)
}

function* watch(
  process: Process,
  pid: Pid,
  { limitMs, signal, killAfterMs }: Limit & { readonly killAfterMs: number },
): Run {
  if (yield* outlives(process, pid, limitMs)) {
    process.kill(pid, signal)
    if (killAfterMs > 0 && (yield* outlives(process, pid, killAfterMs))) process.kill(pid, 'KILL')
  }
  return 0
}

function isThere(process: Process, pid: Pid): boolean {
  const sent = attempt(() => {
    process.kill(pid, 0)
    return true
  })
  return sent ?? false
}

/** Whether a process is still there after so long; it is asked for once a second. */
function* outlives(process: Process, pid: Pid, ms: number): Run<boolean> {
  const until = process.now + ms
  while (process.now < until) {
    yield* sleep(process, Math.min(1000, until - process.now))
    if (!isThere(process, pid)) return false
  }
  return true
}

function demandDuration(call: Call, word: string): number {
  const ms = durationIn(word)
  if (ms === undefined)
    throw call.isBusybox
      ? new Refusal(`invalid number ${call.quote(word)}`)
      : new Refusal(`invalid time interval ${call.quote(word)}`, { usage: true, status: FAILED })
  return ms
}

function demandSignal(call: Call, word: string): SignalName {
  const signal = signalNamed(word)
  if (signal === undefined || signal === 0)
    throw new Refusal(`${call.quote(word)}: invalid signal`, { usage: true, status: FAILED })
  return signal
}

/** The exit status of the child; undefined when the time comes first. */
function* endOf(call: Call, child: Pid, until: number): Run<number | undefined> {
  for (;;) {
    const change = call.process.waitpid(child)
    if (change?.kind === 'exited') return change.code
    if (change?.kind === 'signaled') return 128 + numberOf(change.signal)
    if (call.process.now >= until) return undefined
    yield { do: 'wait', for: [{ child }], ...(until === Infinity ? {} : { until }) }
  }
}
