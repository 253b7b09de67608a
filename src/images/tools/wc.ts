import { type Fd, type Run, SystemError } from '#engine'
import type { Call, Tool } from './call.ts'
import { eachFile, PLAIN_WORDS } from './input.ts'
import { type Options, parseOptions } from './options.ts'
import { attempt } from './texts.ts'

interface Counts {
  readonly lines: number
  readonly words: number
  readonly chars: number
  readonly bytes: number
  readonly longest: number
}

const NONE: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 }

export const wc: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'clmLw',
    long: { bytes: 'c', chars: 'm', lines: 'l', 'max-line-length': 'L', words: 'w' },
  })
  const { operands } = options
  const width = call.isBusybox ? 0 : widthFor(call, options)
  let total = NONE
  const unread: string[] = []
  const isWell = yield* eachFile(call, operands, {
    words: PLAIN_WORDS,
    use: function* (fd, path) {
      const counts = yield* countOf(call, fd, path)
      if (counts === undefined) unread.push(path)
      total = sum(total, counts ?? NONE)
      const name = operands.length === 0 ? '' : ` ${path}`
      yield* call.print(`${shown(counts ?? NONE, options, { width, call })}${name}\n`)
    },
  })
  if (operands.length > 1) yield* call.print(`${shown(total, options, { width, call })} total\n`)
  return isWell && unread.length === 0 ? 0 : 1
}

/** As wide as the sizes of all files together need; seven for what has no size. */
function widthFor(call: Call, options: Options): number {
  const { operands } = options
  const columns = Math.max(1, new Set(options.given.map(([name]) => name)).size || 3)
  if (operands.length <= 1 && columns === 1) return 1
  let bytes = 0
  let least = 1
  for (const path of operands.length === 0 ? ['-'] : operands) {
    const stat = attempt(() => (path === '-' ? call.process.fstat(0) : call.process.stat(path)))
    if (stat === undefined) continue
    if (stat.kind === 'file') bytes += stat.size
    else least = 7
  }
  return Math.max(least, `${bytes}`.length)
}

const decoder = new TextDecoder()

/** A directory is complained of, and counts for nothing. */
function* countOf(call: Call, fd: Fd, path: string): Run<Counts | undefined> {
  try {
    return yield* countIn(call, fd)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* call.complain(`${path}: ${error.message}`)
    return undefined
  }
}

function* countIn(call: Call, fd: Fd): Run<Counts> {
  let [lines, words, chars, bytes, longest, column] = [0, 0, 0, 0, 0, 0]
  let isInWord = false
  for (;;) {
    const piece = yield* call.read(fd)
    if (piece.length === 0) break
    bytes += piece.length
    for (const byte of piece) {
      if (byte === 10) {
        lines++
        longest = Math.max(longest, column)
        column = 0
      } else if (byte === 9) column += 8 - (column % 8)
      else if (byte >= 32) column++
      const isSpace = byte === 32 || (byte >= 9 && byte <= 13)
      if (!isSpace && !isInWord) words++
      isInWord = !isSpace
    }
    chars += Array.from(decoder.decode(piece, { stream: true })).length
  }
  return { lines, words, chars, bytes, longest: Math.max(longest, column) }
}

function sum(a: Counts, b: Counts): Counts {
  return {
    lines: a.lines + b.lines,
    words: a.words + b.words,
    chars: a.chars + b.chars,
    bytes: a.bytes + b.bytes,
    longest: Math.max(a.longest, b.longest),
  }
}

function shown(
  counts: Counts,
  options: Options,
  { width, call }: { readonly width: number; readonly call: Call },
): string {
  const isDefault = options.given.length === 0
  const columns: readonly (readonly [letter: string, value: number, isUsual: boolean])[] = [
    ['l', counts.lines, true],
    ['w', counts.words, true],
    ['m', counts.chars, false],
    ['c', counts.bytes, true],
    ['L', counts.longest, false],
  ]
  const values = columns
    .filter(([letter, , isUsual]) => (isDefault ? isUsual : options.has(letter)))
    .map(([, value]) => `${value}`)
  if (call.isBusybox) {
    const isAlone = values.length === 1 && options.operands.length < 2
    return isAlone ? (values[0] ?? '') : values.map((it) => it.padStart(9)).join(' ')
  }
  return values.map((value) => value.padStart(width)).join(' ')
}
