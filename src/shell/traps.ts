import type { Run, SignalName } from '#engine'
import { Interrupted } from './failure.ts'
import type { Shell, TrapName } from './shell.ts'

/** Sets what a shell does at a signal: a command, nothing at all (empty), or the default. */
export function setTrap(shell: Shell, name: TrapName, command: string | null): void {
  if (command === null) shell.traps.delete(name)
  else shell.traps.set(name, command)
  if (name === 'EXIT' || name === 'ERR') return
  if (shell.ignoredAtStart.has(name) && !shell.isInteractive) return
  shell.process.on(name, actionFor(shell, name, command))
}

function actionFor(
  shell: Shell,
  name: SignalName,
  command: string | null,
): 'default' | 'ignore' | ((signal: SignalName) => void) {
  if (command === '') return 'ignore'
  if (command === null) return shell.isInteractive ? interactiveAction(shell, name) : 'default'
  return (signal) => {
    shell.pendingSignals.push(signal)
  }
}

/** A dialogue is not ended by the keyboard, nor by a SIGTERM. */
export function interactiveAction(
  shell: Shell,
  name: SignalName,
): 'default' | 'ignore' | (() => void) {
  if (name === 'INT')
    return () => {
      shell.wasInterrupted = true
    }
  return ['QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'].includes(name) ? 'ignore' : 'default'
}

/** Runs the commands of the signals that have come in; $? is as before. */
export function* runTraps(shell: Shell): Run<void> {
  if (shell.isInteractive && shell.wasInterrupted) throw new Interrupted()
  for (;;) {
    const signal = shell.pendingSignals.shift()
    if (signal === undefined) return
    const command = shell.traps.get(signal)
    if (command !== undefined && command !== '') yield* runTrap(shell, command)
  }
}

export function* runTrap(shell: Shell, command: string): Run<void> {
  const { status, isLast } = shell
  shell.isLast = false
  yield* shell.evaluate(command)
  shell.status = status
  shell.isLast = isLast
}
