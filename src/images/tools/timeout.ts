import { numberOf, type Pid, type Run, type SignalName } from '#engine'
import { become } from './become.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { missingOperand } from './refusals.ts'
import { signalNamed } from './signals.ts'
import { durationIn } from './sleep.ts'

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
    if (call.isBusybox) return 128 + numberOf(signal)
    return options.has('preserve') ? afterSignal : signal === 'KILL' ? 137 : TIMED_OUT
  }
  call.process.kill(child, 'KILL')
  yield* endOf(call, child, Infinity)
  return 137
}

function* runCommand(call: Call, process: Call['process'], argv: readonly string[]): Run {
  const words = (name: string, message: string): string =>
    call.isBusybox
      ? `can't execute ${call.quote(name)}: ${message}`
      : `failed to run command ${call.quote(name)}: ${message}`
  const child = call.within(process)
  return yield* child.finish(() => become(child, argv, words))
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
