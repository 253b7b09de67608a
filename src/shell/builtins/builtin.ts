import { type Run, write } from '#engine'
import type { Shell } from '../shell.ts'

/** A command that the shell carries out itself; `called` is the name it was called by. */
export type Builtin = (shell: Shell, args: readonly string[], called: string) => Run

/** Prints to the standard output; a broken pipe is the signal's business. */
export function* print(shell: Shell, text: string): Run<void> {
  yield* write(shell.process, 1, text)
}

/** `bash: cd: nowhere: No such file or directory` */
export function* complainAbout(shell: Shell, called: string, message: string): Run<void> {
  yield* write(shell.process, 2, `${shell.place}${called}: ${message}\n`)
}
