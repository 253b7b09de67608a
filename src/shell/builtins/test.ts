import type { Process } from '#engine'
import { ShellError } from '../failure.ts'
import { isBinaryTest, isUnaryTest, testBinary, testUnary, type TestPlace } from '../run/tests.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout } from './builtin.ts'

/** test and [: POSIX decides by the number of arguments. */
export const test: Builtin = function* (shell, args, called) {
  let operands = args
  if (called === '[') {
    if (args.at(-1) !== ']') {
      yield* complainAbout(shell, called, "missing `]'")
      return 2
    }
    operands = args.slice(0, -1)
  }
  try {
    return evaluate(shell, operands) ? 0 : 1
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    yield* complainAbout(shell, called, error.message)
    return 2
  }
}

/** test(1) for the program of that name. Throws a ShellError for what is no test. */
export function evaluateTest(process: Process, args: readonly string[]): boolean {
  return evaluate({ process, variables: process.env }, args)
}

function evaluate(shell: TestPlace, args: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = args
  switch (args.length) {
    case 0:
      return false
    case 1:
      return first !== ''
    case 2:
      if (first === '!') return second === ''
      if (isUnaryTest(first)) return testUnary(shell, first, second)
      throw new ShellError(`${first}: unary operator expected`, 2)
    case 3:
      if (isBinaryTest(second)) return testBinary(shell, second, [first, third])
      if (first === '!') return !evaluate(shell, args.slice(1))
      if (first === '(' && third === ')') return evaluate(shell, [second])
      if (second !== '-a' && second !== '-o')
        throw new ShellError(`${second}: binary operator expected`, 2)
      break
    case 4:
      if (first === '!') return !evaluate(shell, args.slice(1))
      break
  }
  const parser = new Parser(shell, args)
  const result = parser.or()
  if (!parser.isAtEnd) throw new ShellError('too many arguments', 2)
  return result
}

/** -o binds less than -a, and both less than !. */
class Parser {
  readonly #shell: TestPlace
  readonly #args: readonly string[]
  #at = 0

  constructor(shell: TestPlace, args: readonly string[]) {
    this.#shell = shell
    this.#args = args
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#args.length
  }

  or(): boolean {
    let result = this.#and()
    while (this.#take('-o')) result = this.#and() || result
    return result
  }

  #and(): boolean {
    let result = this.#not()
    while (this.#take('-a')) result = this.#not() && result
    return result
  }

  #not(): boolean {
    if (this.#take('!')) return !this.#not()
    if (this.#take('(')) {
      const result = this.or()
      if (!this.#take(')')) throw new ShellError("`)' expected", 2)
      return result
    }
    return this.#primary()
  }

  #primary(): boolean {
    const [first = '', second = '', third] = this.#args.slice(this.#at, this.#at + 3)
    if (third !== undefined && isBinaryTest(second)) {
      this.#at += 3
      return testBinary(this.#shell, second, [first, third])
    }
    if (isUnaryTest(first) && this.#at + 1 < this.#args.length) {
      this.#at += 2
      return testUnary(this.#shell, first, second)
    }
    if (this.isAtEnd) throw new ShellError('argument expected', 2)
    this.#at++
    return first !== ''
  }

  #take(word: string): boolean {
    if (this.#args[this.#at] !== word) return false
    this.#at++
    return true
  }
}
