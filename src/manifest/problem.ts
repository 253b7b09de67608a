/** Why a text is no manifest, in the words that kubectl prints, and where in the text. */
export interface Problem {
  /** As after `error parsing FILE: `. */
  readonly message: string
  /** Of the character at which reading stopped. */
  readonly offset: number
}

/** Thrown while a document is being read, and caught where its reading began. */
export class Unreadable extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}
