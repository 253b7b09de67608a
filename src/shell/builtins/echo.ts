import type { Builtin } from './builtin.ts'
import { print } from './builtin.ts'
import { unescape } from './escapes.ts'

/** bash's and ash's echo knows -n, -e and -E; dash's -n only, and always reads escapes. */
export const echo: Builtin = function* (shell, args) {
  yield* print(shell, echoText(args, { alwaysEscapes: shell.flavour.name === 'dash' }))
  return 0
}

export function echoText(
  args: readonly string[],
  { alwaysEscapes }: { readonly alwaysEscapes: boolean },
): string {
  const options = alwaysEscapes ? /^-n$/ : /^-[neE]+$/
  let hasNewline = true
  let readsEscapes = alwaysEscapes
  let first = 0
  for (const arg of args) {
    if (!options.test(arg) || (alwaysEscapes && first > 0)) break
    if (arg.includes('n')) hasNewline = false
    const last = Math.max(arg.lastIndexOf('e'), arg.lastIndexOf('E'))
    if (last >= 0) readsEscapes = arg.charAt(last) === 'e'
    first++
  }
  const text = args.slice(first).join(' ')
  const shown = readsEscapes ? unescape(text, 'echo') : { text, isCut: false }
  return shown.text + (hasNewline && !shown.isCut ? '\n' : '')
}
