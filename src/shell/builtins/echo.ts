import type { Builtin } from './builtin.ts'
import { print } from './builtin.ts'
import { unescape } from './escapes.ts'

/** bash's and ash's echo knows -n, -e and -E; dash's -n only, and always reads escapes. */
export const echo: Builtin = function* (shell, args) {
  const isDash = shell.flavour.name === 'dash'
  let hasNewline = true
  let readsEscapes = isDash
  let first = 0
  for (const arg of args) {
    if (!(isDash ? /^-n$/ : /^-[neE]+$/).test(arg)) break
    if (arg.includes('n')) hasNewline = false
    if (!isDash)
      readsEscapes =
        arg.lastIndexOf('e') > arg.lastIndexOf('E') || (readsEscapes && !arg.includes('E'))
    first++
  }
  const text = args.slice(first).join(' ')
  const shown = readsEscapes ? unescape(text, 'echo') : { text, isCut: false }
  yield* print(shell, shown.text + (hasNewline && !shown.isCut ? '\n' : ''))
  return 0
}
