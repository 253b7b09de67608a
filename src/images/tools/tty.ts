import { type Call, isTerminal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'

export const tty: Tool = function* (call) {
  const options = parseOptions(call, { flags: 's', long: { silent: 's', quiet: 's' }, status: 2 })
  const isOnTerminal = isTerminal(call.process, 0)
  if (!options.has('s'))
    yield* call.print(isOnTerminal ? `${call.process.terminal(0).name}\n` : 'not a tty\n')
  return isOnTerminal ? 0 : 1
}

export const clear: Tool = function* (call: Call) {
  yield* call.print('\x1b[H\x1b[2J\x1b[3J')
  return 0
}
