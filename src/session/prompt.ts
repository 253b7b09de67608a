import {
  cellWidth,
  edit,
  type Edited,
  type EditorState,
  insert,
  leaveSearch,
  newLine,
  paint,
  textOf,
  unpaint,
} from '#shell'

/** What the learner's keys mean to the machine behind the screen. */
export interface Keyboard {
  /** The terminal takes whole lines now: the foreground program reads canonically. */
  readonly takesLines: () => boolean
  readonly line: (text: string) => void
  readonly keys: (text: string) => void
  /** Whole words that the one before the cursor may become, and its beginning as typed. */
  readonly complete: (before: string) => {
    readonly typed: string
    readonly candidates: readonly string[]
  }
}

/**
 * The screen and keyboard of the workstation. As long as its terminal takes lines, a line is edited
 * here, outside of the engine, and goes in whole; otherwise every key goes in as it is pressed.
 */
export class Prompt {
  readonly #keyboard: Keyboard
  readonly #show: (text: string) => void
  readonly #lines: string[] = []
  #columns = 80
  #state: EditorState
  /** What stands on the screen's last line before the edited text: the prompt. */
  #lead = ''
  #lastWasTab = false

  constructor(keyboard: Keyboard, show: (text: string) => void) {
    this.#keyboard = keyboard
    this.#show = show
    this.#state = this.#newLine()
  }

  /** The line as it stands, not sent yet. */
  get draft(): string {
    return textOf(this.#state)
  }

  /** Whether what is typed now goes to the learner's own shell, not into a container. */
  get isOwn(): boolean {
    return this.#keyboard.takesLines()
  }

  /** Lines that were sent, oldest first. */
  get history(): readonly string[] {
    return this.#lines
  }

  resize(columns: number): void {
    this.#columns = columns
    this.#state = { ...this.#state, columns }
  }

  /** What programs have written; the edited text stays behind it. */
  write(text: string): void {
    const lines = (this.#lead + text).split(/\r?\n|\r/)
    const { state, output } = leaveSearch(this.#state)
    this.#show(output + unpaint(state) + text)
    this.#lead = lines.at(-1) ?? ''
    this.#state = { ...state, prompt: this.#lead }
    this.#show(paint(this.#state))
  }

  type(text: string): void {
    if (!this.#keyboard.takesLines()) {
      this.#keyboard.keys(text)
      return
    }
    for (let rest = text; rest !== '';) {
      const edited = edit(this.#state, rest)
      this.#state = edited.state
      this.#show(edited.output)
      rest = edited.rest
      this.#act(edited)
      if (rest !== '' && !this.#keyboard.takesLines()) {
        this.#keyboard.keys(rest)
        return
      }
    }
  }

  #act({ state, event }: Edited): void {
    if (event?.kind !== 'complete') this.#lastWasTab = false
    switch (event?.kind) {
      case 'line':
        this.#send(event.text)
        break
      case 'interrupt':
        this.#leave('\x03')
        break
      case 'suspend':
        this.#keyboard.keys('\x1a')
        break
      case 'end':
        this.#keyboard.keys('\x04')
        break
      case 'clear':
        this.#show(`\x1b[H\x1b[2J${this.#lead}${paint(state)}`)
        break
      case 'complete':
        this.#complete(event.before)
        break
      case undefined:
    }
  }

  /** The terminal echoes what it takes in, so the line that was painted here goes away first. */
  #send(line: string): void {
    this.#show(unpaint({ ...this.#state, cursor: this.#state.chars.length }))
    if (line.trim() !== '' && line !== this.#lines.at(-1)) this.#lines.push(line)
    this.#state = this.#newLine()
    this.#keyboard.line(`${line}\n`)
  }

  /** Ctrl-C leaves the unfinished line on the screen, as a terminal does. */
  #leave(key: string): void {
    this.#state = this.#newLine()
    this.#keyboard.keys(key)
  }

  #complete(before: string): void {
    const { typed, candidates } = this.#keyboard.complete(before)
    const wasTab = this.#lastWasTab
    this.#lastWasTab = true
    const addition = commonStart(candidates).slice(typed.length)
    const [only] = candidates
    if (only !== undefined && candidates.length === 1)
      this.#insert(only.slice(typed.length) + (/[/=]$/.test(only) ? '' : ' '))
    else if (addition !== '') this.#insert(addition)
    else if (wasTab && candidates.length > 1) this.#list(candidates)
  }

  #insert(text: string): void {
    const edited = insert(this.#state, text)
    this.#state = edited.state
    this.#show(edited.output)
  }

  #list(candidates: readonly string[]): void {
    const shown = candidates.map((it) => it.replace(/^.*\/(?=.)/, ''))
    this.#show(`\r\n${inColumns(shown, this.#columns)}\r\n${this.#lead}${paint(this.#state)}`)
  }

  #newLine(): EditorState {
    return newLine({
      history: [...this.#lines],
      prompt: this.#lead,
      columns: this.#columns,
    })
  }
}

function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words
  let length = first.length
  for (const word of others) while (!word.startsWith(first.slice(0, length))) length--
  return first.slice(0, length)
}

function inColumns(words: readonly string[], columns: number): string {
  const width = Math.max(...words.map(cellWidth)) + 2
  const across = Math.max(1, Math.floor(columns / width))
  const down = Math.ceil(words.length / across)
  return Array.from({ length: down }, (_, row) =>
    words
      .filter((_word, index) => index % down === row)
      .map((word) => word + ' '.repeat(width - cellWidth(word)))
      .join('')
      .trimEnd(),
  ).join('\r\n')
}
