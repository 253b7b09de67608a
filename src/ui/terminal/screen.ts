/** The learner's terminal, as the page uses it: text to paint, keys to pass on. */
export interface Screen {
  /** What was written before is painted at once, the rest as it comes. */
  onScreen(paint: (text: string) => void): () => void
  type(text: string): void
  resize(cols: number, rows: number): void
}
