import { compileRegex } from '#shell'
import { Refusal, type Tool } from './call.ts'
import { missingOperand } from './refusals.ts'

/** expr(1): values are texts, and numbers where they look like it. */
export const expr: Tool = function* (call) {
  const args = call.args[0] === '--' ? call.args.slice(1) : call.args
  if (args.length === 0)
    throw call.isBusybox
      ? new Refusal('too few arguments', { status: 2 })
      : missingOperand(call, 'missing operand', 2)
  const value = new Reader(args, call.isBusybox).whole()
  yield* call.print(`${value}\n`)
  return value === '' || /^-?0+$/.test(value) ? 1 : 0
}

class Reader {
  readonly #words: readonly string[]
  readonly #isBusybox: boolean
  #at = 0

  constructor(words: readonly string[], isBusybox: boolean) {
    this.#words = words
    this.#isBusybox = isBusybox
  }

  whole(): string {
    const value = this.#or()
    const extra = this.#words[this.#at]
    if (extra !== undefined) throw this.#syntaxError(`unexpected argument '${extra}'`)
    return value
  }

  #or(): string {
    let value = this.#and()
    while (this.#take('|')) {
      const other = this.#and()
      value = isNull(value) ? (isNull(other) ? '0' : other) : value
    }
    return value
  }

  #and(): string {
    let value = this.#comparison()
    while (this.#take('&')) {
      const other = this.#comparison()
      value = isNull(value) || isNull(other) ? '0' : value
    }
    return value
  }

  #comparison(): string {
    let value = this.#sum()
    for (;;) {
      const operator = this.#takeOne('<', '<=', '=', '==', '!=', '>=', '>')
      if (operator === undefined) return value
      value = compare(operator, value, this.#sum()) ? '1' : '0'
    }
  }

  #sum(): string {
    let value = this.#product()
    for (;;) {
      const operator = this.#takeOne('+', '-')
      if (operator === undefined) return value
      const [a, b] = [this.#integer(value), this.#integer(this.#product())]
      value = `${operator === '+' ? a + b : a - b}`
    }
  }

  #product(): string {
    let value = this.#match()
    for (;;) {
      const operator = this.#takeOne('*', '/', '%')
      if (operator === undefined) return value
      const [a, b] = [this.#integer(value), this.#integer(this.#match())]
      if (operator !== '*' && b === 0n) throw new Refusal('division by zero', { status: 2 })
      value = `${operator === '*' ? a * b : operator === '/' ? a / b : a % b}`
    }
  }

  #match(): string {
    let value = this.#primary()
    while (this.#take(':')) value = matched(value, this.#primary())
    return value
  }

  #primary(): string {
    const word = this.#next()
    switch (word) {
      case '(': {
        const value = this.#or()
        if (!this.#take(')')) throw this.#syntaxError("expecting ')'")
        return value
      }
      case 'length':
        return `${Array.from(this.#primary()).length}`
      case 'match':
        return matched(this.#primary(), this.#primary())
      case 'index': {
        const [text, chars] = [this.#primary(), this.#primary()]
        return `${Array.from(text).findIndex((char) => chars.includes(char)) + 1}`
      }
      case 'substr': {
        const [text, start, length] = [this.#primary(), this.#primary(), this.#primary()]
        const from = Number(start)
        return from < 1
          ? ''
          : Array.from(text)
              .slice(from - 1, from - 1 + Number(length))
              .join('')
      }
      default:
        return word
    }
  }

  #next(): string {
    const word = this.#words[this.#at]
    if (word === undefined)
      throw this.#syntaxError(`missing argument after '${this.#words[this.#at - 1] ?? ''}'`)
    this.#at++
    return word
  }

  #take(word: string): boolean {
    if (this.#words[this.#at] !== word) return false
    this.#at++
    return true
  }

  #takeOne(...words: readonly string[]): string | undefined {
    return words.find((word) => this.#take(word))
  }

  #integer(text: string): bigint {
    if (!/^-?\d+$/.test(text)) throw new Refusal('non-integer argument', { status: 2 })
    return BigInt(text)
  }

  #syntaxError(detail: string): Refusal {
    return new Refusal(`syntax error${this.#isBusybox ? '' : `: ${detail}`}`, { status: 2 })
  }
}

function isNull(value: string): boolean {
  return value === '' || value === '0'
}

function compare(operator: string, a: string, b: string): boolean {
  const areNumbers = /^-?\d+$/.test(a) && /^-?\d+$/.test(b)
  const [left, right] = areNumbers ? [BigInt(a), BigInt(b)] : [a, b]
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '!=':
      return left !== right
    case '>=':
      return left >= right
    case '>':
      return left > right
    default:
      return left === right
  }
}

/** The first group, or how many characters match from the beginning. */
function matched(text: string, source: string): string {
  const regex = compileRegex(source.startsWith('^') ? source : `^${source}`, { kind: 'basic' })
  const match = regex.find(text)
  if (regex.groupCount > 0) return match?.groups[1] ?? ''
  return `${match?.end ?? 0}`
}
