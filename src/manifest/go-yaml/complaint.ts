/** A mistake in YAML as go-yaml v2 words it; thrown while the text is walked. */
export class Complaint extends Error {
  /** In the text; for the editor, which wants to mark the place. */
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** A place in the text; lines and columns count from 0. */
export interface Mark {
  readonly offset: number
  readonly line: number
  readonly column: number
}

/** A piece that cannot be read to its end. `began` is its first letter. */
export function scannerComplaint(problem: string, began: Mark, at: Mark): Complaint {
  return new Complaint(words(problem, at.line === 0 ? began.line : at.line + 1), at.offset)
}

/** Sound pieces in a wrong order: go-yaml names the line before, and so does kubectl. */
export function grammarComplaint(problem: string, began: Mark, at: Mark): Complaint {
  return new Complaint(words(problem, at.line === 0 ? began.line : at.line), at.offset)
}

function words(problem: string, line: number): string {
  return line === 0 ? `yaml: ${problem}` : `yaml: line ${line}: ${problem}`
}
