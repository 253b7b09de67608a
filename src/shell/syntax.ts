import { parse, type ParsedScript, type ParseError } from 'unbash'
import type { Words } from './flavour.ts'

/** A text that is no program, or only the beginning of one. */
export interface SyntaxProblem {
  /** More lines could make it whole. */
  readonly isIncomplete: boolean
  /** Where in the text: what is unexpected, or what was opened and not closed. */
  readonly position: number
  readonly words: Words
  /** bash shows the line, too. */
  readonly showsLine: boolean
  /** It is noticed only where the text ends. */
  readonly isAtEnd: boolean
}

/** The first thing wrong with a text; undefined when it can be carried out. */
export function problemOf(source: string, script: ParsedScript): SyntaxProblem | undefined {
  const errors = script.errors ?? []
  const [first] = errors
  if (first === undefined) return undefined
  const unterminated = errors.find((error) => error.message.startsWith('unterminated'))
  if (unterminated !== undefined && !isDefinite(source, first)) return openProblem(unterminated)
  const definite = errors.find((error) => isDefinite(source, error))
  return definite === undefined ? endProblem(source, errors) : tokenProblem(source, definite)
}

/** Whether more lines are needed before anything can be said. */
export function isIncomplete(source: string): boolean {
  if (endsOpen(source)) return true
  return problemOf(source, parse(source))?.isIncomplete === true
}

/** A backslash before the last newline, or a here-document that has not ended. */
export function endsOpen(source: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(source)) return true
  return source.includes('<<') && hasOpenDocument(parse(source))
}

function hasOpenDocument(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if (Array.isArray(node)) return node.some(hasOpenDocument)
  if ('type' in node && node.type === 'HereDoc')
    return !('closing' in node) || node.closing === undefined
  return Object.values(node).some(hasOpenDocument)
}

/** Something stands where it must not; at the very end something is only missing. */
function isDefinite(source: string, error: ParseError): boolean {
  if (error.message.startsWith('unterminated')) return false
  if (error.message.startsWith('unexpected')) return true
  const place = placeOf(source, error)
  return source.slice(place).trim() !== '' || (isTargetMissing(error) && place < source.length)
}

function isTargetMissing(error: ParseError): boolean {
  return error.message === 'expected redirect target'
}

/** Errors inside ( ) and { } are told with the place where these begin. */
function placeOf(source: string, { message, pos }: ParseError): number {
  const opening = /^expected command in (subshell|brace group)/.exec(message)?.[1]
  const skipped = isTargetMissing({ message, pos }) ? /^[ \t]*/ : /^[ \t\n]*/
  const from =
    opening === undefined ? pos : source.indexOf(opening === 'subshell' ? '(' : '{', pos) + 1
  return from + (skipped.exec(source.slice(from))?.[0].length ?? 0)
}

function tokenProblem(source: string, error: ParseError): SyntaxProblem {
  const position = placeOf(source, error)
  const token =
    /^unexpected token '(.*)'/s.exec(error.message)?.[1] ?? tokenAt(source.slice(position))
  const shown = token === '\n' ? 'newline' : token
  const isWord = /^[\w$"'-]/.test(token) && !KEYWORDS.has(token)
  const posix = shown === 'newline' ? shown : isWord ? 'word' : `"${shown}"`
  return {
    isIncomplete: false,
    position,
    showsLine: true,
    isAtEnd: false,
    words: {
      bash: `syntax error near unexpected token \`${shown}'`,
      dash: `Syntax error: ${posix} unexpected`,
      ash: `syntax error: unexpected ${posix}`,
    },
  }
}

const KEYWORDS = new Set(
  'if then else elif fi for while until do done case esac in { } !'.split(' '),
)

function tokenAt(rest: string): string {
  return /^(?:;;|&&|\|\||[;&|()<>\n]|[^\s;&|()<>]+)/.exec(rest)?.[0] ?? 'newline'
}

/** What each kind of opening looks for at its end. */
const CLOSINGS: readonly (readonly [what: RegExp, closing: string, words: Partial<Words>])[] = [
  [/double quote/, '"', { dash: 'Unterminated quoted string', ash: 'unterminated quoted string' }],
  [
    /single quote|ANSI/,
    "'",
    { dash: 'Unterminated quoted string', ash: 'unterminated quoted string' },
  ],
  [/parameter/, '}', { dash: "Missing '}'", ash: "missing '}'" }],
  [
    /backtick/,
    '`',
    { dash: 'EOF in backquote substitution', ash: 'EOF in backquote substitution' },
  ],
  [/arithmetic/, ')', { dash: "Missing '))'", ash: "missing '))'" }],
  [/./, ')', {}],
]

function openProblem(error: ParseError): SyntaxProblem {
  const [, closing = ')', words = {}] = CLOSINGS.find(([what]) => what.test(error.message)) ?? []
  const isSubstitution = error.message.includes('command substitution')
  return {
    isIncomplete: true,
    position: error.pos,
    showsLine: false,
    isAtEnd: isSubstitution,
    words: {
      bash: `unexpected EOF while looking for matching \`${closing}'`,
      dash: `Syntax error: ${words.dash ?? 'end of file unexpected (expecting ")")'}`,
      ash: `syntax error: ${words.ash ?? 'unexpected end of file (expecting ")")'}`,
    },
  }
}

function endProblem(source: string, errors: readonly ParseError[]): SyntaxProblem {
  const expecting = errors
    .map(({ message }) => /^expected '([^']+)'(?: to close)?/.exec(message)?.[1])
    .find((it) => it !== undefined)
  const closing = expecting === 'esac' ? ')' : expecting
  const hint = closing === undefined ? '' : ` (expecting "${closing}")`
  const [first] = errors
  const isTarget = first !== undefined && isTargetMissing(first)
  return {
    isIncomplete: !isTarget,
    position: source.length,
    showsLine: isTarget,
    isAtEnd: !isTarget,
    words: {
      bash: isTarget
        ? "syntax error near unexpected token `newline'"
        : 'syntax error: unexpected end of file',
      dash: `Syntax error: end of file unexpected${hint}`,
      ash: `syntax error: unexpected end of file${hint}`,
    },
  }
}
