import { type Run, SystemError, write } from '#engine'
import { LoopJump, Return, ShellError, ShellExit } from '../failure.ts'
import type { Shell } from '../shell.ts'

/** Runs a shell to its end: `exit`, errors that end a script, and the EXIT trap are taken care of. */
export function* runToEnd(shell: Shell, body: () => Run): Run {
  let status = yield* guarded(shell, body)
  const trap = shell.traps.get('EXIT')
  if (trap !== undefined && trap !== '') {
    shell.traps.delete('EXIT')
    shell.status = status
    const before = status
    status = yield* guarded(shell, function* () {
      yield* shell.evaluate(trap)
      return before
    })
  }
  return status & 255
}

function* guarded(shell: Shell, body: () => Run): Run {
  try {
    return yield* body()
  } catch (thrown) {
    if (thrown instanceof ShellExit || thrown instanceof Return) return thrown.status
    if (thrown instanceof LoopJump) return 0
    if (!(thrown instanceof ShellError)) throw thrown
    yield* complain(shell, thrown)
    return thrown.status
  }
}

/** Says what is wrong, as this shell begins its complaints. */
export function* complain(shell: Shell, error: ShellError | string): Run<void> {
  const message = typeof error === 'string' ? error : error.message
  const lead =
    typeof error === 'string' ? shell.leadFor(null) : (error.lead ?? shell.leadFor(error.called))
  try {
    yield* write(shell.process, 2, `${lead}${message}\n`)
  } catch (failed) {
    // Nobody hears it when the standard error is closed.
    if (!(failed instanceof SystemError)) throw failed
  }
}
