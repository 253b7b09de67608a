import { type Call, Refusal, type Tool } from './call.ts'
import { eachFile, LineInput, PLAIN_WORDS } from './input.ts'
import { type Options, parseOptions } from './options.ts'

export const cut: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'nsz',
    takes: 'bcdf',
    long: {
      bytes: 'b',
      characters: 'c',
      delimiter: 'd',
      fields: 'f',
      complement: 'complement',
      'only-delimited': 's',
      'output-delimiter': 'output-delimiter',
    },
    longTakes: ['output-delimiter'],
  })
  const cutter = cutterFor(call, options)
  const isWell = yield* eachFile(call, options.operands, {
    words: PLAIN_WORDS,
    use: function* (fd) {
      const input = new LineInput(call, fd)
      for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
        const part = cutter(line.text)
        if (part !== undefined) yield* call.print(`${part}\n`)
      }
    },
  })
  return isWell ? 0 : 1
}

type Cutter = (line: string) => string | undefined

function cutterFor(call: Call, options: Options): Cutter {
  const letters = (['b', 'c', 'f'] as const).filter((letter) => options.has(letter))
  const [letter] = letters
  if (letter === undefined)
    throw call.isBusybox
      ? new Refusal('expected a list of bytes, characters, or fields')
      : new Refusal('you must specify a list of bytes, characters, or fields', { usage: true })
  if (letters.length > 1)
    throw call.isBusybox
      ? new Refusal('only one type of list may be specified')
      : new Refusal('only one list may be specified', { usage: true })
  const ranges = rangesIn(call, options.value(letter) ?? '', letter)
  const isChosen = (place: number): boolean =>
    ranges.some(({ from, to }) => place >= from && place <= to) !== options.has('complement')
  if (letter !== 'f')
    return (line) =>
      Array.from(line)
        .filter((_, index) => isChosen(index + 1))
        .join('')
  const delimiter = options.value('d') ?? '\t'
  if (Array.from(delimiter).length > 1)
    throw new Refusal('the delimiter must be a single character', { usage: !call.isBusybox })
  return fieldCutter(options, { delimiter, isChosen })
}

function fieldCutter(
  options: Options,
  how: { readonly delimiter: string; readonly isChosen: (place: number) => boolean },
): Cutter {
  const output = options.value('output-delimiter') ?? how.delimiter
  return (line) => {
    if (!line.includes(how.delimiter)) return options.has('s') ? undefined : line
    return line
      .split(how.delimiter)
      .filter((_, index) => how.isChosen(index + 1))
      .join(output)
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

function rangesIn(call: Call, list: string, letter: 'b' | 'c' | 'f'): readonly Range[] {
  return list.split(/[, ]/).map((word) => {
    const match = /^(\d*)(-?)(\d*)$/.exec(word)
    const [, first = '', dash = '', last = ''] = match ?? []
    if (match === null || (first === '' && last === '')) throw badList(call, word, letter)
    const from = first === '' ? 1 : Number(first)
    const to = dash === '' ? from : last === '' ? Infinity : Number(last)
    if (from === 0) throw numberedFromOne(call, letter, word)
    if (to < from) throw new Refusal('invalid decreasing range', { usage: !call.isBusybox })
    return { from, to }
  })
}

function numberedFromOne(call: Call, letter: 'b' | 'c' | 'f', word: string): Refusal {
  if (call.isBusybox) return new Refusal(`invalid number ${call.quote(word)}`)
  const what = letter === 'f' ? 'fields' : 'byte/character positions'
  return new Refusal(`${what} are numbered from 1`, { usage: true })
}

function badList(call: Call, word: string, letter: 'b' | 'c' | 'f'): Refusal {
  if (call.isBusybox) return new Refusal(`invalid number ${call.quote(word)}`)
  const what = letter === 'f' ? 'field value' : 'byte/character position'
  return new Refusal(`invalid ${what} ${call.quote(word)}`, { usage: true })
}
