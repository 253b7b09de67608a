import type { Word } from 'unbash'
import type { Words } from '../flavour.ts'
import type { Shell } from '../shell.ts'
import { assignText, type AssignmentTarget } from '../words/assign.ts'
import { quoteWord } from '../words/text-operations.ts'
import { type Builtin, complainAbout, print } from './builtin.ts'
import { formatPrintf, type PrintfComplaint } from './printf-format.ts'
import { usage } from './usage.ts'

export const printf: Builtin = function* (shell, args, called) {
  const isBash = shell.flavour.name === 'bash'
  const isVariable = args[0] === '-v' && isBash
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
    now: isBash ? shell.process.wallClock : null,
    quote: isBash ? (word) => quoteWord(word, isUtf8(shell)) : null,
  })
  if (isVariable) yield* assignText(shell, targetOf(args[1] ?? ''), text)
  else yield* print(shell, text)
  for (const complaint of complaints) yield* complainAbout(shell, called, wordsFor(complaint))
  if (complaints.some(({ kind }) => kind === 'format') && shell.flavour.name === 'dash') return 2
  return complaints.length > 0 ? 1 : 0
}

/** name, or name[index] */
function targetOf(word: string): AssignmentTarget {
  const [, name = word, key] = /^([A-Za-z_]\w*)\[(.+)\]$/s.exec(word) ?? []
  const index: Word | undefined =
    key === undefined ? undefined : { type: 'Word', pos: 0, end: 0, text: key, value: key }
  return { name, index }
}

/** Whether characters beyond ASCII can be shown, by the locale. */
function isUtf8({ variables }: Shell): boolean {
  const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].map((name) => variables.get(name) ?? '')
  return /utf-?8/i.test(locale.find((it) => it !== '') ?? '')
}

function wordsFor({ kind, word }: PrintfComplaint): Words {
  if (kind === 'format') {
    const letter = word.replace(/^[a-zA-Z]/, '').charAt(0) || word
    return {
      bash: `\`${letter}': invalid format character`,
      dash: `%${word.charAt(0)}: invalid directive`,
      ash: `%${word.replace(/^[hlLjzt]/, '')}: invalid format`,
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
