import { type Run, work } from '#engine'
import type { Regex } from '#shell'
import type { Action, Address, Command, PlainKind, Selection } from './script.ts'
import { substitute } from './substitute.ts'

/** Where the lines come from and go to. */
export interface SedSide {
  /** The next line of the input; undefined at its end. */
  next(): Run<string | undefined>
  isLast(): Run<boolean>
  print(text: string): Run<void>
  append(path: string, text: string): Run<void>
  contentsOf(path: string): string
  /** The file that is read; `-` for the standard input. */
  readonly path: string
}

interface Outcome {
  readonly kind: 'end of cycle' | 'delete' | 'restart' | 'quit'
  readonly status?: number
}

/** Runs a script over all lines of its input: the two spaces of sed(1) and what is to come. */
export class SedMachine {
  readonly #commands: readonly Command[]
  readonly #side: SedSide
  readonly #isQuiet: boolean
  readonly #ranges = new Map<Selection, number | 'until the end'>()
  #pattern = ''
  #hold = ''
  #line = 0
  #hasReplaced = false
  #lastRegex: Regex | null = null
  #appendix: string[] = []

  constructor(commands: readonly Command[], side: SedSide, how: { readonly isQuiet: boolean }) {
    this.#commands = commands
    this.#side = side
    this.#isQuiet = how.isQuiet
    this.#openFromZero(commands)
  }

  /** 0,/x/: a range that may end on the first line already. */
  #openFromZero(commands: readonly Command[]): void {
    for (const { selection, action } of commands) {
      if (selection.from?.kind === 'line' && selection.from.number === 0)
        this.#ranges.set(selection, 'until the end')
      if (action.kind === 'block') this.#openFromZero(action.commands)
    }
  }

  /** Line numbers begin anew with each file under -i and -s. */
  startFile(): void {
    this.#line = 0
  }

  *run(): Run {
    let keeps = false
    for (;;) {
      if (!keeps && !(yield* this.#read())) return 0
      this.#hasReplaced = false
      const outcome = yield* this.#cycle()
      keeps = outcome.kind === 'restart'
      if (outcome.kind === 'end of cycle' && !this.#isQuiet) yield* this.#print(this.#pattern)
      if (outcome.kind === 'quit') {
        if (outcome.status === undefined) continue
        yield* this.#flushAppendix()
        return outcome.status
      }
      yield* this.#flushAppendix()
    }
  }

  *#read(): Run<boolean> {
    const line = yield* this.#side.next()
    if (line === undefined) return false
    this.#pattern = line
    this.#line++
    return true
  }

  #print(text: string): Run<void> {
    return this.#side.print(`${text}\n`)
  }

  *#flushAppendix(): Run<void> {
    for (const text of this.#appendix) yield* this.#side.print(text)
    this.#appendix = []
  }

  /** A jump to a label begins the list anew behind it; labels are looked for at the top. */
  *#cycle(): Run<Outcome> {
    let commands = this.#commands
    for (;;) {
      const outcome = yield* this.#list(commands)
      if (outcome === undefined) return { kind: 'end of cycle' }
      if (!('label' in outcome)) return outcome
      yield* work(1)
      const after = this.#after(outcome.label)
      if (after === undefined) return { kind: 'end of cycle' }
      commands = after
    }
  }

  #after(label: string): readonly Command[] | undefined {
    if (label === '') return undefined
    const at = this.#commands.findIndex(
      ({ action }) => action.kind === ':' && action.label === label,
    )
    return at < 0 ? undefined : this.#commands.slice(at + 1)
  }

  *#list(commands: readonly Command[]): Run<Outcome | { readonly label: string } | undefined> {
    for (const { selection, action } of commands) {
      if (!(yield* this.#isSelected(selection))) continue
      if (action.kind === 'block') {
        const outcome = yield* this.#list(action.commands)
        if (outcome !== undefined) return outcome
        continue
      }
      const outcome = yield* this.#act(action, selection)
      if (outcome !== undefined) return outcome
    }
    return undefined
  }

  *#isSelected(selection: Selection): Run<boolean> {
    return (yield* this.#isInRange(selection)) !== selection.isInverted
  }

  *#isInRange(selection: Selection): Run<boolean> {
    const { from, to } = selection
    if (from === null) return true
    if (to === null) return yield* this.#fits(from)
    const end = this.#ranges.get(selection)
    if (end === undefined) {
      if (!(yield* this.#fits(from))) return false
      this.#openRange(selection, to)
      return true
    }
    if (typeof end === 'number') {
      if (this.#line >= end) this.#ranges.delete(selection)
      return this.#line <= end || (yield* this.#fits(from))
    }
    if (yield* this.#fits(to)) this.#ranges.delete(selection)
    return true
  }

  #openRange(selection: Selection, to: Address): void {
    const end =
      to.kind === 'line' ? to.number : to.kind === 'more' ? this.#line + to.count : undefined
    if (end === undefined) this.#ranges.set(selection, 'until the end')
    else if (end > this.#line) this.#ranges.set(selection, end)
  }

  *#fits(address: Address): Run<boolean> {
    switch (address.kind) {
      case 'line':
        return this.#line === address.number
      case 'last':
        return yield* this.#side.isLast()
      case 'step': {
        const { first, step } = address
        if (step === 0) return this.#line === first
        return this.#line >= first && (this.#line - first) % step === 0
      }
      case 'regex':
        return this.#regex(address.regex)?.find(this.#pattern) !== undefined
      case 'more':
        return false
    }
  }

  #regex(given: Regex | null): Regex | null {
    this.#lastRegex = given ?? this.#lastRegex
    return this.#lastRegex
  }

  *#act(
    action: Exclude<Action, { kind: 'block' }>,
    selection: Selection,
  ): Run<Outcome | { readonly label: string } | undefined> {
    switch (action.kind) {
      case 's':
        yield* this.#substitute(action.substitution)
        return undefined
      case 'y':
        this.#pattern = Array.from(
          this.#pattern,
          (char) => action.to[action.from.indexOf(char)] ?? char,
        ).join('')
        return undefined
      case 'a':
        this.#appendix.push(action.text)
        return undefined
      case 'i':
        yield* this.#side.print(action.text)
        return undefined
      case 'c':
        return yield* this.#change(action.text, selection)
      case 'b':
        return { label: action.label }
      case 't':
      case 'T': {
        const jumps = this.#hasReplaced === (action.kind === 't')
        this.#hasReplaced = false
        return jumps ? { label: action.label } : undefined
      }
      case 'r':
        this.#appendix.push(this.#side.contentsOf(action.path))
        return undefined
      case 'w':
        yield* this.#side.append(action.path, `${this.#pattern}\n`)
        return undefined
      case 'q':
        if (!this.#isQuiet) yield* this.#print(this.#pattern)
        return { kind: 'quit', status: action.status }
      case 'Q':
        return { kind: 'quit', status: action.status }
      case ':':
        return undefined
      default:
        return yield* this.#plain(action.kind)
    }
  }

  *#change(text: string, selection: Selection): Run<Outcome> {
    const isLastOfRange = selection.to === null || !this.#ranges.has(selection)
    if (isLastOfRange || selection.isInverted) yield* this.#side.print(text)
    return { kind: 'delete' }
  }

  *#plain(kind: PlainKind): Run<Outcome | { readonly label: string } | undefined> {
    switch (kind) {
      case 'd':
        return { kind: 'delete' }
      case 'D': {
        const newline = this.#pattern.indexOf('\n')
        if (newline < 0) return { kind: 'delete' }
        this.#pattern = this.#pattern.slice(newline + 1)
        return { kind: 'restart' }
      }
      case 'p':
        yield* this.#print(this.#pattern)
        return undefined
      case 'P':
        yield* this.#print(this.#pattern.split('\n')[0] ?? '')
        return undefined
      case 'n':
      case 'N':
        return yield* this.#advance(kind)
      case '=':
        yield* this.#print(`${this.#line}`)
        return undefined
      case 'z':
        this.#pattern = ''
        return undefined
      case 'F':
        yield* this.#print(this.#side.path)
        return undefined
      case 'l':
        yield* this.#print(`${unambiguous(this.#pattern)}$`)
        return undefined
      default:
        this.#moveSpaces(kind)
        return undefined
    }
  }

  #moveSpaces(kind: 'g' | 'G' | 'h' | 'H' | 'x'): void {
    const { pattern, hold } = { pattern: this.#pattern, hold: this.#hold }
    if (kind === 'g' || kind === 'x') this.#pattern = hold
    if (kind === 'G') this.#pattern = `${pattern}\n${hold}`
    if (kind === 'h' || kind === 'x') this.#hold = pattern
    if (kind === 'H') this.#hold = `${hold}\n${pattern}`
  }

  *#advance(kind: 'n' | 'N'): Run<Outcome | undefined> {
    // Without a next line GNU sed prints what it has and ends.
    if (yield* this.#side.isLast())
      return kind === 'n' && this.#isQuiet ? { kind: 'delete' } : { kind: 'end of cycle' }
    if (kind === 'n' && !this.#isQuiet) yield* this.#print(this.#pattern)
    yield* this.#flushAppendix()
    const before = this.#pattern
    yield* this.#read()
    if (kind === 'N') this.#pattern = `${before}\n${this.#pattern}`
    return undefined
  }

  *#substitute(substitution: Extract<Action, { kind: 's' }>['substitution']): Run<void> {
    const regex = this.#regex(substitution.regex)
    const result = regex === null ? undefined : substitute(this.#pattern, substitution, regex)
    if (result === undefined) return
    this.#hasReplaced = true
    this.#pattern = result
    if (substitution.prints) yield* this.#print(result)
    if (substitution.writes !== null) yield* this.#side.append(substitution.writes, `${result}\n`)
  }
}

const VISIBLE: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

function unambiguous(text: string): string {
  return Array.from(text, (char) => {
    if (VISIBLE[char] !== undefined) return VISIBLE[char]
    if (char >= ' ' && char <= '~') return char
    return Array.from(
      new TextEncoder().encode(char),
      (byte) => `\\${byte.toString(8).padStart(3, '0')}`,
    ).join('')
  }).join('')
}
