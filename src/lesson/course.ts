import type { Step } from './lesson.ts'

/** A chapter and its lessons in one language: what a table of contents shows. */
export interface ChapterOutline {
  readonly id: string
  readonly title: string
  readonly summary: string
  /** What those can do who have finished it, in HTML. */
  readonly able: readonly string[]
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

/** A topic of the playground's gallery in one language. */
export interface GalleryTopic {
  readonly title: string
  readonly manifests: readonly GalleryManifest[]
}

/** A manifest to begin with. Its step has its text as the only file, and one goal: what it becomes. */
export interface GalleryManifest {
  readonly id: string
  readonly title: string
  /** Two sentences. */
  readonly html: string
  readonly step: Step
}
