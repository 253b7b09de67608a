/** What stops the command that is running, and in a script the shell itself. */
export class ShellError extends Error {
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** `exit`, or the end that `set -e` and failed expansions bring. */
export class ShellExit {
  readonly status: number

  constructor(status: number) {
    this.status = status
  }
}

/** `return` from a function or a sourced script. */
export class Return {
  readonly status: number

  constructor(status: number) {
    this.status = status
  }
}

/** `break` and `continue`, on their way out through `levels` loops. */
export class LoopJump {
  readonly kind: 'break' | 'continue'
  readonly levels: number

  constructor(kind: 'break' | 'continue', levels: number) {
    this.kind = kind
    this.levels = levels
  }
}

/** Ctrl-C at a dialogue: whatever was being carried out is given up. */
export class Interrupted {
  readonly status = 130
}
