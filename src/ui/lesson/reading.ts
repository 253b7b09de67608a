import type { Goals } from './goal-states.ts'
import type { ProgressHandle } from './progress.ts'
import type { SolutionFile } from './Solution.tsx'
import type { StartOfStep } from './StepStart.tsx'

/** What a text beside a cluster knows of it, and what it can ask for. */
export interface Reading {
  readonly handle: ProgressHandle
  readonly goals: Goals
  readonly start: StartOfStep
  readonly file: SolutionFile
  readonly onRun: (command: string) => void
  readonly onRestore: (text: string) => void
}
