import { type Run, write } from '#engine'
import type { Shell } from '../shell.ts'
import type { Builtin } from './builtin.ts'
import { usage } from './usage.ts'

/** How far into a word of several letters a shell has come: bash's own memory beside OPTIND. */
const places = new WeakMap<Shell, { readonly index: number; readonly place: number }>()

/** getopts OPTSTRING NAME: one option a call, kept track of in OPTIND. */
export const getopts: Builtin = function* (shell, [letters, name, ...given], called) {
  if (letters === undefined || name === undefined) {
    yield* usage(shell, called, {
      bash: 'usage: getopts optstring name [arg ...]',
      dash: 'Usage: getopts optstring var [arg]',
      ash: 'usage: getopts optstring var [arg]',
    })
    return 2
  }
  const args = given.length > 0 ? given : shell.parameters
  const { variables } = shell
  const index = Number(variables.get('OPTIND') ?? '1') || 1
  const known = places.get(shell)
  const place = known?.index === index ? known.place : 1
  const word = args[index - 1]
  if (word === undefined || !/^-./.test(word) || word === '--') {
    variables.set(name, '?')
    advance(shell, word === '--' ? index + 1 : index, 1)
    return 1
  }
  const letter = word.charAt(place)
  const spec = letter === ':' ? -1 : letters.indexOf(letter)
  const isAtEnd = place + 1 >= word.length
  variables.unset('OPTARG')
  if (spec < 0) {
    advance(shell, isAtEnd ? index + 1 : index, isAtEnd ? 1 : place + 1)
    return yield* unknown(shell, { letters, name, letter })
  }
  if (letters.charAt(spec + 1) !== ':') {
    advance(shell, isAtEnd ? index + 1 : index, isAtEnd ? 1 : place + 1)
    variables.set(name, letter)
    return 0
  }
  const argument = isAtEnd ? args[index] : word.slice(place + 1)
  advance(shell, isAtEnd && argument !== undefined ? index + 2 : index + 1, 1)
  if (argument === undefined) return yield* missing(shell, { letters, name, letter })
  variables.set('OPTARG', argument)
  variables.set(name, letter)
  return 0
}

function advance(shell: Shell, index: number, place: number): void {
  shell.variables.set('OPTIND', `${index}`)
  places.set(shell, { index, place })
}

interface Found {
  readonly letters: string
  readonly name: string
  readonly letter: string
}

function* unknown(shell: Shell, { letters, name, letter }: Found): Run {
  shell.variables.set(name, '?')
  if (letters.startsWith(':')) shell.variables.set('OPTARG', letter)
  else yield* complain(shell, `illegal option -- ${letter}`, `Illegal option -${letter}`)
  return 0
}

/** A leading colon in the letters lets the script find its own words. */
function* missing(shell: Shell, { letters, name, letter }: Found): Run {
  const isSilent = letters.startsWith(':')
  shell.variables.set(name, isSilent ? ':' : '?')
  if (isSilent) shell.variables.set('OPTARG', letter)
  else
    yield* complain(
      shell,
      `option requires an argument -- ${letter}`,
      `No arg for -${letter} option`,
    )
  return 0
}

function* complain(shell: Shell, bash: string, posix: string): Run<void> {
  const words = shell.flavour.name === 'bash' ? `${shell.name}: ${bash}` : posix
  yield* write(shell.process, 2, `${words}\n`)
}
