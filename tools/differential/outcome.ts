/** What a command line came to. */
export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  /** Null: it had to be ended. */
  readonly code: number | null
}

/** What the client library logs beside the command's own words; it bears the time. */
const LOG_LINE = /^[EWI]\d{4} .*\n/gm

export function withoutLog(stderr: string): string {
  return stderr.replaceAll(LOG_LINE, '')
}
