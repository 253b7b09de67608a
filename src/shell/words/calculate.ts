import type { Run } from '#engine'
import type { ArithmeticExpression, Word } from 'unbash'
import { ReadonlyVariable, ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { ArithmeticError, evaluate } from './arithmetic.ts'
import { expandParts, expandToText } from './expand.ts'
import { partsOf } from './parts-of-text.ts'

/** $((…)), ((…)) and the numbers in ${x:1:2}. The leaves may run commands, so they come first. */
export function* expandArithmetic(
  shell: Shell,
  expression: ArithmeticExpression | undefined,
  source = '',
): Run<bigint> {
  const leaves = new Map<ArithmeticExpression, string>()
  if (expression !== undefined) yield* expandLeaves(shell, expression, leaves)
  return calculated(shell, source, () =>
    evaluate(expression, shell.variables, (leaf) => leaves.get(leaf) ?? ''),
  )
}

/** Calculates, and words what goes wrong as this shell does. */
export function calculated(shell: Shell, source: string, calculate: () => bigint): bigint {
  try {
    return calculate()
  } catch (error) {
    if (error instanceof ReadonlyVariable) throw readonlyFailure(shell, error.variable)
    if (error instanceof ArithmeticError) throw wording(shell, source, error)
    throw error
  }
}

export function readonlyFailure(shell: Shell, name: string): ShellError {
  const isBash = shell.flavour.name === 'bash'
  return shell.failure(
    {
      bash: `${name}: readonly variable`,
      dash: `${name}: is read only`,
      ash: `${name}: is read only`,
    },
    { status: isBash ? 1 : 2, reach: isBash ? 'line' : 'shell' },
  )
}

function wording(shell: Shell, source: string, error: ArithmeticError): ShellError {
  const { kind, token } = error
  const text = source.trimStart()
  const isBash = shell.flavour.name === 'bash'
  const how = { status: isBash ? 1 : 2, reach: isBash ? ('line' as const) : ('shell' as const) }
  const at = (what: string, shown: string): string => `${text}: ${what} (error token is "${shown}")`
  const dash = (what: string): string => `arithmetic expression: ${what}: "${source}"`
  switch (kind) {
    case 'division':
      return shell.failure(
        {
          bash: at('division by 0', lastOperand(text)),
          dash: dash('division by zero'),
          ash: 'divide by zero',
        },
        how,
      )
    case 'depth':
      return shell.failure(
        {
          bash: `${token}: expression recursion level exceeded (error token is "${token}")`,
          dash: dash('expecting primary'),
          ash: 'expression recursion loop detected',
        },
        how,
      )
    case 'base':
      return shell.failure(
        {
          bash: `${token}: value too great for base (error token is "${token}")`,
          dash: dash('expecting EOF'),
          ash: 'arithmetic syntax error',
        },
        how,
      )
    case 'assignment':
      return shell.failure(
        {
          bash: at('attempted assignment to non-variable', '= '),
          dash: dash('expecting EOF'),
          ash: 'arithmetic syntax error',
        },
        how,
      )
    case 'exponent':
      return shell.failure(
        {
          bash: at('exponent less than 0', token),
          dash: dash('expecting primary'),
          ash: 'exponent less than 0',
        },
        how,
      )
    case 'syntax':
      return shell.failure(
        {
          bash:
            token === ''
              ? at('syntax error: operand expected', lastOperator(text))
              : at('syntax error in expression', token),
          dash: dash('expecting primary'),
          ash: 'arithmetic syntax error',
        },
        how,
      )
  }
}

function lastOperand(text: string): string {
  return /\S+\s*$/.exec(text)?.[0] ?? text
}

function lastOperator(text: string): string {
  return /[^\w\s]+\s*$/.exec(text)?.[0] ?? text
}

function* expandLeaves(
  shell: Shell,
  expression: ArithmeticExpression,
  leaves: Map<ArithmeticExpression, string>,
): Run<void> {
  switch (expression.type) {
    case 'ArithmeticBinary':
      yield* expandLeaves(shell, expression.left, leaves)
      yield* expandLeaves(shell, expression.right, leaves)
      break
    case 'ArithmeticUnary':
      yield* expandLeaves(shell, expression.operand, leaves)
      break
    case 'ArithmeticTernary':
      yield* expandLeaves(shell, expression.test, leaves)
      yield* expandLeaves(shell, expression.consequent, leaves)
      yield* expandLeaves(shell, expression.alternate, leaves)
      break
    case 'ArithmeticGroup':
      yield* expandLeaves(shell, expression.expression, leaves)
      break
    case 'ArithmeticWord':
      leaves.set(expression, yield* leafText(shell, expression))
      break
    case 'ArithmeticCommandExpansion': {
      // The parser reads the script when it is asked for: a copy by `...` would be without it.
      const { pos, end, text, script } = expression
      leaves.set(
        expression,
        yield* expandParts(shell, [{ type: 'CommandExpansion', pos, end, text, script }]),
      )
      break
    }
  }
}

function* leafText(
  shell: Shell,
  leaf: Extract<ArithmeticExpression, { type: 'ArithmeticWord' }>,
): Run<string> {
  const parts = leaf.parts ?? partsOf(leaf.value)
  return parts === undefined ? leaf.value : yield* expandParts(shell, parts)
}

/** The number that a word of ${x:1:2} stands for. */
export function* numberIn(shell: Shell, word: Word): Run {
  const { pos, end } = word
  const value = yield* expandToText(shell, word)
  const leaf = {
    type: 'ArithmeticWord',
    pos,
    end,
    value: value.trim() === '' ? '0' : value,
  } as const
  return Number(yield* expandArithmetic(shell, leaf, value))
}
