import type { Fd, Run } from '#engine'
import { type Call, Refusal } from './call.ts'
import { eachFile, type InputWords } from './input.ts'
import { type Options, type OptionSpec, parseOptions } from './options.ts'
import { sizeIn } from './sizes.ts'
import { attempt } from './texts.ts'

/** How much head and tail show. */
export interface Portion {
  readonly unit: 'lines' | 'bytes'
  readonly count: number
  /** `-` before a number for head, `+` for tail: all but that. */
  readonly isInverted: boolean
}

/** Options of head or tail, -5 for -n 5 included. */
export function portionOptions(call: Pick<Call, 'args'>, spec: OptionSpec): Options {
  return parseOptions(call, { ...spec, numberMeans: 'n' })
}

export function portionIn(call: Call, options: Options, mark: '-' | '+'): Portion {
  const letter = options.last('n', 'c')
  const unit = letter === 'c' ? 'bytes' : 'lines'
  const word = letter === undefined ? '10' : (options.value(letter) ?? '10')
  const isInverted = word.startsWith(mark)
  const count = sizeIn(word.replace(/^[-+]/, ''))
  if (count === undefined)
    throw new Refusal(
      call.isBusybox
        ? `invalid number ${call.quote(word)}`
        : `invalid number of ${unit}: ${call.quote(word)}`,
    )
  return { unit, count, isInverted }
}

export const PORTION_WORDS = (call: Call): InputWords =>
  call.isBusybox
    ? {}
    : {
        cannotOpen: (path, error) =>
          `cannot open ${call.quote(path)} for reading: ${error.message}`,
        cannotRead: (path, error) => `error reading ${call.quote(path)}: ${error.message}`,
      }

/** Shows a part of each file, behind its name where there are several. */
export function* showEach(
  call: Call,
  options: Options,
  how: { readonly words: InputWords; readonly show: (fd: Fd, path: string) => Run<void> },
): Run {
  const { operands } = options
  const mood = options.last('q', 'v')
  const named = namesToShow(call, operands)
  const isNamed = mood === 'v' || (mood !== 'q' && named > 1)
  let isFirst = true
  // The head of busybox parts the files even where the first of them could not be opened.
  const partsAll = call.isBusybox && call.name === 'head'
  const first = operands[0]
  if (partsAll && operands.length > 1 && first !== undefined && first !== '-')
    isFirst = attempt(() => call.process.access(first, 'read')) !== undefined
  const isWell = yield* eachFile(call, operands, {
    words: how.words,
    use: function* (fd, path) {
      const name = path === '-' ? 'standard input' : path
      if (isNamed) yield* call.print(`${isFirst ? '' : '\n'}==> ${name} <==\n`)
      isFirst = false
      yield* how.show(fd, path)
    },
  })
  return isWell ? 0 : 1
}

/** The tail of busybox counts only the files that it could open. */
function namesToShow(call: Call, operands: readonly string[]): number {
  if (!call.isBusybox || call.name !== 'tail') return operands.length
  const { process } = call
  return operands.filter((path) => path === '-' || attempt(() => process.stat(path)) !== undefined)
    .length
}
