import type { Tool } from './call.ts'
import { parseOptions } from './options.ts'

export const pwd: Tool = function* (call) {
  const options = parseOptions(call, { flags: 'LP', long: { logical: 'L', physical: 'P' } })
  const named = call.process.env.get('PWD')
  const isLogical = options.last('L', 'P') === 'L' && named !== undefined
  yield* call.print(`${isLogical ? named : call.process.cwd}\n`)
  return 0
}
