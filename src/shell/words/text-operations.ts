import { compilePattern } from './pattern.ts'

/** ${x#pattern} and its kin. */
export function remove(text: string, operator: '#' | '##' | '%' | '%%', pattern: string): string {
  const compiled = compilePattern(pattern)
  if (operator === '#' || operator === '##') {
    const ends = compiled.prefixes(text)
    const end = operator === '#' ? ends[0] : ends.at(-1)
    return end === undefined ? text : text.slice(end)
  }
  const starts = Array.from({ length: text.length + 1 }, (_, index) => index)
  const inOrder = operator === '%' ? starts.toReversed() : starts
  const start = inOrder.find((index) => compiled.matches(text.slice(index)))
  return start === undefined ? text : text.slice(0, start)
}

/** ${x/pattern/by} and its kin. */
export function replace(
  text: string,
  operator: '/' | '//' | '/#' | '/%',
  { pattern, by }: { readonly pattern: string; readonly by: string },
): string {
  if (pattern === '') return text
  const compiled = compilePattern(pattern)
  if (operator === '/#') {
    const end = compiled.prefixes(text).at(-1)
    return end === undefined ? text : by + text.slice(end)
  }
  if (operator === '/%') {
    const kept = remove(text, '%%', pattern)
    return kept === text ? text : kept + by
  }
  let result = ''
  for (let at = 0; at < text.length;) {
    const length = compiled.prefixes(text.slice(at)).at(-1) ?? 0
    if (length > 0) {
      result += by
      at += length
      if (operator === '/') return result + text.slice(at)
    } else result += text.charAt(at++)
  }
  return result
}

/** ${x:offset:length}: of a text its characters, of a list its elements. */
export function slice<T>(
  items: readonly T[],
  offset: number,
  length: number | undefined,
): readonly T[] {
  const start = offset < 0 ? items.length + offset : offset
  if (start < 0) return []
  const end =
    length === undefined ? items.length : length < 0 ? items.length + length : start + length
  return items.slice(start, end)
}

/** ${x^^}, ${x,}, ${x~~} and their kin: of the characters that match the pattern. */
export function changeCase(text: string, operator: string, pattern = '?'): string {
  const compiled = compilePattern(pattern)
  const changed = (it: string): string => {
    if (!compiled.matches(it)) return it
    const isUp = operator.startsWith('^') || (operator.startsWith('~') && it === it.toLowerCase())
    return isUp ? it.toUpperCase() : it.toLowerCase()
  }
  const characters = Array.from(text)
  const [first = '', ...rest] = characters
  return operator.length === 2 ? characters.map(changed).join('') : changed(first) + rest.join('')
}

// eslint-disable-next-line no-control-regex -- these are what it is about
const CONTROLS = /[\x00-\x1f\x7f]/g

/** As bash would have it typed again. */
export function quoteForShell(text: string): string {
  if (text.search(CONTROLS) < 0) return `'${text.replaceAll("'", "'\\''")}'`
  const shown = text.replaceAll(/[\\']/g, '\\$&').replaceAll(CONTROLS, escapeOf)
  return `$'${shown}'`
}

/**
 * printf %q: a backslash before each character that means something, or $'…' where there are some
 * that cannot be shown; where the locale is not of UTF-8, that is so of all beyond ASCII.
 */
export function quoteWord(text: string, isUtf8: boolean): string {
  if (text === '') return "''"
  if (text.search(CONTROLS) >= 0) return quoteForShell(text)
  if (!isUtf8 && /[^ -~]/.test(text)) {
    const bytes = [...new TextEncoder().encode(text)]
    const shown = bytes.map((it) =>
      it < 0x80 ? String.fromCharCode(it).replace(/[\\']/, '\\$&') : `\\${it.toString(8)}`,
    )
    return `$'${shown.join('')}'`
  }
  return text.replaceAll(/[\s"'\\|&;()<>!{}*[\]?^$`,]/g, '\\$&').replace(/^[#~]/, '\\$&')
}

function escapeOf(char: string): string {
  const named: Readonly<Record<string, string>> = {
    '\x07': '\\a',
    '\b': '\\b',
    '\v': '\\v',
    '\f': '\\f',
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\x1b': '\\E',
  }
  return named[char] ?? `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`
}
