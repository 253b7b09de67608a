import { SystemError } from '#engine'
import { quoteForPattern, withoutQuotes } from './pattern.ts'

/** A stretch of a word whose characters all came about in the same way. */
export interface Piece {
  readonly text: string
  /**
   * `quoted`: neither split nor matched against files; `literal`: stood in the source without
   * quotes; `expanded`: came out of an unquoted expansion, and is split at IFS. `break`: a new field
   * begins here, as between the words of "$@"; `soft break`: likewise between those of $@, but an
   * empty one is none.
   */
  readonly kind: 'quoted' | 'literal' | 'expanded' | 'break' | 'soft break'
}

/** Where a word stands decides what becomes of it. */
export type Position =
  /** An argument: split into fields, matched against files. */
  | 'argument'
  /** An assignment, a redirection, case: one text; ~ also behind a colon in assignments. */
  | 'value'
  | 'assignment'
  /** Between double quotes. */
  | 'quoted'
  /** The word of ${x:-word}: its plain text is split, too. */
  | 'operand'

/** One field as a pattern: quoted characters carry a backslash. */
export type FieldPattern = string

/** Field splitting (POSIX 2.6.5): pieces of one word become no, one or several fields. */
export function splitFields(pieces: readonly Piece[], ifs: string): readonly FieldPattern[] {
  const splitter = new Splitter(ifs)
  for (const piece of pieces) splitter.add(piece)
  return splitter.finish()
}

/** A word that doubles itself again and again ends here, before the host's own strings do. */
const LONGEST_TEXT = 2 ** 26

/** The pieces as one string, as in an assignment or a here-document. */
export function joinPieces(pieces: readonly Piece[]): string {
  const length = pieces.reduce((sum, piece) => sum + (isBreak(piece) ? 1 : piece.text.length), 0)
  if (length > LONGEST_TEXT) throw new SystemError('ENOMEM')
  return pieces.map((piece) => (isBreak(piece) ? ' ' : piece.text)).join('')
}

/** The pieces as one pattern, as in case or ${x#…}. */
export function patternOf(pieces: readonly Piece[]): string {
  return pieces.map(asPattern).join('')
}

export { withoutQuotes as fieldText }

function isBreak({ kind }: Piece): boolean {
  return kind === 'break' || kind === 'soft break'
}

function asPattern(piece: Piece): string {
  if (isBreak(piece)) return ' '
  return piece.kind === 'quoted' ? quoteForPattern(piece.text) : piece.text
}

class Splitter {
  readonly #space: string
  readonly #other: string
  readonly #fields: FieldPattern[] = []
  #current: string | undefined
  /** White space has ended a field; a delimiter that follows it belongs to it. */
  #isAfterSpace = false

  constructor(ifs: string) {
    const chars = Array.from(ifs)
    this.#space = chars.filter((char) => ' \t\n'.includes(char)).join('')
    this.#other = chars.filter((char) => !' \t\n'.includes(char)).join('')
  }

  add(piece: Piece): void {
    switch (piece.kind) {
      case 'break':
        this.#end()
        this.#current = ''
        break
      case 'soft break':
        this.#end()
        break
      case 'expanded':
        for (const char of piece.text) this.#addExpanded(char)
        break
      default:
        this.#current = (this.#current ?? '') + asPattern(piece)
        this.#isAfterSpace = false
    }
  }

  finish(): readonly FieldPattern[] {
    this.#end()
    return this.#fields
  }

  #addExpanded(char: string): void {
    if (this.#space.includes(char)) {
      if (this.#current !== undefined) {
        this.#end()
        this.#isAfterSpace = true
      }
    } else if (this.#other.includes(char)) {
      if (this.#current === undefined && !this.#isAfterSpace) this.#fields.push('')
      this.#end()
      this.#isAfterSpace = false
    } else {
      this.#current = (this.#current ?? '') + (char === '\\' ? '\\\\' : char)
      this.#isAfterSpace = false
    }
  }

  #end(): void {
    if (this.#current !== undefined) this.#fields.push(this.#current)
    this.#current = undefined
  }
}
