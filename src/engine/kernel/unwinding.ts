import { SystemError } from './errno.ts'
import { Exit } from './process.ts'
import type { Ending, Task } from './task.ts'

/** Thrown by a system call of a process that is doomed, to end its program at once. */
export class Doomed {
  readonly ending: Ending

  constructor(ending: Ending) {
    this.ending = ending
  }
}

/** What programs throw in the course of the simulation; anything else is a mistake of ours. */
export function isUnwinding(thrown: unknown): boolean {
  return thrown instanceof SystemError || thrown instanceof Exit || thrown instanceof Doomed
}

/** Who has ended itself does not come back from the call. */
export function unwindIfDoomed(task: Task): void {
  const { machine, doom } = task
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- not an error: the end
  if (doom !== null && machine.running === task) throw new Doomed(doom)
}
