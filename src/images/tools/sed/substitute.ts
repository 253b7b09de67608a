import type { Regex, RegexMatch } from '#shell'
import type { ReplacementPart, Substitution } from './script.ts'

/** The line after the s command; undefined when nothing was replaced. */
export function substitute(
  line: string,
  { replacement, isGlobal, which }: Substitution,
  regex: Regex,
): string | undefined {
  let result = ''
  let at = 0
  let count = 0
  let isReplaced = false
  for (let from = 0; from <= line.length;) {
    const match = regex.find(line, from)
    if (match === undefined) break
    // An empty match right behind the last one is none.
    const isRepeat = match.start === match.end && match.start === at && count > 0 && from === at
    if (!isRepeat) {
      count++
      if (count === which || (isGlobal && count > which)) {
        result += line.slice(at, match.start) + replaced(replacement, match)
        at = match.end
        isReplaced = true
        if (!isGlobal) break
      }
    }
    from = match.end > match.start ? match.end : match.end + 1
  }
  return isReplaced ? result + line.slice(at) : undefined
}

function replaced(parts: readonly ReplacementPart[], match: RegexMatch): string {
  let result = ''
  let mode: 'U' | 'L' | 'E' = 'E'
  let once: 'u' | 'l' | null = null
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.change === 'u' || part.change === 'l') once = part.change
      else mode = part.change
      continue
    }
    const text = part.kind === 'text' ? part.text : (match.groups[part.number] ?? '')
    if (text === '') continue
    result += withFirst(inMode(text, mode), once)
    once = null
  }
  return result
}

function inMode(text: string, mode: 'U' | 'L' | 'E'): string {
  return mode === 'U' ? text.toUpperCase() : mode === 'L' ? text.toLowerCase() : text
}

function withFirst(text: string, once: 'u' | 'l' | null): string {
  if (once === null) return text
  const first = text.charAt(0)
  return (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1)
}
