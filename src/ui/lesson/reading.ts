import type { Goals } from './goal-states.ts'
import type { ProgressHandle } from './progress.ts'
import type { LookingBack } from '../learner/useLookingBack.ts'
import type { ShelvedText } from '../learner/shelf.ts'
import type { SolutionFile } from './Solution.tsx'
import type { StartAgain } from './StartAgain.tsx'
import type { StartOfStep } from './StepStart.tsx'

/** What a text beside a cluster knows of it, and what it can ask for. */
export interface Reading {
  readonly handle: ProgressHandle
  readonly goals: Goals
  readonly start: StartOfStep
  readonly again: StartAgain
  readonly back: LookingBack
  readonly files: readonly SolutionFile[]
  /** What the learner wrote before and something else has taken the place of. */
  readonly shelf: readonly ShelvedText[]
  readonly onRun: (command: string) => void
  /** Puts a text in the place of that of a file, and shows the file. */
  readonly onRestore: (path: string, text: string) => void
}
