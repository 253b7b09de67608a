/** A chapter and its lessons in one language: what a table of contents shows. */
export interface ChapterOutline {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly lessons: readonly {
    readonly id: string
    readonly title: string
    readonly summary: string
    readonly minutes: number
    /** The ids of its steps, in order. */
    readonly steps: readonly string[]
  }[]
}

/** A term of the course in one language. */
export interface GlossaryEntry {
  readonly id: string
  readonly term: string
  /** What it is called in the other language. */
  readonly otherTerm: string
  readonly meaning: string
  /** Another word for it that is met elsewhere. */
  readonly alias?: string
  /** The lesson in which it is met. */
  readonly lesson?: string
}
