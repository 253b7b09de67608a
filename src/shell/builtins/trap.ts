import { numberOf, SIGNALS } from '#engine'
import { type Run, write } from '#engine'
import type { Shell, TrapName } from '../shell.ts'
import { setTrap } from '../traps.ts'
import { type Builtin, complainAbout, print } from './builtin.ts'
import { signalNamed } from './kill.ts'

export const trap: Builtin = function* (shell, args, called) {
  const words = args[0] === '--' ? args.slice(1) : args
  if (words[0] === '-l') {
    yield* print(shell, `${SIGNALS.join(' ')}\n`)
    return 0
  }
  if (words.length === 0 || words[0] === '-p') return yield* list(shell)
  const [first = '', ...names] = words
  const isReset = first === '-' || (names.length === 0 && nameOf(shell, first) !== undefined)
  let status = 0
  for (const word of names.length === 0 ? [first] : names) {
    const name = nameOf(shell, word)
    if (name !== undefined) setTrap(shell, name, isReset ? null : first)
    else {
      status = 1
      yield* refuse(shell, called, word)
    }
  }
  return status
}

function* refuse(shell: Shell, called: string, word: string): Run<void> {
  if (shell.flavour.name === 'dash') yield* write(shell.process, 2, `trap: ${word}: bad trap\n`)
  else {
    const words = `${word}: invalid signal specification`
    yield* complainAbout(shell, called, { bash: words, dash: '', ash: words })
  }
}

function* list(shell: Shell): Run {
  const order = (name: TrapName): number =>
    name === 'EXIT' ? 0 : name === 'ERR' ? 100 : numberOf(name)
  const lines = [...shell.traps]
    .toSorted(([a], [b]) => order(a) - order(b))
    .map(([name, command]) => {
      const hasPrefix = shell.flavour.name === 'bash' && name !== 'EXIT' && name !== 'ERR'
      return `trap -- '${command.replaceAll("'", `'\\''`)}' ${hasPrefix ? 'SIG' : ''}${name}\n`
    })
  yield* print(shell, lines.join(''))
  return 0
}

function nameOf(shell: Shell, word: string): TrapName | undefined {
  const upper = word.toUpperCase()
  if (word === '0' || upper === 'EXIT') return 'EXIT'
  if (upper === 'ERR' && shell.flavour.name === 'bash') return 'ERR'
  return signalNamed(word)
}
