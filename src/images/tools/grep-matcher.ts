import { compileRegex, quoteRegex, type Regex, RegexError, type RegexMatch } from '#shell'
import { type Call, Refusal } from './call.ts'
import type { Options } from './options.ts'

/** Which lines grep is looking for. */
export interface LineMatcher {
  matches(line: string): boolean
  /** The parts that match, for -o; none of them empty. */
  parts(line: string): readonly string[]
}

export function matcherFor(
  call: Call,
  patterns: readonly string[],
  how: { readonly options: Options; readonly kind: 'E' | 'F' | undefined },
): LineMatcher {
  const { options } = how
  const kind = options.last('E', 'F', 'G', 'P') ?? how.kind ?? 'G'
  const regexes = patterns.map((pattern) => compiled(call, pattern, { options, kind }))
  const isWord = options.has('w')
  const isLine = options.has('x')
  const firstMatch = (line: string, from: number): RegexMatch | undefined =>
    earliest(regexes.map((regex) => matchIn(regex, line, { from, isWord, isLine })))
  return {
    matches: (line) => (firstMatch(line, 0) !== undefined) !== options.has('v'),
    parts: (line) => {
      const parts: string[] = []
      for (let match = firstMatch(line, 0); match !== undefined;) {
        if (match.end > match.start) parts.push(line.slice(match.start, match.end))
        const next = match.end > match.start ? match.end : match.end + 1
        match = next > line.length ? undefined : firstMatch(line, next)
      }
      return parts
    },
  }
}

function compiled(
  call: Call,
  pattern: string,
  { options, kind }: { readonly options: Options; readonly kind: string },
): Regex {
  if (!call.isBusybox && kind !== 'F' && /^\[:[a-z]+:\]$/.test(pattern))
    throw new Refusal('character class syntax is [[:space:]], not [:space:]', { status: 2 })
  const source = kind === 'F' ? quoteRegex(pattern) : pattern
  const isExtended = kind === 'E' || kind === 'P'
  try {
    return compileRegex(source, {
      kind: isExtended ? 'extended' : 'basic',
      ignoresCase: options.has('i', 'y'),
    })
  } catch (error) {
    if (!(error instanceof RegexError)) throw error
    throw new Refusal(call.isBusybox ? `bad regex ${call.quote(pattern)}` : error.message, {
      status: 2,
    })
  }
}

/** The first match that also stands alone as a word or fills the line, where that is asked for. */
function matchIn(
  regex: Regex,
  line: string,
  how: { readonly from: number; readonly isWord: boolean; readonly isLine: boolean },
): RegexMatch | undefined {
  for (let from = how.from; from <= line.length; from++) {
    const match = regex.find(line, from)
    if (match === undefined) return undefined
    if (how.isLine) {
      if (match.start === 0 && match.end === line.length) return match
    } else if (!how.isWord || isWordAt(line, match)) return match
    from = match.start
  }
  return undefined
}

function isWordAt(line: string, { start, end }: RegexMatch): boolean {
  return !/\w/.test(line.charAt(start - 1)) && !/\w/.test(line.charAt(end))
}

function earliest(matches: readonly (RegexMatch | undefined)[]): RegexMatch | undefined {
  let best: RegexMatch | undefined
  for (const match of matches)
    if (
      match !== undefined &&
      (best === undefined ||
        match.start < best.start ||
        (match.start === best.start && match.end > best.end))
    )
      best = match
  return best
}
