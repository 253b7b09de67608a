import { type ArithmeticExpression, parse } from 'unbash'
import type { Variables } from '../variables.ts'
import { ShellError } from '../failure.ts'

/** Turns what stands at a leaf ($x, ${y}, $(…)) into text; a plain name stays a name. */
export type Leaf = (expression: ArithmeticExpression) => string

const DEEPEST = 64

/** Evaluates shell arithmetic in 64 bits. Throws a ShellError in bash's words. */
export function evaluate(
  expression: ArithmeticExpression | undefined,
  variables: Variables,
  leaf: Leaf,
): bigint {
  return expression === undefined ? 0n : new Evaluation(variables, leaf).value(expression, 0)
}

class Evaluation {
  readonly #variables: Variables
  readonly #leaf: Leaf

  constructor(variables: Variables, leaf: Leaf) {
    this.#variables = variables
    this.#leaf = leaf
  }

  value(expression: ArithmeticExpression, depth: number): bigint {
    if (depth > DEEPEST) throw new ShellError('expression recursion level exceeded', 1)
    switch (expression.type) {
      case 'ArithmeticBinary':
        return this.#binary(expression, depth)
      case 'ArithmeticUnary':
        return this.#unary(expression, depth)
      case 'ArithmeticTernary':
        return this.value(expression.test, depth) === 0n
          ? this.value(expression.alternate, depth)
          : this.value(expression.consequent, depth)
      case 'ArithmeticGroup':
        return this.value(expression.expression, depth)
      case 'ArithmeticWord':
      case 'ArithmeticCommandExpansion':
        return this.#textValue(this.#leaf(expression), depth)
    }
  }

  /** A number, or a variable whose value is again an expression. */
  #textValue(given: string, depth: number): bigint {
    const text = given.trim()
    if (text === '') return 0n
    const number = numberIn(text)
    if (number !== undefined) return wrap(number)
    if (/^[A-Za-z_]\w*$/.test(text))
      return this.#textValue(this.#variables.get(text) ?? '', depth + 1)
    const [statement] = parse(`((${text}))`).commands
    const command = statement?.command
    if (command?.type !== 'ArithmeticCommand' || command.expression === undefined)
      throw new ShellError(`${text}: syntax error in expression (error token is "${text}")`, 1)
    return this.value(command.expression, depth + 1)
  }

  #unary(
    expression: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
    depth: number,
  ): bigint {
    const { operator, operand } = expression
    if (operator === '++' || operator === '--') {
      const name = this.#nameIn(operand)
      const before = this.value(operand, depth)
      const after = wrap(operator === '++' ? before + 1n : before - 1n)
      this.#variables.set(name, `${after}`)
      return expression.prefix ? after : before
    }
    const value = this.value(operand, depth)
    switch (operator) {
      case '-':
        return wrap(-value)
      case '!':
        return value === 0n ? 1n : 0n
      case '~':
        return wrap(~value)
      default:
        return value
    }
  }

  #binary(
    expression: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>,
    depth: number,
  ): bigint {
    const { operator, left, right } = expression
    if (operator === '&&')
      return truth(this.value(left, depth) !== 0n && this.value(right, depth) !== 0n)
    if (operator === '||')
      return truth(this.value(left, depth) !== 0n || this.value(right, depth) !== 0n)
    if (operator === '=' || /^[^=!<>]+=$|^(<<|>>)=$/.test(operator)) {
      const name = this.#nameIn(left)
      const value = this.value(right, depth)
      const result =
        operator === '=' ? value : calculate(operator.slice(0, -1), this.value(left, depth), value)
      this.#variables.set(name, `${result}`)
      return result
    }
    return calculate(operator, this.value(left, depth), this.value(right, depth))
  }

  #nameIn(expression: ArithmeticExpression): string {
    const name = expression.type === 'ArithmeticWord' ? this.#leaf(expression).trim() : ''
    if (!/^[A-Za-z_]\w*$/.test(name))
      throw new ShellError('attempted assignment to non-variable', 1)
    return name
  }
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value)
}

function truth(value: boolean): bigint {
  return value ? 1n : 0n
}

function numberIn(text: string): bigint | undefined {
  if (/^0[0-7]*$/.test(text)) return text === '0' ? 0n : BigInt(`0o${text.slice(1)}`)
  if (/^0\d+$/.test(text))
    throw new ShellError(`${text}: value too great for base (error token is "${text}")`, 1)
  if (/^\d+$/.test(text) || /^0[xX][0-9a-fA-F]+$/.test(text)) return BigInt(text)
  const based = /^(\d+)#([0-9a-zA-Z]+)$/.exec(text)
  if (based === null) return undefined
  const [, base = '', digits = ''] = based
  return Array.from(digits.toLowerCase()).reduce(
    (sum, digit) => sum * BigInt(base) + BigInt(Number.parseInt(digit, 36)),
    0n,
  )
}

function calculate(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return wrap(a + b)
    case '-':
      return wrap(a - b)
    case '*':
      return wrap(a * b)
    case '/':
    case '%':
      if (b === 0n) throw new ShellError('division by 0', 1)
      return wrap(operator === '/' ? a / b : a % b)
    case '**':
      if (b < 0n) throw new ShellError('exponent less than 0', 1)
      return power(a, b)
    case '<<':
      return wrap(a << (b & 63n))
    case '>>':
      return wrap(a >> (b & 63n))
    case '&':
      return a & b
    case '|':
      return a | b
    case '^':
      return a ^ b
    case ',':
      return b
    default:
      return truth(compare(operator, a, b))
  }
}

function compare(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '<':
      return a < b
    case '>':
      return a > b
    case '<=':
      return a <= b
    case '>=':
      return a >= b
    case '==':
      return a === b
    case '!=':
      return a !== b
    default:
      throw new ShellError(
        `syntax error: invalid arithmetic operator (error token is "${operator}")`,
        1,
      )
  }
}

/** Wrapped at each step, so that no exponent makes a number without bound. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = wrap(result * square)
    square = wrap(square * square)
  }
  return result
}
