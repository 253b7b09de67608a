import { RegexError } from './regex-error.ts'

const CLASSES = 'alpha digit alnum upper lower space blank punct print graph cntrl xdigit'.split(
  ' ',
)

/** [a-z], [^[:digit:]] and the like, in RE2's syntax; `length` is what they take of the source. */
export function bracketAt(
  source: string,
  start: number,
): { readonly translated: string; readonly length: number } {
  let at = start + 1
  let inside = ''
  const isNegated = source.charAt(at) === '^'
  if (isNegated) at++
  for (let isFirst = true; ; isFirst = false) {
    if (at >= source.length) throw new RegexError('Unmatched [, [^, [:, [., or [=')
    if (source.charAt(at) === ']' && !isFirst) break
    const item = itemAt(source, at)
    at += item.length
    const isRange =
      source.charAt(at) === '-' && at + 1 < source.length && source.charAt(at + 1) !== ']'
    if (!isRange || item.char === undefined) {
      inside += item.char === undefined ? item.translated : escaped(item.char)
      continue
    }
    const end = itemAt(source, at + 1)
    if (end.char === undefined || end.char < item.char) throw new RegexError('Invalid range end')
    inside += `${escaped(item.char)}-${escaped(end.char)}`
    at += 1 + end.length
  }
  return { translated: `[${isNegated ? '^' : ''}${inside}]`, length: at + 1 - start }
}

interface Item {
  /** Absent for a class of characters. */
  readonly char?: string
  readonly translated: string
  readonly length: number
}

function itemAt(source: string, at: number): Item {
  const named = /^\[([:=.])([\s\S]*?)\1\]/.exec(source.slice(at, at + 20))
  if (named !== null) {
    const [whole, mark, name = ''] = named
    if (mark !== ':') return { char: name, translated: escaped(name), length: whole.length }
    if (!CLASSES.includes(name)) throw new RegexError('Invalid character class name')
    return { translated: `[:${name}:]`, length: whole.length }
  }
  const char = String.fromCodePoint(source.codePointAt(at) ?? 0)
  return { char, translated: escaped(char), length: char.length }
}

function escaped(char: string): string {
  return /[\\\][^-]/.test(char) ? `\\${char}` : char
}
