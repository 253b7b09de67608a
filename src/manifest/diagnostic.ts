/** A piece of the text as editors count: lines and columns from 1, the end exclusive. */
export interface Range {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Something to say about a place in a manifest. */
export interface Diagnostic extends Range {
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** Who says so: the reader of YAML, or the API server's own rules. */
  readonly source: 'yaml' | 'api'
}
