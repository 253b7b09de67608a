import type { Regex } from '#shell'
import type { Memory } from './memory.ts'
import { numberOf, numeric, textual, type Value } from './values.ts'

/** Functions of values alone; undefined for a name that is none of them. */
export function callPure(
  name: string,
  values: readonly Value[],
  memory: Memory,
): Value | undefined {
  const text = (at: number): string => memory.textOf(values[at] ?? { kind: 'unset' })
  const number = (at: number): number => numberOf(values[at] ?? { kind: 'unset' })
  switch (name) {
    case 'index':
      return numeric(text(0).indexOf(text(1)) + 1)
    case 'substr':
      return textual(part(text(0), number(1), values.length > 2 ? number(2) : Infinity))
    case 'tolower':
      return textual(text(0).toLowerCase())
    case 'toupper':
      return textual(text(0).toUpperCase())
    case 'int':
      return numeric(Math.trunc(number(0)))
    case 'sqrt':
      return numeric(Math.sqrt(number(0)))
    default:
      return undefined
  }
}

/** Places count from 1; who begins before the text gets as much of it, in mawk and in busybox. */
function part(text: string, start: number, length: number): string {
  const from = Math.max(0, Math.round(start) - 1)
  return text.slice(from, length === Infinity ? undefined : from + Math.max(0, Math.round(length)))
}

/** sub and gsub: the text after it and how often something was replaced. */
export function replaceMatches(
  text: string,
  regex: Regex,
  how: { readonly replacement: string; readonly isGlobal: boolean },
): { readonly text: string; readonly count: number } {
  let result = ''
  let at = 0
  let count = 0
  for (let from = 0; from <= text.length;) {
    const match = regex.find(text, from)
    if (match === undefined) break
    const isEmpty = match.start === match.end
    if (!isEmpty || match.start !== at || count === 0) {
      result += text.slice(at, match.start) + filled(how.replacement, match.groups[0] ?? '')
      at = match.end
      count++
      if (!how.isGlobal) break
    }
    from = isEmpty ? match.end + 1 : match.end
  }
  return { text: result + text.slice(at), count }
}

/** & is what matched; \& an ampersand. */
function filled(replacement: string, matched: string): string {
  return replacement.replaceAll(/\\\\|\\&|&/g, (mark) => (mark === '&' ? matched : mark.slice(1)))
}
