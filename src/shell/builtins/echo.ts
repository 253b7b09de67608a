import { print, type Builtin } from './builtin.ts'
import { unescape } from './escapes.ts'

/** bash's and ash's echo knows -n, -e and -E; dash's -n only, and always reads escapes. */
export const echo: Builtin = function* (shell, args) {
  yield* print(shell, echoText(args, { alwaysEscapes: shell.flavour.name === 'dash' }))
  return 0
}

/** What echo prints. */
export function echoText(
  args: readonly string[],
  { alwaysEscapes }: { readonly alwaysEscapes: boolean },
): string {
  let hasNewline = true
  let readsEscapes = alwaysEscapes
  let first = 0
  for (const arg of args) {
    if (!(alwaysEscapes ? /^-n$/ : /^-[neE]+$/).test(arg)) break
    if (arg.includes('n')) hasNewline = false
    if (!alwaysEscapes)
      readsEscapes =
        arg.lastIndexOf('e') > arg.lastIndexOf('E') || (readsEscapes && !arg.includes('E'))
    first++
  }
  const text = args.slice(first).join(' ')
  const shown = readsEscapes ? unescape(text, 'echo') : { text, isCut: false }
  return shown.text + (hasNewline && !shown.isCut ? '\n' : '')
}
