import type { Fd, Pid, Process, Run, SignalName } from '#engine'
import type {
  AndOr,
  CommandNode,
  Function as FunctionNode,
  PipelineNode,
  Statement,
  Word,
  WordPart,
} from 'unbash'
import { ShellError } from './failure.ts'
import type { Flavour, Words } from './flavour.ts'
import { Jobs } from './jobs.ts'
import type { OptionName } from './shell-options.ts'
import { Variables } from './variables.ts'
import type { Piece, Position } from './words/fields.ts'

/** A function, and the text that its line numbers count in. */
export interface ShellFunction {
  readonly node: FunctionNode
  readonly source: string
}

/** What a trap stands for, beside signals. */
export type TrapName = SignalName | 'EXIT' | 'ERR'

/** How the parts of a shell reach one another: the language is recursive, its files are not. */
export interface Interpreter {
  /** A text of commands: `eval`, `.`, traps. */
  readonly text: (shell: Shell, source: string) => Run
  readonly statements: (shell: Shell, statements: readonly Statement[]) => Run
  readonly andOr: (shell: Shell, node: AndOr | PipelineNode) => Run
  readonly command: (shell: Shell, node: CommandNode) => Run
  /** What a word is made of once everything in it is expanded. */
  readonly pieces: (shell: Shell, word: Word, position: Position) => Run<readonly Piece[]>
  readonly parts: (shell: Shell, parts: readonly WordPart[]) => Run<string>
}

export interface ShellStart {
  readonly process: Process
  readonly flavour: Flavour
  /** $0 */
  readonly name: string
  readonly interpreter: Interpreter
  /** $$: the shell that was started, also in its subshells. */
  readonly shellPid?: Pid
}

/** A shell that runs: one process and everything that a script can change about it. */
export class Shell {
  readonly process: Process
  readonly flavour: Flavour
  readonly interpreter: Interpreter
  readonly shellPid: Pid
  readonly startedAt: number
  name: string
  variables: Variables
  functions = new Map<string, ShellFunction>()
  aliases = new Map<string, string>()
  options = new Set<OptionName>()
  /** $1, $2, … */
  parameters: readonly string[] = []
  status = 0
  /** The statuses of the last pipeline: PIPESTATUS. */
  statuses: readonly number[] = [0]
  /** The last match of [[ =~ ]]: BASH_REMATCH. */
  matched: readonly string[] = []
  lastArgument = ''
  lastBackground: Pid | null = null
  /** Descriptors of <(…) and >(…) that the command which runs still needs. */
  substitutions: readonly Fd[] = []
  jobs = new Jobs()
  /** How children ended that were waited for: they may be asked for again. */
  readonly ended = new Map<Pid, number>()
  /** `trap`: the command for each; an empty one ignores the signal. */
  traps = new Map<TrapName, string>()
  pendingSignals: SignalName[] = []
  /** Lines of a dialogue, for `history`. */
  history: readonly string[] = []
  /** pushd and popd. */
  directories: readonly string[] = []
  /** Signals that were ignored when the shell began stay so. */
  readonly ignoredAtStart: ReadonlySet<SignalName>
  /** The text that is carried out, and how far it has come: for the line in complaints. */
  source = ''
  /** Where in it the statement that runs stands. */
  statement: { readonly pos: number; readonly end: number } = { pos: 0, end: 0 }
  position = 0
  isInteractive = false
  /** It is, or was forked by one that is: complaints name no lines. */
  belongsToDialogue = false
  /** Ctrl-C has come since this was last cleared. */
  wasInterrupted = false
  isCommandString = false
  isLogin = false
  /** It was told at the end of input that jobs are stopped. */
  hasBeenWarned = false
  /** A forked copy: traps are gone, and job control with them. */
  isSubshell = false
  /** Loops around the command that runs, in this function. */
  loops = 0
  /** Functions that run, the innermost last. */
  calls: readonly string[] = []
  /** Commands that run, one inside the other. */
  nesting = 0
  /** Files that `.` is reading. */
  sourcing = 0
  /** Texts that are carried out, one inside the other. */
  depth = 0
  /** Inside a condition, `set -e` looks away. */
  conditions = 0
  /** Nothing comes after the next command: it may take the process over. */
  isLast = false

  constructor(start: ShellStart) {
    this.process = start.process
    this.flavour = start.flavour
    this.name = start.name
    this.interpreter = start.interpreter
    this.shellPid = start.shellPid ?? start.process.pid
    this.startedAt = start.process.now
    this.variables = Variables.from(start.process.env)
    this.ignoredAtStart = new Set(
      (['INT', 'QUIT', 'HUP', 'TERM', 'PIPE'] as const).filter(
        (signal) => start.process.actionOf(signal) === 'ignore',
      ),
    )
  }

  /** The same shell in a forked process. */
  fork(process: Process): Shell {
    const copy = new Shell({
      process,
      flavour: this.flavour,
      name: this.name,
      interpreter: this.interpreter,
      shellPid: this.shellPid,
    })
    copy.variables = this.variables.copy()
    copy.functions = new Map(this.functions)
    copy.aliases = this.aliases
    copy.options = new Set(this.options)
    copy.options.delete('monitor')
    copy.parameters = this.parameters
    copy.status = this.status
    copy.statuses = this.statuses
    copy.matched = this.matched
    copy.lastBackground = this.lastBackground
    copy.source = this.source
    copy.position = this.position
    copy.statement = this.statement
    copy.isCommandString = this.isCommandString
    copy.belongsToDialogue = this.belongsToDialogue
    copy.isSubshell = true
    copy.calls = this.calls
    copy.conditions = this.conditions
    this.#resetTraps(copy)
    return copy
  }

  /** Signals that were caught are as before; ignored ones stay ignored. */
  #resetTraps(copy: Shell): void {
    const { process } = copy
    for (const [name, command] of this.traps) {
      if (name === 'EXIT' || name === 'ERR') continue
      process.on(name, command === '' ? 'ignore' : 'default')
      if (command === '') copy.traps.set(name, command)
    }
    if (!this.has('monitor') && !this.isInteractive) return
    for (const signal of ['INT', 'QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'] as const)
      if (!this.traps.has(signal)) process.on(signal, 'default')
  }

  /** Carries out a text of commands. */
  evaluate(source: string): Run {
    return this.interpreter.text(this, source)
  }

  /** Whether Ctrl-C has come, once. */
  takeInterrupt(): boolean {
    const { wasInterrupted } = this
    this.wasInterrupted = false
    return wasInterrupted
  }

  has(option: OptionName): boolean {
    return this.options.has(option)
  }

  get line(): number {
    return this.source.slice(0, this.position).split('\n').length
  }

  /** What a complaint begins with: `bash: line 3: cd: `. */
  leadFor(called: string | null): string {
    return this.flavour.lead({
      name: this.name,
      line: this.line,
      isInteractive: this.belongsToDialogue,
      isCommandString: this.isCommandString,
      called,
    })
  }

  /** The words of this shell among those of all. */
  wordsOf(words: Words): string {
    return words[this.flavour.name]
  }

  /** An error in this shell's words; in dash and ash it ends a script unless told otherwise. */
  failure(
    words: Words,
    how: {
      readonly status: number
      readonly reach?: ShellError['reach']
      readonly called?: string
    },
  ): ShellError {
    return new ShellError(this.wordsOf(words), how)
  }
}

/** Where a shell keeps descriptors that a redirection has displaced. */
export const SAVED_FROM: Fd = 10
