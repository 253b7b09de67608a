import type { Fd, Pid, Process, Run, SignalName } from '#engine'
import type { AndOr, CommandNode, Function as FunctionNode, PipelineNode, Statement } from 'unbash'
import type { Flavour } from './flavour.ts'
import { Jobs } from './jobs.ts'
import { Variables } from './variables.ts'

export type OptionName =
  | 'errexit'
  | 'nounset'
  | 'xtrace'
  | 'noexec'
  | 'noglob'
  | 'noclobber'
  | 'pipefail'
  | 'monitor'
  | 'allexport'
  | 'verbose'

/** The letters of `set`, where an option has one. */
export const OPTION_LETTERS: ReadonlyMap<string, OptionName> = new Map([
  ['e', 'errexit'],
  ['u', 'nounset'],
  ['x', 'xtrace'],
  ['n', 'noexec'],
  ['f', 'noglob'],
  ['C', 'noclobber'],
  ['m', 'monitor'],
  ['a', 'allexport'],
  ['v', 'verbose'],
])

/** How the parts of a shell reach one another: the language is recursive, its files are not. */
export interface Interpreter {
  /** A text of commands: `eval`, `.`, traps. */
  readonly text: (shell: Shell, source: string) => Run
  readonly statements: (shell: Shell, statements: readonly Statement[]) => Run
  readonly andOr: (shell: Shell, node: AndOr | PipelineNode) => Run
  readonly command: (shell: Shell, node: CommandNode) => Run
}

/** A shell that runs: one process and everything that a script can change about it. */
export class Shell {
  readonly process: Process
  readonly flavour: Flavour
  variables: Variables
  functions = new Map<string, FunctionNode>()
  aliases = new Map<string, string>()
  options = new Set<OptionName>()
  /** $0 and $1, $2, … */
  name: string
  parameters: readonly string[] = []
  status = 0
  lastBackground: Pid | null = null
  jobs: Jobs
  /** `trap`: the command for each signal; an empty one ignores it. */
  traps = new Map<SignalName | 'EXIT', string>()
  pendingSignals: SignalName[] = []
  /** The text that is carried out, and how far it has come: for the line in complaints. */
  source = ''
  position = 0
  isInteractive = false
  /** Ctrl-C has come since this was last cleared. */
  wasInterrupted = false
  isCommandString = false
  /** A forked copy: traps are gone, and job control with them. */
  isSubshell = false
  /** Loops around the command that runs, in this function. */
  loops = 0
  /** Functions that have called one another. */
  depth = 0
  /** Inside a condition, `set -e` looks away. */
  conditions = 0
  /** Nothing comes after the next command: it may take the process over. */
  isLast = false
  /** $$: the shell that was started, also in its subshells. */
  readonly shellPid: Pid
  readonly startedAt: number
  readonly interpreter: Interpreter

  constructor(start: {
    readonly process: Process
    readonly flavour: Flavour
    readonly name: string
    readonly interpreter: Interpreter
    readonly shellPid?: Pid
  }) {
    this.process = start.process
    this.flavour = start.flavour
    this.name = start.name
    this.interpreter = start.interpreter
    this.shellPid = start.shellPid ?? start.process.pid
    this.startedAt = start.process.now
    this.variables = Variables.from(start.process.env)
    this.jobs = new Jobs()
  }

  /** The same shell in a forked process. */
  fork(process: Process): Shell {
    const { flavour, name, interpreter, shellPid } = this
    const copy = new Shell({ process, flavour, name, interpreter, shellPid })
    copy.variables = this.variables.copy()
    copy.functions = new Map(this.functions)
    copy.options = new Set(this.options)
    copy.options.delete('monitor')
    copy.parameters = this.parameters
    copy.status = this.status
    copy.lastBackground = this.lastBackground
    copy.source = this.source
    copy.position = this.position
    copy.isCommandString = this.isCommandString || this.isInteractive
    copy.isSubshell = true
    copy.loops = this.loops
    copy.conditions = this.conditions
    for (const [signal, command] of this.traps)
      if (signal !== 'EXIT') {
        process.on(signal, command === '' ? 'ignore' : 'default')
        if (command === '') copy.traps.set(signal, command)
      }
    if (this.options.has('monitor') || this.isInteractive)
      for (const signal of ['INT', 'QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'] as const)
        if (!this.traps.has(signal)) process.on(signal, 'default')
    return copy
  }

  /** Whether Ctrl-C has come, once. */
  takeInterrupt(): boolean {
    const { wasInterrupted } = this
    this.wasInterrupted = false
    return wasInterrupted
  }

  /** Carries out a text of commands. */
  evaluate(source: string): Run {
    return this.interpreter.text(this, source)
  }

  has(option: OptionName): boolean {
    return this.options.has(option)
  }

  get line(): number {
    return this.source.slice(0, this.position).split('\n').length
  }

  /** `bash: line 3: `, as this shell begins its complaints. */
  get place(): string {
    return this.flavour.place({
      name: this.name,
      line: this.line,
      isInteractive: this.isInteractive,
      isCommandString: this.isCommandString,
    })
  }
}

/** Where a shell keeps descriptors that a redirection has displaced. */
export const SAVED_FROM: Fd = 10
