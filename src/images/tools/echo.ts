import { echoText } from '#shell'
import type { Tool } from './call.ts'

/** As bash's own: -n, -e and -E. */
export const echo: Tool = function* (call) {
  yield* call.print(echoText(call.args, { alwaysEscapes: false }))
  return 0
}
