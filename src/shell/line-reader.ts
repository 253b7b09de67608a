import { type Run, type TerminalModes, write } from '#engine'
import { candidatesFor, commonPrefix } from './complete.ts'
import { type EditorState, newLine } from './editor-state.ts'
import { edit, type Edited, insert } from './line-editor.ts'
import { paint } from './line-painter.ts'
import type { Shell } from './shell.ts'

export type LineRead =
  { readonly kind: 'line'; readonly text: string } | { readonly kind: 'end' | 'interrupted' }

/** Reads a dialogue's lines from descriptor 0, editing them itself where the terminal allows. */
export class LineReader {
  readonly #shell: Shell
  readonly #edits: boolean
  readonly #decoder = new TextDecoder()
  readonly #history: string[] = []
  #unread = ''
  #killed = ''
  #lastWasTab = false

  constructor(shell: Shell, edits: boolean) {
    this.#shell = shell
    this.#edits = edits && shell.process.isTerminal(0)
  }

  *read(prompt: string): Run<LineRead> {
    yield* write(this.#shell.process, 2, prompt)
    const line = this.#edits ? yield* this.#edited(prompt) : yield* this.#plain()
    if (line.kind === 'line') this.#remember(line.text)
    return line
  }

  #remember(line: string): void {
    if (line.trim() === '' || line === this.#history.at(-1)) return
    this.#history.push(line)
    this.#shell.history = this.#history
  }

  /** The line discipline does the editing; every read gives one line. */
  *#plain(): Run<LineRead> {
    const { process } = this.#shell
    let text = ''
    this.#shell.wasInterrupted = false
    for (;;) {
      const bytes = process.tryRead(0, 4096)
      if (bytes === 'again') {
        const wake = yield { do: 'wait', for: [{ fd: 0, for: 'read' }] }
        if (wake === 'interrupted' && this.#shell.takeInterrupt()) {
          yield* write(process, 2, '\n')
          return { kind: 'interrupted' }
        }
        continue
      }
      if (bytes.length === 0) return { kind: 'end' }
      text += this.#decoder.decode(bytes, { stream: true })
      if (text.endsWith('\n')) return { kind: 'line', text: text.slice(0, -1) }
    }
  }

  *#edited(prompt: string): Run<LineRead> {
    const { process } = this.#shell
    const terminal = process.terminal(0)
    const before = terminal.modes
    terminal.modes = rawModes(before)
    try {
      return yield* this.#dialogue(
        newLine({
          history: this.#history,
          prompt,
          columns: terminal.size.cols,
          killed: this.#killed,
        }),
        prompt,
      )
    } finally {
      terminal.modes = before
    }
  }

  *#dialogue(start: EditorState, prompt: string): Run<LineRead> {
    const { process } = this.#shell
    let state = start
    for (;;) {
      if (this.#unread === '') {
        const bytes = process.tryRead(0, 4096)
        if (bytes === 'again') {
          yield { do: 'wait', for: [{ fd: 0, for: 'read' }] }
          continue
        }
        if (bytes.length === 0) return { kind: 'end' }
        this.#unread = this.#decoder.decode(bytes, { stream: true })
      }
      const edited = edit(state, this.#unread)
      this.#unread = edited.rest
      this.#killed = edited.state.killed
      state = edited.state
      if (edited.output !== '') yield* write(process, 2, edited.output)
      const line = yield* this.#act(edited, prompt)
      if (line !== undefined && 'kind' in line) return line
      if (line !== undefined) state = line.state
    }
  }

  /** Gives the line when it is finished, or the state to go on with. */
  *#act(
    { state, event }: Edited,
    prompt: string,
  ): Run<LineRead | { readonly state: EditorState } | undefined> {
    const { process } = this.#shell
    if (event?.kind !== 'complete') this.#lastWasTab = false
    switch (event?.kind) {
      case 'line':
        yield* write(process, 2, '\n')
        return { kind: 'line', text: event.text }
      case 'interrupt':
        yield* write(process, 2, '^C\n')
        return { kind: 'interrupted' }
      case 'end':
        return { kind: 'end' }
      case 'clear':
        yield* write(process, 2, `\x1b[H\x1b[2J${prompt}${paint(state)}`)
        return { state }
      case 'complete':
        return { state: yield* this.#complete(state, event.before, prompt) }
      default:
        return undefined
    }
  }

  *#complete(state: EditorState, before: string, prompt: string): Run<EditorState> {
    const { process } = this.#shell
    const found = candidatesFor(process, before)
    const wasTab = this.#lastWasTab
    this.#lastWasTab = true
    const addition = commonPrefix(found.candidates).slice(found.typed.length)
    const isOnly = found.candidates.length === 1
    if (addition !== '' || isOnly) {
      const tail = isOnly && !addition.endsWith('/') ? ' ' : ''
      const edited = insert(state, addition + tail)
      yield* write(process, 2, edited.output)
      return edited.state
    }
    if (found.candidates.length > 1 && wasTab) {
      const shown = found.candidates.map((it) => it.replace(/^.*\/(?=.)/, '')).join('  ')
      yield* write(process, 2, `\n${shown}\n${prompt}${paint(state)}`)
    } else yield* write(process, 2, '\x07')
    return state
  }
}

/** As readline sets the terminal: every key at once, nothing echoed, Ctrl-C a key like any other. */
function rawModes(modes: TerminalModes): TerminalModes {
  return { ...modes, icanon: false, echo: false, isig: false, icrnl: false }
}
