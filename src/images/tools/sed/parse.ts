import { Cursor, SedError } from './cursor.ts'
import { regexOf, type SedStyle } from './regex.ts'
import type { Action, Address, Command, Selection } from './script.ts'
import { substitutionAt } from './substitution.ts'

/** Reads a sed script; throws a SedError with the place of what it does not understand. */
export function parseScript(source: string, style: SedStyle): readonly Command[] {
  const commands = commandsUntil(new Cursor(source), style, false)
  const missing = labelsIn(commands, 'b', 't', 'T').find(
    (label) => label !== '' && !labelsIn(commands, ':').includes(label),
  )
  if (missing !== undefined) throw new SedError(`can't find label for jump to \`${missing}'`, null)
  return commands
}

function labelsIn(commands: readonly Command[], ...kinds: readonly string[]): readonly string[] {
  return commands.flatMap(({ action }) => {
    if (action.kind === 'block') return labelsIn(action.commands, ...kinds)
    return 'label' in action && kinds.includes(action.kind) ? [action.label] : []
  })
}

function commandsUntil(cursor: Cursor, style: SedStyle, isBlock: boolean): readonly Command[] {
  const commands: Command[] = []
  for (;;) {
    cursor.skip(/[\s;]/)
    if (cursor.isAtEnd) {
      if (isBlock) throw new SedError("unmatched `{'", 0)
      return commands
    }
    if (cursor.peek() === '#') {
      cursor.upTo('\n')
      continue
    }
    if (cursor.peek() === '}') {
      cursor.next()
      if (!isBlock) throw cursor.error("unexpected `}'")
      return commands
    }
    commands.push(commandAt(cursor, style))
  }
}

function commandAt(cursor: Cursor, style: SedStyle): Command {
  const from = addressAt(cursor, style)
  cursor.skip(/[ \t]/)
  let to: Address | null = null
  if (from !== null && cursor.peek() === ',') {
    cursor.next()
    cursor.skip(/[ \t]/)
    to = addressAt(cursor, style)
    if (to === null) throw cursor.error("unexpected `,'")
  }
  cursor.skip(/[ \t]/)
  let isInverted = false
  while (cursor.peek() === '!') {
    isInverted = true
    cursor.next()
    cursor.skip(/[ \t]/)
  }
  const selection: Selection = { from, to, isInverted }
  return { selection, action: actionAt(cursor, style) }
}

function addressAt(cursor: Cursor, style: SedStyle): Address | null {
  const number = cursor.match(/\d+/)
  if (number !== undefined) {
    const step = cursor.match(/~\d+/)
    if (step === undefined) return { kind: 'line', number: Number(number) }
    return { kind: 'step', first: Number(number), step: Number(step.slice(1)) }
  }
  const more = cursor.match(/\+\d+/)
  if (more !== undefined) return { kind: 'more', count: Number(more) }
  if (cursor.peek() === '$') {
    cursor.next()
    return { kind: 'last' }
  }
  if (cursor.peek() !== '/' && cursor.peek() !== '\\') return null
  if (cursor.peek() === '\\') cursor.next()
  const delimiter = cursor.next()
  const source = cursor.delimited(delimiter)
  if (source === undefined) throw cursor.error('unterminated address regex')
  const ignoresCase = cursor.match(/I/) !== undefined
  return { kind: 'regex', regex: regexOf(cursor, source, { ...style, ignoresCase }) }
}

const PLAIN = 'dDpPnNgGhHx=lzF'

function actionAt(cursor: Cursor, style: SedStyle): Action {
  if (cursor.isAtEnd) throw cursor.error('missing command')
  const name = cursor.next()
  switch (name) {
    case '{':
      return { kind: 'block', commands: commandsUntil(cursor, style, true) }
    case 's':
      return ended(cursor, { kind: 's', substitution: substitutionAt(cursor, style) })
    case 'y':
      return ended(cursor, transliteration(cursor))
    case 'a':
    case 'i':
    case 'c':
      if (cursor.peek() === undefined && !style.isBusybox)
        throw cursor.error("expected \\ after `a', `c' or `i'")
      return { kind: name, text: textAt(cursor) }
    case 'b':
    case 't':
    case 'T':
      return { kind: name, label: cursor.match(/[ \t]*[^;}\s]*/)?.trim() ?? '' }
    case ':': {
      const label = cursor.match(/[ \t]*[^;\n]*/)?.trim() ?? ''
      if (label === '' && !style.isBusybox) throw cursor.error('":" lacks a label')
      return { kind: ':', label }
    }
    case 'r':
    case 'w':
      return { kind: name, path: cursor.upTo('\n').trim() }
    case 'q':
    case 'Q':
      return ended(cursor, { kind: name, status: Number(cursor.match(/[ \t]*\d+/) ?? 0) })
    default:
      if (!PLAIN.includes(name)) throw unknown(cursor, name, style)
      return ended(cursor, { kind: name as 'd' })
  }
}

function unknown(cursor: Cursor, name: string, { isBusybox }: SedStyle): SedError {
  return isBusybox
    ? new SedError(`unsupported command ${name}`, null)
    : cursor.error(`unknown command: \`${name}'`)
}

function ended(cursor: Cursor, action: Action): Action {
  cursor.skip(/[ \t]/)
  const next = cursor.peek()
  if (next !== undefined && !/[;\n}#]/.test(next)) {
    cursor.next()
    throw cursor.error('extra characters after command')
  }
  return action
}

function transliteration(cursor: Cursor): Action {
  const delimiter = cursor.next()
  const from = cursor.delimited(delimiter)
  const to = from === undefined ? undefined : cursor.delimited(delimiter)
  if (from === undefined || to === undefined) throw cursor.error("unterminated `y' command")
  const [source, target] = [from, to].map(charactersIn)
  if (source?.length !== target?.length)
    throw cursor.error("strings for `y' command are different lengths")
  return { kind: 'y', from: source ?? [], to: target ?? [] }
}

function charactersIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\\[\s\S]|[\s\S]/gu), ([it]) =>
    it === '\\n'
      ? '\n'
      : it === '\\\\'
        ? '\\'
        : it.length > 1 && it.startsWith('\\')
          ? it.slice(1)
          : it,
  )
}

/** `a\` and a line, or GNU's `a text`; a backslash at its end lets a line go on. */
function textAt(cursor: Cursor): string {
  cursor.skip(/[ \t]/)
  if (cursor.match(/\\[ \t]*\n/) === undefined) cursor.match(/\\/)
  let text = ''
  while (!cursor.isAtEnd) {
    const char = cursor.next()
    if (char === '\n') break
    text += char === '\\' ? cursor.next() : char
  }
  return `${text}\n`
}
