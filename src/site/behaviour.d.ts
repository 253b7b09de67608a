/** Made from src/engine/BEHAVIOUR.md by the build. */
declare module 'virtual:behaviour' {
  export const sections: readonly {
    readonly title: string
    readonly rules: readonly {
      readonly id: string
      readonly text: string
      /** How many tests name it. */
      readonly tests: number
    }[]
    /** Paragraphs beside the rules, such as what is not simulated. */
    readonly notes: readonly string[]
  }[]
}
