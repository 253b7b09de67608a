import { CommandError } from '../failure.ts'
import { BadValue, type Flag, type FlagSet } from './flag.ts'
import { quote } from './quote.ts'

export interface ParsedFlags {
  readonly values: Readonly<Record<string, unknown>>
  /** Names of the flags that were given. */
  readonly changed: ReadonlySet<string>
  readonly args: readonly string[]
  /** How many arguments stand before `--`; undefined when there is none. */
  readonly argsBeforeDash: number | undefined
  readonly wantsHelp: boolean
}

/** Reads words as pflag does; a mistake is a CommandError in pflag's words. */
export function parseFlags(flags: FlagSet, words: readonly string[]): ParsedFlags {
  return new FlagParser(flags, words).parse()
}

/** The flag's name with `_` taken for `-`, as kubectl allows. */
function normalizeFlagName(name: string): string {
  return name.replaceAll('_', '-')
}

class FlagParser {
  readonly #flags: FlagSet
  readonly #names: ReadonlyMap<string, string>
  readonly #given = new Map<string, unknown>()
  readonly #args: string[] = []
  readonly #words: string[]
  #argsBeforeDash: number | undefined
  #wantsHelp = false

  constructor(flags: FlagSet, words: readonly string[]) {
    this.#flags = flags
    this.#words = [...words]
    this.#names = new Map(
      Object.entries(flags).flatMap(([name, { short }]) => (short ? [[short, name]] : [])),
    )
  }

  parse(): ParsedFlags {
    while (!this.#wantsHelp) {
      const word = this.#words.shift()
      if (word === undefined) break
      if (word === '--') {
        this.#argsBeforeDash = this.#args.length
        this.#args.push(...this.#words.splice(0))
      } else if (word.startsWith('--')) this.#long(word)
      else if (word.startsWith('-') && word !== '-') this.#short(word.slice(1))
      else this.#args.push(word)
    }
    return {
      values: Object.fromEntries(
        Object.entries(this.#flags).map(([name, { initial }]) => [
          name,
          this.#given.has(name) ? this.#given.get(name) : initial,
        ]),
      ),
      changed: new Set(this.#given.keys()),
      args: this.#args,
      argsBeforeDash: this.#argsBeforeDash,
      wantsHelp: this.#wantsHelp,
    }
  }

  #long(word: string): void {
    const [, written = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? []
    if (written === '' || written.startsWith('-'))
      throw new CommandError(`bad flag syntax: ${word}`)
    const name = normalizeFlagName(written)
    const flag = this.#flag(name)
    if (flag === undefined) {
      if (name === 'help') this.#wantsHelp = true
      else throw new CommandError(`unknown flag: --${written}`)
      return
    }
    const text = value ?? flag.bare ?? this.#words.shift()
    if (text === undefined) throw new CommandError(`flag needs an argument: --${name}`)
    this.#set(name, flag, text)
  }

  /** `-it`, `-oyaml`, `-o=yaml`, `-o yaml`. */
  #short(letters: string): void {
    for (let rest = letters; rest !== '';) {
      const letter = rest[0] ?? ''
      const name = this.#names.get(letter)
      const flag = name === undefined ? undefined : this.#flag(name)
      if (name === undefined || flag === undefined) {
        if (letter !== 'h')
          throw new CommandError(`unknown shorthand flag: '${letter}' in -${rest}`)
        this.#wantsHelp = true
        return
      }
      const { text, left } = this.#shortValue(flag, rest)
      this.#set(name, flag, text)
      rest = left
    }
  }

  #shortValue(flag: Flag<unknown>, letters: string): { text: string; left: string } {
    if (letters.length > 2 && letters[1] === '=') return { text: letters.slice(2), left: '' }
    if (flag.bare !== undefined) return { text: flag.bare, left: letters.slice(1) }
    const text = letters.length > 1 ? letters.slice(1) : this.#words.shift()
    if (text !== undefined) return { text, left: '' }
    throw new CommandError(`flag needs an argument: '${letters[0] ?? ''}' in -${letters}`)
  }

  #flag(name: string): Flag<unknown> | undefined {
    return Object.hasOwn(this.#flags, name) ? this.#flags[name] : undefined
  }

  #set(name: string, flag: Flag<unknown>, text: string): void {
    try {
      this.#given.set(name, flag.read(text, this.#given.get(name)))
    } catch (error) {
      if (!(error instanceof BadValue)) throw error
      const written = flag.short === undefined ? `--${name}` : `-${flag.short}, --${name}`
      const message = `invalid argument ${quote(text)} for "${written}" flag: ${error.message}`
      throw new CommandError(message)
    }
  }
}
