import type { Run } from '#engine'
import { compileRegex, RegexError } from '#shell'
import { idOf } from './accounts.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { others } from './kill.ts'
import { type Options, parseOptions } from './options.ts'
import { commandOf, type ProcessInfo } from './processes.ts'
import { send, signalArguments } from './signals.ts'

const SPEC = {
  flags: 'aclfnoxviwq',
  takes: 'dPugGstU',
  long: {
    'list-full': 'a',
    count: 'c',
    'list-name': 'l',
    full: 'f',
    newest: 'n',
    oldest: 'o',
    exact: 'x',
    inverse: 'v',
    'ignore-case': 'i',
    delimiter: 'd',
    parent: 'P',
    euid: 'u',
    pgroup: 'g',
    session: 's',
  },
  status: 2,
}

export const pgrep: Tool = function* (call) {
  const options = parseOptions(call, SPEC)
  const found = matching(call, options)
  if (options.has('c')) {
    yield* call.print(`${found.length}\n`)
    return found.length > 0 ? 0 : 1
  }
  const lines = found.map((info) => {
    if (options.has('a')) return `${info.pid} ${commandOf(info)}`
    return options.has('l') ? `${info.pid} ${info.comm}` : `${info.pid}`
  })
  if (lines.length > 0) yield* call.print(`${lines.join(options.value('d') ?? '\n')}\n`)
  return found.length > 0 ? 0 : 1
}

export const pkill: Tool = function* (call): Run {
  const { signal, rest } = signalArguments(call)
  const options = parseOptions({ args: rest }, { ...SPEC, flags: `${SPEC.flags}e` })
  const found = matching(call, options)
  let killed = 0
  for (const { pid, comm } of found) {
    const error = send(call, pid, signal)
    if (error !== undefined) {
      yield* call.complain(`killing pid ${pid} failed: ${error.message}`)
      continue
    }
    killed++
    if (options.has('e')) yield* call.print(`${comm} killed (pid ${pid})\n`)
  }
  return killed > 0 ? 0 : 1
}

function matching(call: Call, options: Options): readonly ProcessInfo[] {
  const [pattern] = options.operands
  if (pattern === undefined && !options.has('P', 'u', 'U', 'g', 's')) throw noCriteria(call)
  const fits = pattern === undefined ? () => true : nameTest(pattern, options)
  const found = others(call).filter(
    (info) => (fits(info) && isWithin(call, info, options)) !== options.has('v'),
  )
  const [first] = found
  const last = found.at(-1)
  if (options.has('n') && last !== undefined) return [last]
  return options.has('o') && first !== undefined ? [first] : found
}

function noCriteria(call: Call): Refusal {
  if (call.isBusybox) return new Refusal('', { usage: true })
  return new Refusal(
    `no matching criteria specified\nTry \`${call.name} --help' for more information.`,
    { status: 2 },
  )
}

function nameTest(pattern: string, options: Options): (info: ProcessInfo) => boolean {
  const source = options.has('x') ? `^(${pattern})$` : pattern
  try {
    const regex = compileRegex(source, { kind: 'extended', ignoresCase: options.has('i') })
    return (info) => regex.find(options.has('f') ? commandOf(info) : info.comm) !== undefined
  } catch (error) {
    if (error instanceof RegexError)
      throw new Refusal(`regex error: ${error.message}`, { status: 2 })
    throw error
  }
}

function isWithin({ process }: Call, info: ProcessInfo, options: Options): boolean {
  const isOneOf = (letter: string, value: number): boolean => {
    const list = options.value(letter)
    return list === undefined || list.split(',').map(Number).includes(value)
  }
  const users = options.value('u') ?? options.value('U')
  const isOwner =
    users === undefined ||
    users.split(',').some((word) => idOf(process, 'passwd', word) === info.uid)
  return isOwner && isOneOf('P', info.ppid) && isOneOf('g', info.pgid) && isOneOf('s', info.sid)
}
