import { keysIn } from './editor-keys.ts'
import { cellWidth } from './cell-width.ts'

/** One line that is being edited on a terminal; plain data. */
export interface EditorState {
  /** The characters of the line, and the place before which the next one goes. */
  readonly chars: readonly string[]
  readonly cursor: number
  readonly history: readonly string[]
  /** The line of the history that is shown; its length when it is the new line. */
  readonly at: number
  /** The new line, while an older one is shown. */
  readonly draft: string
  readonly killed: string
  /** The beginning of an escape sequence whose end has not come. */
  readonly pending: string
  readonly promptWidth: number
  readonly columns: number
}

export type EditorEvent =
  | { readonly kind: 'line'; readonly text: string }
  /** Ctrl-C, Ctrl-D on an empty line, Ctrl-Z. */
  | { readonly kind: 'interrupt' | 'end' | 'suspend' | 'clear' }
  | { readonly kind: 'complete'; readonly before: string }

export interface Edited {
  readonly state: EditorState
  /** What must be painted. */
  readonly output: string
  readonly event?: EditorEvent
  /** What was typed after the event, still to be read. */
  readonly rest: string
}

export function newLine(from: {
  readonly history: readonly string[]
  readonly promptWidth: number
  readonly columns: number
  readonly killed?: string
}): EditorState {
  return {
    chars: [],
    cursor: 0,
    history: from.history,
    at: from.history.length,
    draft: '',
    killed: from.killed ?? '',
    pending: '',
    promptWidth: from.promptWidth,
    columns: from.columns,
  }
}

export function textOf(state: EditorState): string {
  return state.chars.join('')
}

/** Takes typed text in, up to the first event. */
export function edit(given: EditorState, typed: string): Edited {
  const { keys, pending } = keysIn(given.pending + typed)
  let state: EditorState = { ...given, pending }
  let output = ''
  for (const [index, key] of keys.entries()) {
    const event = eventOf(state, key)
    if (event !== undefined) {
      const rest = keys.slice(index + 1).join('') + pending
      const tail = event.kind === 'complete' ? '' : moveTo(state, state.chars.length)
      return { state: { ...state, pending: '' }, output: output + tail, event, rest }
    }
    const next = apply(state, key)
    output += repaint(state, next)
    state = next
  }
  return { state, output, rest: '' }
}

/** Puts text in at the cursor, as a completion does. */
export function insert(state: EditorState, text: string): Edited {
  const next = withInserted(state, text)
  return { state: next, output: repaint(state, next), rest: '' }
}

/** Paints the line after something else has been written: the cursor stands behind a prompt. */
export function paint(state: EditorState): string {
  return repaint({ ...state, chars: [], cursor: 0 }, state)
}

/** Takes the painted line away and leaves the cursor behind the prompt. */
export function unpaint(state: EditorState): string {
  return repaint(state, { ...state, chars: [], cursor: 0 })
}

function eventOf(state: EditorState, key: string): EditorEvent | undefined {
  switch (key) {
    case '\r':
    case '\n':
      return { kind: 'line', text: textOf(state) }
    case '\x03':
      return { kind: 'interrupt' }
    case '\x04':
      return state.chars.length === 0 ? { kind: 'end' } : undefined
    case '\x1a':
      return { kind: 'suspend' }
    case '\x0c':
      return { kind: 'clear' }
    case '\t':
      return { kind: 'complete', before: state.chars.slice(0, state.cursor).join('') }
    default:
      return undefined
  }
}

type Change = (state: EditorState) => EditorState

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['\x01', (it) => ({ ...it, cursor: 0 })],
  ['\x05', (it) => ({ ...it, cursor: it.chars.length })],
  ['\x02', (it) => ({ ...it, cursor: Math.max(0, it.cursor - 1) })],
  ['\x06', (it) => ({ ...it, cursor: Math.min(it.chars.length, it.cursor + 1) })],
  ['\x04', (it) => cut(it, it.cursor, it.cursor + 1)],
  ['\x7f', (it) => cut(it, it.cursor - 1, it.cursor)],
  ['\x08', (it) => cut(it, it.cursor - 1, it.cursor)],
  ['\x0b', (it) => kill(it, it.cursor, it.chars.length)],
  ['\x15', (it) => kill(it, 0, it.cursor)],
  ['\x17', (it) => kill(it, wordStart(it, /\s/), it.cursor)],
  ['\x19', (it) => withInserted(it, it.killed)],
  ['\x10', (it) => recall(it, it.at - 1)],
  ['\x0e', (it) => recall(it, it.at + 1)],
  ['\x14', transpose],
  ['\x1bb', (it) => ({ ...it, cursor: wordStart(it, /\W/) })],
  ['\x1bf', (it) => ({ ...it, cursor: wordEnd(it) })],
  ['\x1bd', (it) => kill(it, it.cursor, wordEnd(it))],
  ['\x1b\x7f', (it) => kill(it, wordStart(it, /\W/), it.cursor)],
])

/** What arrow and navigation keys send, by the key that does the same. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['\x1b[A', '\x10'],
  ['\x1b[B', '\x0e'],
  ['\x1b[C', '\x06'],
  ['\x1b[D', '\x02'],
  ['\x1bOA', '\x10'],
  ['\x1bOB', '\x0e'],
  ['\x1bOC', '\x06'],
  ['\x1bOD', '\x02'],
  ['\x1b[H', '\x01'],
  ['\x1b[F', '\x05'],
  ['\x1bOH', '\x01'],
  ['\x1bOF', '\x05'],
  ['\x1b[1~', '\x01'],
  ['\x1b[4~', '\x05'],
  ['\x1b[3~', '\x04'],
  ['\x1b[1;5C', '\x1bf'],
  ['\x1b[1;5D', '\x1bb'],
  ['\x1b[1;3C', '\x1bf'],
  ['\x1b[1;3D', '\x1bb'],
])

function apply(state: EditorState, key: string): EditorState {
  const change = CHANGES.get(SYNONYMS.get(key) ?? key)
  if (change !== undefined) return change(state)
  const isText = !key.startsWith('\x1b') && (key >= ' ' || key === '')
  return isText ? withInserted(state, key) : state
}

function withInserted(state: EditorState, text: string): EditorState {
  const added = Array.from(text.replaceAll('\n', ' '))
  const chars = [
    ...state.chars.slice(0, state.cursor),
    ...added,
    ...state.chars.slice(state.cursor),
  ]
  return { ...state, chars, cursor: state.cursor + added.length }
}

function cut(state: EditorState, from: number, to: number): EditorState {
  const start = Math.max(0, from)
  const chars = [...state.chars.slice(0, start), ...state.chars.slice(to)]
  return { ...state, chars, cursor: Math.min(start, chars.length) }
}

function kill(state: EditorState, from: number, to: number): EditorState {
  if (from === to) return state
  return { ...cut(state, from, to), killed: state.chars.slice(from, to).join('') }
}

function transpose(state: EditorState): EditorState {
  const at = Math.min(state.cursor, state.chars.length - 1)
  if (at < 1) return state
  const chars = state.chars.toSpliced(at - 1, 2, state.chars[at] ?? '', state.chars[at - 1] ?? '')
  return { ...state, chars, cursor: at + 1 }
}

function wordStart(state: EditorState, separator: RegExp): number {
  let at = state.cursor
  while (at > 0 && separator.test(state.chars[at - 1] ?? '')) at--
  while (at > 0 && !separator.test(state.chars[at - 1] ?? '')) at--
  return at
}

function wordEnd(state: EditorState): number {
  let at = state.cursor
  while (at < state.chars.length && /\W/.test(state.chars[at] ?? '')) at++
  while (at < state.chars.length && !/\W/.test(state.chars[at] ?? '')) at++
  return at
}

function recall(state: EditorState, at: number): EditorState {
  if (at < 0 || at > state.history.length) return state
  const draft = state.at === state.history.length ? textOf(state) : state.draft
  const chars = Array.from(at === state.history.length ? draft : (state.history[at] ?? ''))
  return { ...state, at, draft, chars, cursor: chars.length }
}

/** The least that turns one painted line into the other. */
function repaint(before: EditorState, after: EditorState): string {
  const same = commonStart(before.chars, after.chars)
  if (same === before.chars.length && same === after.chars.length)
    return moveTo(before, after.cursor)
  const added = after.chars.slice(same).join('')
  const rewritten = { ...after, cursor: after.chars.length }
  const isShorter = width(before, before.chars.length) > width(after, after.chars.length)
  return (
    moveTo(before, same) +
    added +
    wrap(rewritten, added) +
    (isShorter ? '\x1b[J' : '') +
    moveTo(rewritten, after.cursor)
  )
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let count = 0
  while (count < a.length && count < b.length && a[count] === b[count]) count++
  return count
}

/**
 * A terminal wraps only when the next character comes: a space brings the cursor down, as readline
 * does it. A newline would do so too, but then the terminal would take the line for two.
 */
function wrap(state: EditorState, added: string): string {
  return added !== '' && width(state, state.cursor) % state.columns === 0 ? ' \r' : ''
}

/** Cells from the left edge of the prompt to a place in the line. */
function width(state: EditorState, place: number): number {
  return state.promptWidth + cellWidth(state.chars.slice(0, place).join(''))
}

function moveTo(state: EditorState, place: number): string {
  const [from, to] = [width(state, state.cursor), width(state, place)]
  const rows = Math.floor(to / state.columns) - Math.floor(from / state.columns)
  const columns = (to % state.columns) - (from % state.columns)
  return step(rows, 'B', 'A') + step(columns, 'C', 'D')
}

function step(count: number, forward: string, back: string): string {
  if (count === 0) return ''
  if (count < 0 && count >= -3 && back === 'D') return '\b'.repeat(-count)
  return `\x1b[${Math.abs(count)}${count > 0 ? forward : back}`
}
