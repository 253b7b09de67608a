import { createPart, need, type Run } from '#engine'
import type { TestExpression } from 'unbash'
import { ShellError } from '../failure.ts'
import { RegexError } from '../regex-error.ts'
import type { Shell } from '../shell.ts'
import { evaluateSource } from '../words/arithmetic.ts'
import { calculated } from '../words/calculate.ts'
import { expandToPattern, expandToText } from '../words/expand.ts'
import { elementsOf } from '../words/lists.ts'
import { compilePattern } from '../words/pattern.ts'
import {
  compareIntegers,
  isBinaryTest,
  isComparison,
  isUnaryTest,
  testBinary,
  testUnary,
} from './tests.ts'

/** Regular expressions are large and rare. */
const regularExpressions = createPart(() => import('../posix-regex.ts'))

/** What is no regular expression: [[ ends with 2, and says nothing. */
export class BadExpression extends Error {}

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
      return yield* runUnary(shell, expression)
    case 'TestBinary':
      return yield* runBinary(shell, expression)
  }
}

function* runUnary(
  shell: Shell,
  { operator, operand }: Extract<TestExpression, { type: 'TestUnary' }>,
): Run<boolean> {
  const text = yield* expandToText(shell, operand)
  if (operator === '-v') return isSet(shell, text)
  if (operator === '-o') return [...shell.options].some((name) => name === text)
  if (!isUnaryTest(operator))
    throw new ShellError('conditional unary operator expected', { status: 2 })
  return testUnary(shell.process, operator, text)
}

/** [[ -v name ]], [[ -v name[index] ]] */
function isSet(shell: Shell, text: string): boolean {
  const [, name, key = ''] = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text) ?? []
  if (name === undefined) return elementsOf(shell, text).size > 0
  const elements = elementsOf(shell, name)
  if (key === '@' || key === '*') return elements.size > 0
  if (shell.variables.isAssociative(name)) return elements.has(key)
  return elements.has(`${calculated(shell, key, () => evaluateSource(key, shell.variables))}`)
}

type Binary = Extract<TestExpression, { type: 'TestBinary' }>

function* runBinary(shell: Shell, { operator, left, right }: Binary): Run<boolean> {
  const text = yield* expandToText(shell, left)
  switch (operator) {
    case '=':
    case '==':
      return matches(shell, yield* patternIn(shell, right), text)
    case '!=':
      return !matches(shell, yield* patternIn(shell, right), text)
    case '=~':
      return yield* matchRegex(shell, text, right)
  }
  const other = yield* expandToText(shell, right)
  if (isComparison(operator)) {
    const number = (source: string): bigint =>
      calculated(shell, source, () => evaluateSource(source, shell.variables))
    return compareIntegers(operator, number(text), number(other))
  }
  if (isBinaryTest(operator)) return testBinary(shell.process, operator, [text, other])
  throw new ShellError('conditional binary operator expected', { status: 2 })
}

function matches(shell: Shell, pattern: string, text: string): boolean {
  if (!shell.has('nocasematch')) return compilePattern(pattern).matches(text)
  return compilePattern(pattern.toLowerCase()).matches(text.toLowerCase())
}

/** In ash quotes do not take the meaning away from * and ?. */
function patternIn(shell: Shell, word: Binary['right']): Run<string> {
  return shell.flavour.name === 'ash' ? expandToText(shell, word) : expandToPattern(shell, word)
}

/** What is quoted in the expression stands for itself. */
function* matchRegex(shell: Shell, text: string, word: Binary['right']): Run<boolean> {
  const { compileRegex, quoteRegex } = yield* need(regularExpressions)
  const pieces = yield* shell.interpreter.pieces(shell, word, 'value')
  const source = pieces
    .map((piece) => (piece.kind === 'quoted' ? quoteRegex(piece.text) : piece.text))
    .join('')
  try {
    const match = compileRegex(source, {
      kind: 'extended',
      ignoresCase: shell.has('nocasematch'),
    }).find(text)
    shell.matched = match?.groups.map((group) => group ?? '') ?? []
    return match !== undefined
  } catch (error) {
    if (error instanceof RegexError) throw new BadExpression()
    throw error
  }
}
