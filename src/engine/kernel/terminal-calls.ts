import { SystemError } from './errno.ts'
import { mayTouch } from './job-signals.ts'
import { numberIn } from './pid-namespace.ts'
import type { Pid } from './process.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'
import type { Task } from './task.ts'
import type { Terminal, TerminalModes, WindowSize } from './terminal.ts'

/** tcgetattr(3), tcsetpgrp(3) and the like, as one process may use them. */
export class TerminalCalls implements Terminal {
  readonly #terminal: PseudoTerminal
  readonly #task: Task

  constructor(terminal: PseudoTerminal, task: Task) {
    this.#terminal = terminal
    this.#task = task
  }

  get name(): string {
    return this.#terminal.name
  }

  get modes(): TerminalModes {
    return this.#terminal.modes
  }

  set modes(modes: TerminalModes) {
    this.#demand()
    this.#terminal.modes = modes
  }

  get size(): WindowSize {
    return this.#terminal.size
  }

  get foreground(): Pid {
    const { foreground } = this.#terminal
    if (this.#terminal.session !== this.#task.group.session) throw new SystemError('ENOTTY')
    return foreground === null ? 0 : numberIn(this.#task.namespace, foreground)
  }

  set foreground(pgid: Pid) {
    if (this.#terminal.session !== this.#task.group.session) throw new SystemError('ENOTTY')
    this.#demand()
    const group = [...this.#task.namespace.tasks.values()]
      .map((task) => task.group)
      .find((it) => numberIn(this.#task.namespace, it) === pgid)
    if (group === undefined) throw new SystemError('ESRCH')
    if (group.session !== this.#terminal.session) throw new SystemError('EPERM')
    this.#terminal.foreground = group
  }

  /** A background job is stopped when it yields; the call itself is not made. */
  #demand(): void {
    if (!mayTouch(this.#task, this.#terminal, 'TTOU')) throw new SystemError('EINTR')
  }
}
