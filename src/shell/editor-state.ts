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
  /** What stands before the line: the last line of the prompt, with its colours. */
  readonly prompt: string
  readonly columns: number
  /** While the history is searched, Ctrl-R. */
  readonly search?: HistorySearch
}

/** A search backwards through the history, one key after another. */
export interface HistorySearch {
  readonly needle: string
  readonly isFailing: boolean
  /** The line as it was before, to which Ctrl-G goes back. */
  readonly from: EditorState
}

export function newLine(from: {
  readonly history: readonly string[]
  /** Its last line is the one that counts. */
  readonly prompt: string
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
    prompt: from.prompt.split('\n').at(-1) ?? '',
    columns: from.columns,
  }
}

export function textOf(state: EditorState): string {
  return state.chars.join('')
}
