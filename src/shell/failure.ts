/** How far an error reaches: the command, the rest of the line, or the whole shell. */
export type Reach = 'command' | 'line' | 'shell'

/** What goes wrong in a shell, in its own words. */
export class ShellError extends Error {
  readonly status: number
  readonly reach: Reach
  /** The builtin that says it. */
  readonly called: string | null
  /** What stands before it, once the place where it happened is left. */
  lead: string | null = null

  constructor(
    message: string,
    how: { readonly status: number; readonly reach?: Reach; readonly called?: string },
  ) {
    super(message)
    this.status = how.status
    this.reach = how.reach ?? 'command'
    this.called = how.called ?? null
  }
}

/** `exit`, or the end that `set -e` brings. */
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

/** An assignment to what may not be changed; each shell says it in its own words. */
export class ReadonlyVariable extends Error {
  readonly variable: string

  constructor(variable: string) {
    super(`${variable}: readonly variable`)
    this.variable = variable
  }
}

/** Ctrl-C at a dialogue: whatever was being carried out is given up. */
export class Interrupted {
  readonly status = 130
}
