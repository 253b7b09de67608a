import type { Run } from '#engine'
import { RE2JS } from 're2js'
import type { TestExpression } from 'unbash'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { expandToPattern, expandToText } from '../words/expand.ts'
import { compilePattern } from '../words/pattern.ts'
import { compareIntegers, isBinaryTest, testBinary, testUnary } from './tests.ts'

/** [[ … ]] */
export function* runConditional(shell: Shell, expression: TestExpression): Run<boolean> {
  switch (expression.type) {
    case 'TestLogical': {
      for (const operand of expression.operands) {
        const holds = yield* runConditional(shell, operand)
        if (holds === (expression.operator === '||')) return holds
      }
      return expression.operator === '&&'
    }
    case 'TestNot': {
      const holds = yield* runConditional(shell, expression.operand)
      return expression.negations.length % 2 === 1 ? !holds : holds
    }
    case 'TestGroup':
      return yield* runConditional(shell, expression.expression)
    case 'TestUnary':
      return testUnary(shell, expression.operator, yield* expandToText(shell, expression.operand))
    case 'TestBinary':
      return yield* runBinary(shell, expression)
  }
}

function* runBinary(
  shell: Shell,
  { operator, left, right }: Extract<TestExpression, { type: 'TestBinary' }>,
): Run<boolean> {
  const text = yield* expandToText(shell, left)
  switch (operator) {
    case '=':
    case '==':
      return compilePattern(yield* expandToPattern(shell, right)).matches(text)
    case '!=':
      return !compilePattern(yield* expandToPattern(shell, right)).matches(text)
    case '=~':
      return RE2JS.compile(yield* expandToText(shell, right))
        .matcher(text)
        .find()
  }
  const other = yield* expandToText(shell, right)
  const compared = compareIntegers(operator, text, other)
  if (compared !== undefined) return compared
  if (isBinaryTest(operator)) return testBinary(shell, operator, [text, other])
  throw new ShellError(`conditional binary operator expected`, 2)
}
