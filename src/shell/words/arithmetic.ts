import { type ArithmeticExpression, parse } from 'unbash'
import { isName, type Variables } from '../variables.ts'

/** Turns what stands at a leaf ($x, ${y}, $(…)) into text; a plain name stays a name. */
export type Leaf = (expression: ArithmeticExpression) => string

/** What is wrong with an expression; each shell finds its own words. */
export class ArithmeticError extends Error {
  readonly kind: 'syntax' | 'division' | 'depth' | 'base' | 'assignment' | 'exponent'
  /** Where it went wrong. */
  readonly token: string

  constructor(kind: ArithmeticError['kind'], token: string) {
    super(`${kind}: ${token}`)
    this.kind = kind
    this.token = token
  }
}

const DEEPEST = 64

/** Evaluates shell arithmetic in 64 bits. */
export function evaluate(
  expression: ArithmeticExpression | undefined,
  variables: Variables,
  leaf: Leaf,
): bigint {
  return expression === undefined ? 0n : new Evaluation(variables, leaf).value(expression, 0)
}

/** The value of a text, as of an array's index or what declare -i is given. */
export function evaluateSource(source: string, variables: Variables): bigint {
  const leaf: Leaf = (it) => (it.type === 'ArithmeticWord' ? it.value : '')
  return new Evaluation(variables, leaf).textValue(source, 0)
}

class Evaluation {
  readonly #variables: Variables
  readonly #leaf: Leaf

  constructor(variables: Variables, leaf: Leaf) {
    this.#variables = variables
    this.#leaf = leaf
  }

  value(expression: ArithmeticExpression, depth: number): bigint {
    if (depth > DEEPEST) throw new ArithmeticError('depth', '')
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
        return this.#leafValue(expression, depth)
    }
  }

  /** An operator without its operand is a mistake; an expansion to nothing is 0. */
  #leafValue(expression: ArithmeticExpression, depth: number): bigint {
    const isMissing = expression.type === 'ArithmeticWord' && expression.value.trim() === ''
    if (isMissing) throw new ArithmeticError('syntax', '')
    return this.textValue(this.#leaf(expression), depth)
  }

  /** A number, or a variable whose value is again an expression. */
  textValue(given: string, depth: number): bigint {
    const text = given.trim()
    if (text === '') return 0n
    if (depth > DEEPEST) throw new ArithmeticError('depth', text)
    const number = numberIn(text)
    if (number !== undefined) return wrap(number)
    const place = placeIn(text)
    if (place !== undefined) return this.textValue(this.#read(place) ?? '', depth + 1)
    const [statement] = parse(`((${text}))`).commands
    const command = statement?.command
    if (command?.type !== 'ArithmeticCommand' || command.expression === undefined)
      throw new ArithmeticError('syntax', text)
    if (command.expression.type === 'ArithmeticWord') throw new ArithmeticError('syntax', text)
    const leaf: Leaf = (it) => (it.type === 'ArithmeticWord' ? it.value : '')
    return new Evaluation(this.#variables, leaf).value(command.expression, depth + 1)
  }

  #read({ name, index }: Place): string | undefined {
    if (index === undefined) return this.#variables.get(name)
    return this.#variables.elements(name).get(this.#key(name, index))
  }

  #write({ name, index }: Place, value: bigint): void {
    if (index === undefined) this.#variables.set(name, `${value}`)
    else this.#variables.setElement(name, this.#key(name, index), `${value}`)
  }

  #key(name: string, index: string): string {
    return this.#variables.isAssociative(name) ? index : `${this.textValue(index, 1)}`
  }

  #unary(
    expression: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
    depth: number,
  ): bigint {
    const { operator, operand } = expression
    if (operator === '++' || operator === '--') {
      const place = this.#placeOf(operand)
      const before = this.value(operand, depth)
      const after = wrap(operator === '++' ? before + 1n : before - 1n)
      this.#write(place, after)
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
      const place = this.#placeOf(left)
      const value = this.value(right, depth)
      const result =
        operator === '=' ? value : calculate(operator.slice(0, -1), this.value(left, depth), value)
      this.#write(place, result)
      return result
    }
    return calculate(operator, this.value(left, depth), this.value(right, depth))
  }

  #placeOf(expression: ArithmeticExpression): Place {
    const text = expression.type === 'ArithmeticWord' ? this.#leaf(expression).trim() : ''
    const place = placeIn(text)
    if (place === undefined) throw new ArithmeticError('assignment', text)
    return place
  }
}

/** A variable, or an element of an array. */
interface Place {
  readonly name: string
  readonly index: string | undefined
}

function placeIn(text: string): Place | undefined {
  if (isName(text)) return { name: text, index: undefined }
  const match = /^([A-Za-z_]\w*)\[([\s\S]+)\]$/.exec(text)
  return match === null ? undefined : { name: match[1] ?? '', index: match[2] ?? '' }
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value)
}

function truth(value: boolean): bigint {
  return value ? 1n : 0n
}

function numberIn(text: string): bigint | undefined {
  if (/^0[0-7]*$/.test(text)) return text === '0' ? 0n : BigInt(`0o${text.slice(1)}`)
  if (/^0\d+$/.test(text)) throw new ArithmeticError('base', text)
  if (/^\d+$/.test(text) || /^0[xX][0-9a-fA-F]+$/.test(text)) return BigInt(text)
  const based = /^(\d+)#([0-9a-zA-Z]+)$/.exec(text)
  if (based === null) return undefined
  const [, base = '', digits = ''] = based
  return Array.from(digits.toLowerCase()).reduce((sum, digit) => {
    const value = Number.parseInt(digit, 36)
    if (value >= Number(base)) throw new ArithmeticError('base', text)
    return sum * BigInt(base) + BigInt(value)
  }, 0n)
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
      if (b === 0n) throw new ArithmeticError('division', `${b}`)
      return wrap(operator === '/' ? a / b : a % b)
    case '**':
      if (b < 0n) throw new ArithmeticError('exponent', `${b}`)
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
      throw new ArithmeticError('syntax', operator)
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
