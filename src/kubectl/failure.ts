import type { Status } from '#engine'

/** Something that went wrong for the one who typed the command: printed, not raised further. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The API server's refusal. `message` may say more than the Status does: which file, say. */
export class StatusError extends CommandError {
  readonly status: Status

  constructor(status: Status, message = status.message ?? '') {
    super(message)
    this.status = status
  }
}

/** Several at once: each gets a line of its own. */
export class ManyErrors extends CommandError {
  readonly errors: readonly CommandError[]

  constructor(errors: readonly CommandError[]) {
    super(aggregateText(errors))
    this.errors = errors
  }
}

/** Printed as it stands, without `error: ` before it. */
export class WordedError extends CommandError {}

/** Something was printed all the same before it was clear that it would not do. */
export class PrintedError extends CommandError {
  readonly printed: string

  constructor(message: string, printed: string) {
    super(message)
    this.printed = printed
  }
}

/** The same failure with another exit code: 1 means something else to the command. */
export class RecodedError extends CommandError {
  readonly failure: CommandError

  constructor(failure: CommandError, exitCode: number) {
    super(failure.message, exitCode)
    this.failure = failure
  }
}

/** A mistake in how a command was used. */
export function usageError(commandPath: string, message: string): CommandError {
  return new CommandError(`${message}\nSee '${commandPath} -h' for help and examples`)
}

/** Ends the command without another word. */
export class SilentExit extends CommandError {
  constructor(exitCode: number) {
    super('', exitCode)
  }
}

/** Nothing for no errors, the error itself for one. */
export function raiseAll(errors: readonly CommandError[]): void {
  const [first] = errors
  if (first === undefined) return
  throw errors.length === 1 ? first : new ManyErrors(errors)
}

export function isStatus(error: unknown, reason: string): error is StatusError {
  return error instanceof StatusError && error.status.reason === reason
}

/** Names what was being done and with which file, as `error when creating "x.yaml": …`. */
export function withSource(error: CommandError, verb: string, source: string): CommandError {
  if (source === '') return error
  const message = `error when ${verb} "${source}": ${error.message}`
  return error instanceof StatusError
    ? new StatusError({ ...error.status, message }, message)
    : new CommandError(message, error.exitCode)
}

function aggregateText(errors: readonly CommandError[]): string {
  const texts = [...new Set(errors.map((error) => error.message))]
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}
