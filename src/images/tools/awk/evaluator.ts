/* eslint max-lines: ['error', 400] -- one case for each construct of the language */
import { type Run, work } from '#engine'
import type { Call } from '../call.ts'
import { callPure, replaceMatches } from './functions.ts'
import { format } from './format.ts'
import { Memory, type Slot } from './memory.ts'
import { Streams } from './streams.ts'
import { AwkError, type AwkProgram, type Expression, type Target } from './syntax.ts'
import {
  compareValues,
  fromOutside,
  isTrue,
  numberOf,
  numeric,
  textual,
  UNSET,
  type Value,
} from './values.ts'

/** Where the records come from. */
export interface RecordSource {
  /** The next record, counted; undefined at the end. */
  next(): Run<string | undefined>
}

const DEEPEST = 200

/** Evaluates expressions; statements are carried out by its user. */
export class Evaluator {
  readonly memory = new Memory()
  readonly streams: Streams
  readonly #call: Call
  readonly #program: AwkProgram
  readonly #source: RecordSource
  readonly #runBody: (name: string) => Run<Value>
  #seed = 0

  constructor(start: {
    readonly call: Call
    readonly program: AwkProgram
    readonly source: RecordSource
    readonly runBody: (name: string) => Run<Value>
  }) {
    this.#call = start.call
    this.#program = start.program
    this.#source = start.source
    this.#runBody = start.runBody
    this.streams = new Streams(start.call)
  }

  *text(expression: Expression): Run<string> {
    return this.memory.textOf(yield* this.value(expression))
  }

  *truth(expression: Expression): Run<boolean> {
    return isTrue(yield* this.value(expression))
  }

  *value(expression: Expression): Run<Value> {
    switch (expression.kind) {
      case 'number':
        return numeric(expression.value)
      case 'string':
        return textual(expression.value)
      case 'regex': {
        const isFound = this.memory.regex(expression.source).find(this.memory.record) !== undefined
        return numeric(isFound ? 1 : 0)
      }
      case 'group':
        return yield* this.value(expression.inner)
      case 'variable':
        return this.memory.get(expression.name)
      case 'field':
        return this.memory.field(yield* this.#index(expression.index))
      case 'element':
        return yield* this.#element(expression)
      case 'unary':
        return yield* this.#unary(expression)
      case 'binary':
        return yield* this.#binary(expression)
      case 'assign':
        return yield* this.#assign(expression)
      case 'step':
        return yield* this.#step(expression)
      case 'ternary':
        return yield* this.value(
          (yield* this.truth(expression.test)) ? expression.then : expression.otherwise,
        )
      case 'in': {
        const key = yield* this.text(expression.index)
        return numeric(this.memory.array(expression.array).has(key) ? 1 : 0)
      }
      case 'call':
        return yield* this.#callFunction(expression)
      case 'getline':
        return yield* this.#getline(expression)
    }
  }

  *#index(expression: Expression): Run {
    const index = Math.trunc(numberOf(yield* this.value(expression)))
    if (index < 0) throw new AwkError(`attempt to access field ${index}`)
    return index
  }

  /** Looking at an element makes it. */
  *#element(target: Extract<Expression, { kind: 'element' }>): Run<Value> {
    const key = yield* this.text(target.index)
    const array = this.memory.array(target.array)
    if (!array.has(key)) array.set(key, UNSET)
    return array.get(key) ?? UNSET
  }

  *store(target: Target, value: Value): Run<void> {
    switch (target.kind) {
      case 'variable':
        this.memory.set(target.name, value)
        break
      case 'field':
        this.memory.setField(yield* this.#index(target.index), this.memory.textOf(value))
        break
      case 'element':
        this.memory.array(target.array).set(yield* this.text(target.index), value)
    }
  }

  *#unary({ operator, operand }: Extract<Expression, { kind: 'unary' }>): Run<Value> {
    const value = yield* this.value(operand)
    if (operator === '!') return numeric(isTrue(value) ? 0 : 1)
    return numeric(operator === '-' ? -numberOf(value) : numberOf(value))
  }

  *#binary(expression: Extract<Expression, { kind: 'binary' }>): Run<Value> {
    const { operator, left, right } = expression
    switch (operator) {
      case '&&':
        return numeric((yield* this.truth(left)) && (yield* this.truth(right)) ? 1 : 0)
      case '||':
        return numeric((yield* this.truth(left)) || (yield* this.truth(right)) ? 1 : 0)
      case ' ':
        return textual((yield* this.text(left)) + (yield* this.text(right)))
      case '~':
      case '!~': {
        const text = yield* this.text(left)
        const isFound = (yield* this.#regexOf(right)).find(text) !== undefined
        return numeric(isFound === (operator === '~') ? 1 : 0)
      }
      case '<':
      case '<=':
      case '==':
      case '!=':
      case '>=':
      case '>': {
        const [a, b] = [yield* this.value(left), yield* this.value(right)]
        const order = compareValues(a, b, (it) => this.memory.textOf(it))
        return numeric(holds(operator, order) ? 1 : 0)
      }
      default: {
        const [a, b] = [numberOf(yield* this.value(left)), numberOf(yield* this.value(right))]
        return numeric(calculate(operator, a, b))
      }
    }
  }

  *#regexOf(expression: Expression): Run<ReturnType<Memory['regex']>> {
    const source = expression.kind === 'regex' ? expression.source : yield* this.text(expression)
    return this.memory.regex(source)
  }

  *#assign({ operator, target, value }: Extract<Expression, { kind: 'assign' }>): Run<Value> {
    const given = yield* this.value(value)
    if (operator === '=') {
      yield* this.store(target, given)
      return given
    }
    const before = numberOf(yield* this.value(target))
    const after = numeric(calculate(operator.slice(0, -1), before, numberOf(given)))
    yield* this.store(target, after)
    return after
  }

  *#step({ by, isPrefix, target }: Extract<Expression, { kind: 'step' }>): Run<Value> {
    const before = numberOf(yield* this.value(target))
    yield* this.store(target, numeric(before + by))
    return numeric(isPrefix ? before + by : before)
  }

  *#getline({ target, from }: Extract<Expression, { kind: 'getline' }>): Run<Value> {
    const line =
      from === null
        ? yield* this.#source.next()
        : yield* this.streams.read(from.kind, yield* this.text(from.name))
    if (line === null) return numeric(-1)
    if (line === undefined) return numeric(0)
    if (from?.kind === '|') this.memory.set('NR', numeric(numberOf(this.memory.get('NR')) + 1))
    if (target === null) this.memory.record = line
    else yield* this.store(target, fromOutside(line))
    return numeric(1)
  }

  *#callFunction({ name, args }: Extract<Expression, { kind: 'call' }>): Run<Value> {
    if (this.#program.functions.has(name)) return yield* this.#callOwn(name, args)
    switch (name) {
      case 'length':
        return yield* this.#length(args)
      case 'split':
        return yield* this.#split(args)
      case 'sub':
      case 'gsub':
        return yield* this.#substitute(name, args)
      case 'match':
        return yield* this.#match(args)
      case 'close':
        return numeric(yield* this.streams.close(yield* this.text(args[0] ?? EMPTY)))
      case 'system':
        return numeric(yield* this.streams.run(yield* this.text(args[0] ?? EMPTY)))
      case 'fflush':
        yield* this.#call.flush()
        return numeric(0)
      default:
        return yield* this.#callPlain(name, args)
    }
  }

  *#callPlain(name: string, args: readonly Expression[]): Run<Value> {
    const values: Value[] = []
    for (const argument of args) values.push(yield* this.value(argument))
    if (name === 'sprintf') {
      const [template = UNSET, ...rest] = values
      const textOf = (it: Value): string => this.memory.textOf(it)
      return textual(format(textOf(template), rest, textOf))
    }
    if (name === 'rand') return numeric(this.#call.process.randomBelow(2 ** 30) / 2 ** 30)
    if (name === 'srand') {
      const before = this.#seed
      this.#seed = values[0] === undefined ? this.#call.process.wallClock : numberOf(values[0])
      return numeric(before)
    }
    if (name === 'systime') return numeric(Math.floor(this.#call.process.wallClock / 1000))
    const result = callPure(name, values, this.memory)
    if (result === undefined) throw new AwkError(`function ${name} never defined`)
    return result
  }

  *#length(args: readonly Expression[]): Run<Value> {
    const [first] = args
    if (first === undefined) return numeric(Array.from(this.memory.record).length)
    if (first.kind === 'variable') {
      const { array } = this.memory.slot(first.name)
      if (array !== null) return numeric(array.size)
    }
    return numeric(Array.from(yield* this.text(first)).length)
  }

  *#split([text = EMPTY, array, separator]: readonly Expression[]): Run<Value> {
    const source = yield* this.text(text)
    if (array?.kind !== 'variable') throw new AwkError('split: second argument is not an array')
    const parts =
      separator === undefined
        ? this.memory.split(source, this.memory.text('FS'))
        : separator.kind === 'regex'
          ? this.memory.splitBy(source, this.memory.regex(separator.source))
          : this.memory.split(source, yield* this.text(separator))
    const target = this.memory.array(array.name)
    target.clear()
    for (const [index, part] of parts.entries()) target.set(`${index + 1}`, fromOutside(part))
    return numeric(parts.length)
  }

  *#substitute(name: 'sub' | 'gsub', args: readonly Expression[]): Run<Value> {
    const [pattern = EMPTY, replacement = EMPTY, given] = args
    const target: Expression = given ?? { kind: 'field', index: { kind: 'number', value: 0 } }
    const regex = yield* this.#regexOf(pattern)
    const before = yield* this.text(target)
    const how = { replacement: yield* this.text(replacement), isGlobal: name === 'gsub' }
    const { text, count } = replaceMatches(before, regex, how)
    if (count > 0 && isTarget(target)) yield* this.store(target, textual(text))
    return numeric(count)
  }

  *#match([text = EMPTY, pattern = EMPTY]: readonly Expression[]): Run<Value> {
    const source = yield* this.text(text)
    const match = (yield* this.#regexOf(pattern)).find(source)
    const start = match === undefined ? 0 : match.start + 1
    this.memory.set('RSTART', numeric(start))
    this.memory.set('RLENGTH', numeric(match === undefined ? -1 : match.end - match.start))
    return numeric(start)
  }

  /** Arrays go by reference, values are copied; missing arguments are local variables. */
  *#callOwn(name: string, args: readonly Expression[]): Run<Value> {
    const parameters = this.#program.functions.get(name)?.parameters ?? []
    if (this.memory.depth > DEEPEST) throw new AwkError(`function ${name}: recursion too deep`)
    yield* work(2)
    const frame = new Map<string, Slot>()
    for (const [index, parameter] of parameters.entries()) {
      const argument = args[index]
      if (argument?.kind === 'variable') {
        const slot = this.memory.slot(argument.name)
        const isValue = slot.array === null && slot.value.kind !== 'unset'
        frame.set(parameter, isValue ? { value: slot.value, array: null } : slot)
      } else {
        const value = argument === undefined ? UNSET : yield* this.value(argument)
        frame.set(parameter, { value, array: null })
      }
    }
    const leave = this.memory.enter(frame)
    try {
      return yield* this.#runBody(name)
    } finally {
      leave()
    }
  }
}

const EMPTY: Expression = { kind: 'string', value: '' }

function isTarget(expression: Expression): expression is Target {
  return ['variable', 'field', 'element'].includes(expression.kind)
}

function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '==':
      return order === 0
    case '!=':
      return order !== 0
    case '>=':
      return order >= 0
    default:
      return order > 0
  }
}

function calculate(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      if (b === 0) throw new AwkError('division by zero')
      return a / b
    case '%':
      if (b === 0) throw new AwkError('division by zero in %')
      return a % b
    default:
      return a ** b
  }
}
