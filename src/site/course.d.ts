/** Made from lessons/ by the build. */
declare module 'virtual:course' {
  export const course: readonly {
    readonly id: string
    readonly titles: Readonly<Record<import('#lesson').Language, string>>
    readonly lesson: () => Promise<{ readonly default: import('#lesson').Lesson }>
    readonly words: Readonly<
      Record<
        import('#lesson').Language,
        () => Promise<{ readonly default: import('#lesson').LessonWords }>
      >
    >
  }[]
}
