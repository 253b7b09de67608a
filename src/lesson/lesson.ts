import type { Injection, RuntimeName } from '#engine'

/** The languages that every lesson is written in; the first is the course's own. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export interface LessonFile {
  readonly path: string
  readonly text: string
}

/** A command that a learner could type, and what the cluster shows by it. */
export interface Evidence {
  readonly run: string
  /** Blank space at both ends does not count. */
  readonly expect: Expectation
}

/** What the cluster must show. */
export interface Goal extends Evidence {
  readonly id: string
  /** Simulated seconds after the last command in which it must be met. */
  readonly within: number
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
  /** What shows the right answer when the step is done. */
  readonly shows: Evidence
  readonly options: readonly PredictionOption[]
}

/** What the diagram draws the eye to: `pod`, `network`, `container:NAME`, `volume:NAME`. */
export type Focus = string

/** Something that a learner does, beside editing a file. */
export type Act =
  | { readonly do: 'type'; readonly command: string }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'add' | 'cut off' | 'shut down' | 'reconnect'; readonly node: string }
  /** What an operator of the node does to a container, below the API. */
  | { readonly do: 'kill'; readonly pod: string; readonly container: string }

export interface Step {
  readonly id: string
  readonly focus: readonly Focus[]
  readonly goals: readonly Goal[]
  readonly prediction?: Prediction
  /** The files that differ from the start's when the step is done. */
  readonly files: readonly LessonFile[]
  /** What finishes the step, in order; the course's check does it. */
  readonly solution: readonly Act[]
}

export interface WrongAnswer {
  readonly id: string
  /** Files in place of those of the solution. */
  readonly files: readonly LessonFile[]
  readonly commands: readonly Act[]
  /** The first step that goes another way than the solution. */
  readonly from: string
  /** The goal that must not be met. */
  readonly misses: string
  /** What the cluster shows when this is the answer that was given; its reply is then in place. */
  readonly shows: Evidence
}

/** Another way to finish a step than the one of the solution. */
export interface Repair {
  readonly id: string
  /** Files in place of those of the solution. */
  readonly files: readonly LessonFile[]
  readonly commands: readonly Act[]
  readonly step: string
}

/** What is the same in every language. */
export interface Lesson {
  readonly id: string
  /** Simulated seed: the same for everyone, so that names and times agree with the text. */
  readonly seed: number
  /** What the cluster adds to Pods of labelled namespaces; nothing unless it is said. */
  readonly injections?: readonly Injection[]
  /** The container runtimes of the nodes, in turn; containerd unless it is said. */
  readonly runtimes?: readonly RuntimeName[]
  /** The file that the editor opens, among `start`. */
  readonly opens: string
  readonly start: readonly LessonFile[]
  /** The files that differ from the start's at the end. */
  readonly solution: readonly LessonFile[]
  readonly wrong: readonly WrongAnswer[]
  readonly steps: readonly Step[]
}

/** With what only the course's overview and its check need. */
export interface AuthoredLesson extends Lesson {
  readonly minutes: number
  readonly repairs: readonly Repair[]
  /** Lines of the solution on which no goal depends, each with a reason. */
  readonly irrelevant: readonly { readonly line: string; readonly why: string }[]
}

export interface OptionWords {
  readonly html: string
  readonly replyHtml: string
}

export interface StepWords {
  readonly title: string
  readonly html: string
  readonly goals: Readonly<Record<string, string>>
  /** What is missing when a goal is not met, by the goal's id; not every goal needs it. */
  readonly missing: Readonly<Record<string, string>>
  /** Replies to the wrong answers that miss a goal of this step, by the answer's id. */
  readonly wrong: Readonly<Record<string, string>>
  /** From a nudge to the whole way. */
  readonly hints: readonly string[]
  readonly prediction?: {
    readonly questionHtml: string
    readonly options: Readonly<Record<string, OptionWords>>
  }
  /** Shown when the step's goals are met: what was seen, explained. */
  readonly explanationHtml: string
}

/** For whoever teaches a lesson in front of a class. */
export interface TeachingNotes {
  /** How the time is spent. */
  readonly time: string
  /** Questions to the class. */
  readonly ask: readonly string[]
  /** What usually goes wrong. */
  readonly trouble: readonly string[]
}

/** What is said, in one language. */
export interface LessonWords {
  readonly title: string
  readonly summary: string
  readonly steps: Readonly<Record<string, StepWords>>
  readonly remember: readonly string[]
  /** Pages of the Kubernetes documentation in this language. */
  readonly read: readonly { readonly title: string; readonly address: string }[]
  readonly teach: TeachingNotes
}
