import { type Pid, type SignalName, signalOf, SIGNALS, SystemError } from '#engine'
import { type Call, Refusal } from './call.ts'

/** TERM, SIGTERM, term or 15; 0 asks only whether there is somebody. */
export function signalNamed(word: string): SignalName | 0 | undefined {
  if (word === '0') return 0
  if (/^\d+$/.test(word)) return signalOf(Number(word))
  const name = word.toUpperCase().replace(/^SIG/, '')
  return SIGNALS.find((signal) => signal === name)
}

/** Options such as -9, -TERM or -s TERM before all others. */
export function signalArguments(call: Call): {
  readonly signal: SignalName | 0
  readonly rest: readonly string[]
} {
  const [first = '', second = '', ...others] = call.args
  if (first === '-s' || first === '--signal' || first === '-n')
    return { signal: demandSignal(call, second), rest: others }
  const long = /^--signal=(.*)$/.exec(first)?.[1]
  if (long !== undefined) return { signal: demandSignal(call, long), rest: call.args.slice(1) }
  const isSignal = /^-(\d+|[A-Z]{2,}\d?|[a-z]{3,})$/.test(first) && !first.startsWith('--')
  if (!isSignal) return { signal: 'TERM', rest: first === '--' ? call.args.slice(1) : call.args }
  return { signal: demandSignal(call, first.slice(1)), rest: call.args.slice(1) }
}

function demandSignal(call: Call, word: string): SignalName | 0 {
  const signal = signalNamed(word)
  if (signal !== undefined) return signal
  throw new Refusal(
    call.isBusybox ? `bad signal name ${call.quote(word)}` : `unknown signal name ${word}`,
  )
}

/** Undefined when the signal was sent, or why not. */
export function send(call: Call, pid: Pid, signal: SignalName | 0): SystemError | undefined {
  try {
    call.process.kill(pid, signal)
    return undefined
  } catch (error) {
    if (error instanceof SystemError) return error
    throw error
  }
}
