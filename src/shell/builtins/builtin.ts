import { type Run, write } from '#engine'
import { ShellError } from '../failure.ts'
import type { Words } from '../flavour.ts'
import type { Shell } from '../shell.ts'

/** A command that the shell carries out itself; `called` is the name it was called by. */
export type Builtin = (shell: Shell, args: readonly string[], called: string) => Run

/** Prints to the standard output; a broken pipe is the signal's business. */
export function* print(shell: Shell, text: string): Run<void> {
  yield* write(shell.process, 1, text)
}

/** `bash: line 1: cd: nowhere: No such file or directory` */
export function* complainAbout(shell: Shell, called: string, words: Words): Run<void> {
  yield* write(shell.process, 2, `${leadOf(shell, called, words)}${shell.wordsOf(words)}\n`)
}

/** Applets of busybox begin with the name of the shell alone. */
function leadOf(shell: Shell, called: string, words: Words): string {
  const isByApplet = words.byApplet === true && shell.flavour.name === 'ash'
  return isByApplet ? `${appletName(shell)}: ` : shell.leadFor(called)
}

function appletName(shell: Shell): string {
  return (shell.process.argv[0] ?? 'sh').replace(/^-/, '').split('/').at(-1) ?? 'sh'
}

/** The same words in every shell. */
export function inAll(message: string): Words {
  return { bash: message, dash: message, ash: message }
}

/** An error of a special builtin, which ends a script of dash or ash. */
export function fatal(shell: Shell, called: string, words: Words): ShellError {
  const isBash = shell.flavour.name === 'bash'
  return new ShellError(shell.wordsOf(words), {
    status: isBash ? 1 : 2,
    reach: isBash ? 'command' : 'shell',
    called,
  })
}
