import { evaluateTest, TestError } from '#shell'
import { Refusal, type Tool } from './call.ts'

/** test and [ */
export const test: Tool = function* (call) {
  const isBracket = call.name.endsWith('[')
  if (isBracket && call.args.at(-1) !== ']')
    throw new Refusal(`missing ${call.quote(']')}`, { status: 2 })
  try {
    return evaluateTest(call.process, isBracket ? call.args.slice(0, -1) : call.args) ? 0 : 1
  } catch (error) {
    if (error instanceof TestError) throw new Refusal(error.message, { status: 2 })
    throw error
  }
}
