/** The languages that every lesson is written in; the first is the course's own. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export interface LessonFile {
  readonly path: string
  readonly text: string
}

/**
 * What the cluster must show: a command that a learner could type, and what it prints. Blank space
 * at both ends does not count.
 */
export interface Goal {
  readonly id: string
  readonly run: string
  readonly expect: Expectation
}

export type Expectation =
  | { readonly prints: string }
  /** A regular expression (RE2) that must match somewhere. */
  | { readonly matches: string }
  | { readonly exitCode: number }

export interface PredictionOption {
  readonly id: string
  readonly isRight: boolean
  /** The number of the misconception in the course's list that this answer stands for. */
  readonly misconception?: number
}

export interface Prediction {
  readonly id: string
  readonly options: readonly PredictionOption[]
}

/** What the diagram draws the eye to: `pod`, `network`, `container:NAME`, `volume:NAME`. */
export type Focus = string

export interface Step {
  readonly id: string
  readonly focus: readonly Focus[]
  readonly goals: readonly Goal[]
  readonly prediction?: Prediction
  /** Commands that finish the step; the course's check types them. */
  readonly solution: readonly string[]
}

export interface WrongAnswer {
  readonly id: string
  /** Files in place of those of `start`. */
  readonly files: readonly LessonFile[]
  readonly commands: readonly string[]
  /** The goal that must not be met. */
  readonly misses: string
}

/** What is the same in every language. */
export interface Lesson {
  readonly id: string
  /** Simulated seed: the same for everyone, so that names and times agree with the text. */
  readonly seed: number
  /** The file that the editor opens, among `start`. */
  readonly opens: string
  readonly start: readonly LessonFile[]
  readonly solution: readonly LessonFile[]
  readonly wrong: readonly WrongAnswer[]
  readonly steps: readonly Step[]
}

export interface OptionWords {
  readonly html: string
  readonly replyHtml: string
}

export interface StepWords {
  readonly title: string
  readonly html: string
  readonly goals: Readonly<Record<string, string>>
  /** From a nudge to the whole way. */
  readonly hints: readonly string[]
  readonly prediction?: {
    readonly questionHtml: string
    readonly options: Readonly<Record<string, OptionWords>>
  }
  /** Shown when the step's goals are met: what was seen, explained. */
  readonly explanationHtml: string
}

/** What is said, in one language. */
export interface LessonWords {
  readonly title: string
  readonly summary: string
  readonly steps: Readonly<Record<string, StepWords>>
  readonly remember: readonly string[]
}
