import type { Tool } from './call.ts'

/** Prints its arguments, or y, for ever: until nobody reads any more. */
export const yes: Tool = function* (call) {
  const line = `${call.args.length === 0 ? 'y' : call.args.join(' ')}\n`
  const piece = line.repeat(Math.max(1, Math.floor(1024 / line.length)))
  for (;;) yield* call.print(piece)
}
