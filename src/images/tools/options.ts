import { type Call, Refusal } from './call.ts'

export interface OptionSpec {
  /** Letters that stand alone. */
  readonly flags?: string
  /** Letters that take an argument. */
  readonly takes?: string
  /** Letters whose argument, if any, is joined to them. */
  readonly mayTake?: string
  /** Long names of GNU tools: what each means, by letter or by a name of its own. */
  readonly long?: Readonly<Record<string, string>>
  /** Long names that are followed by an argument, beside those whose letter takes one. */
  readonly longTakes?: readonly string[]
  /** Long names that may be followed by `=argument`. */
  readonly longMayTake?: readonly string[]
  /** The first operand ends the options: its own may follow. */
  readonly stopsAtOperand?: boolean
  /** The option that a bare number stands for: -5 is -n 5. */
  readonly numberMeans?: string
  /** -1 and -.5 are operands. */
  readonly takesNegatives?: boolean
  /** Exit status when the options are wrong. */
  readonly status?: number
}

/** What stood before and between the operands, as getopt_long(3) reads it. */
export class Options {
  readonly operands: readonly string[]
  /** In the order in which they were given. */
  readonly given: readonly (readonly [name: string, value: string])[]

  constructor(given: Options['given'], operands: readonly string[]) {
    this.given = given
    this.operands = operands
  }

  has(...names: readonly string[]): boolean {
    return this.given.some(([name]) => names.includes(name))
  }

  /** The last one wins. */
  value(name: string): string | undefined {
    return this.given.findLast(([it]) => it === name)?.[1]
  }

  values(name: string): readonly string[] {
    return this.given.filter(([it]) => it === name).map(([, value]) => value)
  }

  /** Which of these was given last. */
  last(...names: readonly string[]): string | undefined {
    return this.given.findLast(([name]) => names.includes(name))?.[0]
  }
}

/** Throws a Refusal in the words of getopt(3). */
export function parseOptions(call: Pick<Call, 'args'>, spec: OptionSpec): Options {
  return new Parser(call, spec).parse()
}

class Parser {
  readonly #spec: OptionSpec
  readonly #given: (readonly [string, string])[] = []
  readonly #operands: string[] = []
  #rest: readonly string[]

  constructor(call: Pick<Call, 'args'>, spec: OptionSpec) {
    this.#spec = spec
    this.#rest = call.args
  }

  parse(): Options {
    for (let word = this.#next(); word !== undefined; word = this.#next()) {
      if (word === '--') break
      if (this.#spec.takesNegatives === true && /^-[\d.]/.test(word)) this.#operands.push(word)
      else if (this.#spec.numberMeans !== undefined && /^-\d+\w?$/.test(word))
        this.#given.push([this.#spec.numberMeans, word.slice(1)])
      else if (word.startsWith('--')) this.#long(word.slice(2))
      else if (word.startsWith('-') && word !== '-') this.#letters(word.slice(1))
      else {
        this.#operands.push(word)
        if (this.#spec.stopsAtOperand === true) break
      }
    }
    return new Options(this.#given, [...this.#operands, ...this.#rest])
  }

  #next(): string | undefined {
    const [first, ...rest] = this.#rest
    this.#rest = rest
    return first
  }

  #letters(word: string): void {
    const { takes = '', flags = '', mayTake = '' } = this.#spec
    for (let at = 0; at < word.length; at++) {
      const letter = word.charAt(at)
      const joined = word.slice(at + 1)
      if (takes.includes(letter)) {
        const value = joined === '' ? this.#next() : joined
        if (value === undefined) this.#refuse(`option requires an argument -- '${letter}'`)
        this.#given.push([letter, value])
        return
      }
      if (mayTake.includes(letter)) {
        this.#given.push([letter, joined])
        return
      }
      if (!flags.includes(letter)) this.#refuse(`invalid option -- '${letter}'`)
      this.#given.push([letter, ''])
    }
  }

  #long(word: string): void {
    const equals = word.indexOf('=')
    const typed = equals < 0 ? word : word.slice(0, equals)
    const joined = equals < 0 ? undefined : word.slice(equals + 1)
    const full = this.#fullName(typed, word)
    const { long = {}, takes = '', longTakes = [], mayTake = '', longMayTake = [] } = this.#spec
    const name = long[full] ?? full
    if (isOneOf(takes, name) || longTakes.includes(full)) {
      const value = joined ?? this.#next()
      if (value === undefined) this.#refuse(`option '--${full}' requires an argument`)
      this.#given.push([name, value])
      return
    }
    const isOpen = isOneOf(mayTake, name) || longMayTake.includes(full)
    if (joined !== undefined && !isOpen)
      this.#refuse(`option '--${full}' doesn't allow an argument`)
    this.#given.push([name, joined ?? ''])
  }

  /** A beginning is enough as long as it is nobody else's too. */
  #fullName(typed: string, word: string): string {
    const names = Object.keys(this.#spec.long ?? {})
    if (names.includes(typed)) return typed
    const begun = names.filter((name) => name.startsWith(typed))
    const [first] = begun
    if (first === undefined) this.#refuse(`unrecognized option '--${word}'`)
    const meanings = new Set(begun.map((name) => this.#spec.long?.[name]))
    if (meanings.size > 1)
      this.#refuse(
        `option '--${word}' is ambiguous; possibilities:${begun.map((it) => ` '--${it}'`).join('')}`,
      )
    return first
  }

  #refuse(message: string): never {
    throw new Refusal(message, { status: this.#spec.status ?? 1, usage: true })
  }
}

function isOneOf(letters: string, name: string): boolean {
  return name.length === 1 && letters.includes(name)
}
