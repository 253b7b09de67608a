import { formatPrintf } from '#shell'
import type { Tool } from './call.ts'
import { missingOperand } from './refusals.ts'

export const printf: Tool = function* (call) {
  const [template, ...values] = call.args[0] === '--' ? call.args.slice(1) : call.args
  if (template === undefined) throw missingOperand(call)
  const { text, complaints } = formatPrintf(template, values)
  yield* call.print(text)
  yield* call.flush()
  for (const { word, kind } of complaints)
    yield* call.complain(
      call.isBusybox
        ? `invalid number ${call.quote(word)}`
        : `${call.quote(word)}: ${kind === 'none' ? 'expected a numeric value' : 'value not completely converted'}`,
    )
  return complaints.length > 0 ? 1 : 0
}
