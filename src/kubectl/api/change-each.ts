import type { Run } from '#engine'
import { CommandError, raiseAll } from '../failure.ts'
import type { Collected, Target } from './collect.ts'

/** Does something with each; what fails with one does not keep it from the others. */
export function* changeEach(
  { targets, errors }: Pick<Collected, 'targets' | 'errors'>,
  change: (target: Target) => Run<void>,
): Run<void> {
  const all = [...errors]
  for (const target of targets) {
    try {
      yield* change(target)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      all.push(error)
    }
  }
  raiseAll(all)
}
