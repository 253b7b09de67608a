import type { Run, SignalName } from '#engine'
import { Interrupted } from './failure.ts'
import type { Shell } from './shell.ts'

/** Sets what a shell does at a signal: a command, nothing at all (empty), or the default. */
export function setTrap(shell: Shell, signal: SignalName | 'EXIT', command: string | null): void {
  if (command === null) shell.traps.delete(signal)
  else shell.traps.set(signal, command)
  if (signal === 'EXIT') return
  shell.process.on(signal, actionFor(shell, command))
}

function actionFor(
  shell: Shell,
  command: string | null,
): 'default' | 'ignore' | ((signal: SignalName) => void) {
  if (command === null) return 'default'
  if (command === '') return 'ignore'
  return (signal) => {
    shell.pendingSignals.push(signal)
  }
}

/** Runs the commands of the signals that have come in; $? is as before. */
export function* runTraps(shell: Shell): Run<void> {
  if (shell.isInteractive && shell.wasInterrupted) throw new Interrupted()
  for (;;) {
    const signal = shell.pendingSignals.shift()
    if (signal === undefined) return
    const command = shell.traps.get(signal)
    if (command === undefined || command === '') continue
    const { status, isLast } = shell
    shell.isLast = false
    yield* shell.evaluate(command)
    shell.status = status
    shell.isLast = isLast
  }
}
