import type { Process, Run } from '../kernel/process.ts'
import { write } from '../kernel/calls.ts'
import type { SignalName } from '../kernel/signals.ts'
import type { ImageFile } from './image.ts'

/**
 * The process that keeps a sandbox's namespaces alive: it waits for a signal, and as number 1 of a
 * shared PID namespace it reaps whatever is left to it.
 */
export function* pause(process: Process): Run {
  let signal: SignalName | undefined
  const note = (it: SignalName): void => {
    signal = it
  }
  process.on('INT', note)
  process.on('TERM', note)
  // Whoever ignores SIGCHLD leaves no zombies.
  process.on('CHLD', 'ignore')
  while (signal === undefined) yield { do: 'wait', for: [] }
  const name = signal === 'INT' ? 'Interrupt' : 'Terminated'
  yield* write(process, 2, `Shutting down, got signal: ${name}\n`)
  return 0
}

/** The only file of its image. */
export const PAUSE_FILES: ReadonlyMap<string, ImageFile> = new Map([
  ['/pause', { program: pause, size: 749_528 }],
])
