import { type EditorState, textOf } from './editor-state.ts'

const AGAIN = '\x12'
const ABORT = '\x07'
const ERASE = new Set(['\x7f', '\x08'])

/** Ctrl-R: from here on keys make up what is looked for. */
export function startSearch(state: EditorState): EditorState {
  const isNew = state.at === state.history.length
  const from = isNew ? { ...state, draft: textOf(state) } : state
  return shown({ ...from, search: { needle: '', isFailing: false, from } })
}

/** Any other key ends the search and does what it always does. */
export function isSearchKey(key: string): boolean {
  return key === AGAIN || key === ABORT || ERASE.has(key) || isText(key)
}

function isText(key: string): boolean {
  return !key.startsWith('\x1b') && key >= ' ' && key !== '\x7f'
}

/**
 * What a key makes of a search, as readline has it: a character makes the needle longer, Ctrl-R
 * goes on to the match before, Backspace takes a character back, Ctrl-G gives up. Without a match
 * the last one stays.
 */
export function searched(state: EditorState, key: string): EditorState {
  const { search } = state
  if (search === undefined) return state
  if (key === ABORT) return search.from
  if (key === AGAIN) return looked(state, search.needle, state.cursor - 1)
  if (ERASE.has(key)) return looked(state, search.needle.slice(0, -1), state.cursor)
  return looked(state, search.needle + key, state.cursor)
}

/** The line that was found stays, to be edited or run. */
export function withoutSearch({ search, ...state }: EditorState): EditorState {
  return search === undefined ? state : { ...state, prompt: search.from.prompt }
}

function looked(state: EditorState, needle: string, place: number): EditorState {
  const { search } = state
  if (search === undefined) return state
  if (needle === '') return shown({ ...state, search: { ...search, needle, isFailing: false } })
  const match = matchAt(state, { needle, at: state.at, place }) ?? matchBefore(state, needle)
  const isFailing = match === undefined
  return shown({ ...state, ...match, search: { ...search, needle, isFailing } })
}

type Match = Pick<EditorState, 'at' | 'chars' | 'cursor'>

/** The older lines, newest first; one that says the same as the line that is shown is passed over. */
function matchBefore(state: EditorState, needle: string): Match | undefined {
  for (let at = state.at - 1; at >= 0; at--) {
    const match = matchAt(state, { needle, at, place: Infinity })
    if (match !== undefined && match.chars.join('') !== textOf(state)) return match
  }
  return undefined
}

/** The last match in one line that begins at a place or before it. */
function matchAt(
  state: EditorState,
  { needle, at, place }: { readonly needle: string; readonly at: number; readonly place: number },
): Match | undefined {
  if (place < 0) return undefined
  const text = state.history[at] ?? state.draft
  const before = Array.from(text).slice(0, place).join('').length
  const found = text.lastIndexOf(needle, before)
  if (found < 0) return undefined
  const cursor = Array.from(text.slice(0, found)).length
  return { at, chars: Array.from(text), cursor }
}

function shown(state: EditorState): EditorState {
  const { needle = '', isFailing = false } = state.search ?? {}
  return { ...state, prompt: `(${isFailing ? 'failed ' : ''}reverse-i-search)\`${needle}': ` }
}
