import { keysIn } from './editor-keys.ts'
import { type EditorState, textOf } from './editor-state.ts'
import { isSearchKey, searched, startSearch, withoutSearch } from './history-search.ts'
import { moveTo, repaint } from './line-painter.ts'

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

/** Takes typed text in, up to the first event. */
export function edit(given: EditorState, typed: string): Edited {
  const { keys, pending } = keysIn(given.pending + typed)
  let state: EditorState = { ...given, pending }
  let output = ''
  for (const [index, key] of keys.entries()) {
    if (state.search !== undefined) {
      const isTaken = isSearchKey(key)
      const next = isTaken ? searched(state, key) : withoutSearch(state)
      // What Ctrl-C leaves behind is what was seen.
      if (key !== '\x03') output += repaint(state, next)
      if (next.search?.isFailing === true) output += '\x07'
      state = next
      if (isTaken) continue
    }
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

/** Ends a search of the history, because something else is about to be written. */
export function leaveSearch(state: EditorState): Edited {
  const next = withoutSearch(state)
  return { state: next, output: repaint(state, next), rest: '' }
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
  ['\x12', startSearch],
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
