/** Where the text is kept between visits. */
export interface Keeper {
  readonly keep: (text: string) => boolean
  /** Something else has taken the place of this text, as a whole. */
  readonly replaced: (text: string) => void
}

const MOST_STEPS = 200
/** Keys that follow each other this quickly are undone together. */
const ONE_STEP_MS = 700

/**
 * The text in the editor, whichever editor shows it. Every change is kept at once; undo goes back
 * over the changes of both editors.
 */
export class EditorText {
  readonly #keeper: Keeper
  readonly #listeners = new Set<() => void>()
  #text: string
  #past: readonly string[] = []
  #future: readonly string[] = []
  #lastEdit = -Infinity
  #isKept = true

  constructor(text: string, keeper: Keeper) {
    this.#text = text
    this.#keeper = keeper
  }

  readonly read = (): string => this.#text

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get canUndo(): boolean {
    return this.#past.length > 0
  }

  get canRedo(): boolean {
    return this.#future.length > 0
  }

  /** False: the browser keeps nothing, and closing the page loses the text. */
  get isKept(): boolean {
    return this.#isKept
  }

  /** A change by typing, at a real time in milliseconds. */
  edit(text: string, at: number): void {
    if (text === this.#text) return
    const isContinued = at - this.#lastEdit < ONE_STEP_MS && this.#past.length > 0
    if (!isContinued) this.#past = [...this.#past, this.#text].slice(-MOST_STEPS)
    this.#lastEdit = at
    this.#future = []
    this.#become(text)
  }

  /** A change as a whole, such as taking a solution over; it is undone as a whole. */
  replace(text: string): void {
    if (text === this.#text) return
    this.#past = [...this.#past, this.#text].slice(-MOST_STEPS)
    this.#keeper.replaced(this.#text)
    this.#lastEdit = -Infinity
    this.#future = []
    this.#become(text)
  }

  undo(): void {
    const before = this.#past.at(-1)
    if (before === undefined) return
    this.#past = this.#past.slice(0, -1)
    this.#future = [this.#text, ...this.#future]
    this.#lastEdit = -Infinity
    this.#become(before)
  }

  redo(): void {
    const [after, ...rest] = this.#future
    if (after === undefined) return
    this.#past = [...this.#past, this.#text]
    this.#future = rest
    this.#lastEdit = -Infinity
    this.#become(after)
  }

  #become(text: string): void {
    this.#text = text
    this.#isKept = this.#keeper.keep(text)
    for (const listener of this.#listeners) listener()
  }
}
