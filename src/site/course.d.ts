/** Made from lessons/ by the build. */
declare module 'virtual:course' {
  type ByLanguage<T> = Readonly<
    Record<import('#lesson').Language, () => Promise<{ readonly default: T }>>
  >
  /** Every lesson, in the order of the course. */
  export const course: readonly {
    readonly id: string
    readonly chapter: string
    readonly titles: Readonly<Record<import('#lesson').Language, string>>
    readonly lesson: () => Promise<{ readonly default: import('#lesson').Lesson }>
    readonly words: ByLanguage<import('#lesson').LessonWords>
  }[]
  /** The table of contents: chapters with title, summary, and their lessons. */
  export const outlines: ByLanguage<readonly import('#lesson').ChapterOutline[]>
  /** The manifests of the playground, each in the file play.yaml. */
  export const galleries: ByLanguage<readonly import('#lesson').GalleryTopic[]>
  export const glossaries: ByLanguage<readonly import('#lesson').GlossaryEntry[]>
}

/** Every manifest of the course, by its path in an archive. */
declare module 'virtual:manifests' {
  export const manifests: readonly import('./zip.ts').ArchivedFile[]
}
