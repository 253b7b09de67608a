import { type Clock, collectOutput, noInput } from '#engine'
import type { Outcome } from '#lesson'
import type { Workstation } from './workstation.ts'

/** Simulated milliseconds after which a command is given up. */
const PATIENCE_MS = 60_000

/** Why there is no outcome: it needs a part that is not here yet, or it goes on for too long. */
export type NoOutcome = 'lacking' | 'endless'

/** Runs a command line to its end, if it has one within a minute. */
export function outcomeOf(
  clock: Clock,
  workstation: Workstation,
  command: string,
): Outcome | NoOutcome {
  const output = collectOutput(workstation.kernel)
  let exitCode: number | undefined
  const stdio = [noInput(workstation.kernel), output.file, output.file] as const
  workstation.run(command, stdio, ({ code }) => {
    exitCode = code
  })
  const advance = clock.advanceBy(PATIENCE_MS, { isEnough: () => exitCode !== undefined })
  if (exitCode !== undefined) return { output: output.text(), exitCode }
  return advance === 'lacking' ? 'lacking' : 'endless'
}
