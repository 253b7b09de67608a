import { CommandError } from '../../failure.ts'

/** A piece of a template: text as it stands, or the words of one action. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly words: readonly Token[]; readonly line: number }

export interface Token {
  readonly kind: 'word' | 'field' | 'variable' | 'string' | 'number' | 'sign' | 'space'
  readonly text: string
  /** Where it stands in the template. */
  readonly at: number
}

/** Why a template cannot be read; in the words of Go's parser. */
export class TemplateError extends CommandError {}

export function unreadable(line: number, reason: string): TemplateError {
  return new TemplateError(`template: output:${line}: ${reason}`)
}

const TRIMMED_END = /[ \t\r\n]+$/
const TRIMMED_START = /^[ \t\r\n]+/

/** Cuts a template into text and actions; `{{-` and `-}}` take the blanks beside them away. */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  let trimsNext = false
  while (at < template.length) {
    const open = template.indexOf('{{', at)
    const end = open < 0 ? template.length : open
    const trimsBefore = /^\{\{-[ \t\r\n]/.test(template.slice(end, end + 4))
    let text = template.slice(at, end)
    if (trimsNext) text = text.replace(TRIMMED_START, '')
    if (trimsBefore) text = text.replace(TRIMMED_END, '')
    if (text !== '') pieces.push({ kind: 'text', text })
    if (open < 0) break
    const line = lineAt(template, open)
    const action = readAction(template, open + (trimsBefore ? 3 : 2), line)
    if (action.words.some(({ kind }) => kind !== 'space'))
      pieces.push({ kind: 'action', words: action.words, line })
    else if (!action.isComment) throw unreadable(line, 'missing value for command')
    at = action.end
    trimsNext = action.trimsNext
  }
  return pieces
}

function lineAt(template: string, at: number): number {
  return template.slice(0, at).split('\n').length
}

interface Action {
  readonly words: readonly Token[]
  readonly end: number
  readonly trimsNext: boolean
  readonly isComment: boolean
}

const TOKENS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['space', /[ \t\r\n]+/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'/y],
  ['number', /[-+]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)/y],
  ['variable', /\$\w*/y],
  ['field', /\.\w+/y],
  ['word', /[A-Za-z_]\w*/y],
  ['sign', /:=|[=|(),.]/y],
]

function readAction(template: string, start: number, line: number): Action {
  const comment = /^[ \t\r\n]*\/\*[^]*?\*\/([ \t\r\n]*-)?\}\}/.exec(template.slice(start))
  if (comment !== null) {
    const [all, trim] = comment
    return { words: [], end: start + all.length, trimsNext: trim !== undefined, isComment: true }
  }
  const words: Token[] = []
  for (let at = start; at < template.length;) {
    const close = /^([ \t\r\n]-)?\}\}/.exec(template.slice(at, at + 4))
    if (close !== null) {
      const trimsNext = close[1] !== undefined
      return { words, end: at + close[0].length, trimsNext, isComment: false }
    }
    const token = tokenAt(template, at)
    if (token === undefined) throw unreadable(line, problemAt(template, at))
    words.push(token)
    at += token.text.length
  }
  throw unreadable(line, 'unclosed action')
}

function tokenAt(template: string, at: number): Token | undefined {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at
    const text = pattern.exec(template)?.[0]
    if (text !== undefined) return { kind, text, at }
  }
  return undefined
}

function problemAt(template: string, at: number): string {
  const letter = template.charAt(at)
  if (letter === '"') return 'unterminated quoted string'
  if (letter === '`') return 'unterminated raw quoted string'
  const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return `unexpected bad character U+${code} '${letter}' in command`
}
