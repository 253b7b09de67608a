import type { Process } from '#engine'
import { isBinaryTest, isUnaryTest, testBinary, TestError, testUnary } from './tests.ts'

/** The operands of test(1), without a closing bracket: POSIX decides by their number. */
export function evaluateTest(process: Process, args: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = args
  switch (args.length) {
    case 0:
      return false
    case 1:
      return first !== ''
    case 2:
      if (first === '!') return second === ''
      if (isUnaryTest(first)) return testUnary(process, first, second)
      throw new TestError('operator', first, `${first}: unary operator expected`)
    case 3:
      if (isBinaryTest(second)) return testBinary(process, second, [first, third])
      if (first === '!') return !evaluateTest(process, args.slice(1))
      if (first === '(' && third === ')') return evaluateTest(process, [second])
      if (second !== '-a' && second !== '-o')
        throw new TestError('operator', second, `${second}: binary operator expected`)
      break
    case 4:
      if (first === '!') return !evaluateTest(process, args.slice(1))
      if (first === '(' && args[3] === ')') return evaluateTest(process, args.slice(1, 3))
      break
  }
  return new Parser(process, args).whole()
}

/** -o binds less than -a, and both less than !. */
class Parser {
  readonly #process: Process
  readonly #args: readonly string[]
  #at = 0

  constructor(process: Process, args: readonly string[]) {
    this.#process = process
    this.#args = args
  }

  whole(): boolean {
    const result = this.#or()
    const extra = this.#args[this.#at]
    if (extra !== undefined) throw new TestError('extra', extra, 'too many arguments')
    return result
  }

  #or(): boolean {
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
      const result = this.#or()
      if (!this.#take(')')) throw new TestError('bracket', ')', "`)' expected")
      return result
    }
    return this.#primary()
  }

  #primary(): boolean {
    const [first = '', second = '', third] = this.#args.slice(this.#at, this.#at + 3)
    if (third !== undefined && isBinaryTest(second)) {
      this.#at += 3
      return testBinary(this.#process, second, [first, third])
    }
    if (isUnaryTest(first) && this.#at + 1 < this.#args.length) {
      this.#at += 2
      return testUnary(this.#process, first, second)
    }
    if (this.#at >= this.#args.length) throw new TestError('end', '', 'argument expected')
    this.#at++
    return first !== ''
  }

  #take(word: string): boolean {
    if (this.#args[this.#at] !== word) return false
    this.#at++
    return true
  }
}
