import { numberOf, SIGNALS, type Run, write } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { type ProcessInfo, processesIn } from './processes.ts'
import { send, signalArguments, signalNamed } from './signals.ts'

export const kill: Tool = function* (call) {
  if (call.args[0] === '-l' || call.args[0] === '-L') return yield* list(call, call.args[1])
  const { signal, rest } = signalArguments(call)
  if (rest.length === 0) {
    if (call.isBusybox) throw new Refusal('you need to specify whom to kill')
    yield* write(call.process, 2, KILL_USAGE)
    return 1
  }
  let status = 0
  for (const word of rest) {
    if (!/^-?\d+$/.test(word))
      throw new Refusal(
        call.isBusybox
          ? `invalid number ${call.quote(word)}`
          : `failed to parse argument: ${call.quote(word)}`,
      )
    const error = send(call, Number(word), signal)
    if (error === undefined) continue
    status = 1
    const lead = call.isBusybox ? `can't kill pid ${word}` : `(${word})`
    yield* call.complain(`${lead}: ${error.message}`)
  }
  return status
}

/** How procps' kill is used; the list of its options is not kept. */
const KILL_USAGE = '\nUsage:\n kill [options] <pid> [...]\n\nFor more details see kill(1).\n'

function* list(call: Call, which: string | undefined): Run {
  if (which === undefined) {
    const names = call.isBusybox
      ? SIGNALS.map((name, index) => `${`${index + 1}`.padStart(2)}) ${name}\n`).join('')
      : `${SIGNALS.slice(0, 16).join(' ')}\n${SIGNALS.slice(16).join(' ')}\n`
    yield* call.print(names)
    return 0
  }
  const signal = signalNamed(/^\d+$/.test(which) ? `${Number(which) & 127}` : which)
  if (signal === undefined || signal === 0)
    throw new Refusal(
      call.isBusybox ? `unknown signal ${call.quote(which)}` : `unknown signal name ${which}`,
    )
  yield* call.print(`${/^\d+$/.test(which) ? signal : numberOf(signal)}\n`)
  return 0
}

export const killall: Tool = function* (call) {
  if (call.args[0] === '-l') return yield* list(call, undefined)
  const { signal, rest } = signalArguments(call)
  const isQuiet = rest[0] === '-q'
  const names = isQuiet ? rest.slice(1) : rest
  if (names.length === 0)
    throw new Refusal(call.isBusybox ? 'you need to specify whom to kill' : '', {
      usage: !call.isBusybox,
    })
  let status = 0
  for (const name of names) {
    const found = others(call).filter((info) => isCalled(info, name))
    for (const { pid } of found) send(call, pid, signal)
    if (found.length > 0) continue
    status = 1
    if (isQuiet) continue
    const words = call.isBusybox ? `${name}: no process killed` : `${name}: no process found`
    yield* call.complain(words)
  }
  return status
}

export const pidof: Tool = function* (call) {
  const isSingle = call.args.includes('-s')
  const names = call.args.filter((arg) => !/^-[scqx]$/.test(arg))
  const pids = names
    .flatMap((name) => others(call).filter((info) => isCalled(info, name)))
    .map(({ pid }) => pid)
  const ordered = pids.toSorted((a, b) => b - a)
  const shown = isSingle ? ordered.slice(0, 1) : ordered
  if (shown.length > 0) yield* call.print(`${shown.join(' ')}\n`)
  return shown.length > 0 ? 0 : 1
}

/** By the name of the program, or by what it was called as. */
function isCalled(info: ProcessInfo, name: string): boolean {
  const [called = ''] = info.argv
  return info.comm === name.slice(0, 15) || called === name || called.split('/').pop() === name
}

/** All processes but the one that asks. */
export function others(call: Call): readonly ProcessInfo[] {
  return processesIn(call.process).filter(({ pid }) => pid !== call.process.pid)
}
