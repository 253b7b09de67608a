import type { Words } from '../flavour.ts'
import { guarded } from '../words/assign.ts'
import { type Builtin, complainAbout, print } from './builtin.ts'
import { formatPrintf, type PrintfComplaint } from './printf-format.ts'
import { usage } from './usage.ts'

export const printf: Builtin = function* (shell, args, called) {
  const isVariable = args[0] === '-v' && shell.flavour.name === 'bash'
  const rest = isVariable ? args.slice(2) : args
  const [format, ...values] = rest[0] === '--' ? rest.slice(1) : rest
  if (format === undefined) {
    yield* usage(shell, called, {
      bash: 'usage: printf [-v var] format [arguments]',
      dash: 'usage: printf format [arg ...]',
      ash: 'usage: printf FORMAT [ARGUMENT...]',
      byApplet: true,
    })
    return 2
  }
  const { text, complaints } = formatPrintf(format, values, {
    hasHexEscapes: shell.flavour.name !== 'dash',
    now: shell.flavour.name === 'bash' ? shell.process.wallClock : null,
  })
  if (isVariable)
    guarded(shell, () => {
      shell.variables.set(args[1] ?? '', text)
    })
  else yield* print(shell, text)
  for (const complaint of complaints) yield* complainAbout(shell, called, wordsFor(complaint))
  if (complaints.some(({ kind }) => kind === 'format') && shell.flavour.name === 'dash') return 2
  return complaints.length > 0 ? 1 : 0
}

function wordsFor({ kind, word }: PrintfComplaint): Words {
  if (kind === 'format') {
    const letter = word.replace(/^[a-zA-Z]/, '').charAt(0) || word
    return {
      bash: `\`${letter}': invalid format character`,
      dash: `%${word.charAt(0)}: invalid directive`,
      ash: `%${word.slice(1)}: invalid format`,
      byApplet: true,
    }
  }
  return {
    bash: `${word}: invalid number`,
    dash: `${word}: ${kind === 'none' ? 'expected numeric value' : 'not completely converted'}`,
    ash: `invalid number '${word}'`,
    byApplet: true,
  }
}
