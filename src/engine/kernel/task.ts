import type { Alarm, Cause, Ms } from '../clock/clock.ts'
import type { FileView } from '../files/file-view.ts'
import type { Location } from '../files/mount.ts'
import type { MountNamespace } from '../files/mount-namespace.ts'
import type { Viewer } from '../files/viewer.ts'
import type { SocketProvider } from '../network/socket-owner.ts'
import type { Part } from '../parts/part.ts'
import type { Cgroup } from './cgroup.ts'
import type { Descriptors } from './descriptors.ts'
import { SystemError } from './errno.ts'
import type { ProcessGroup } from './job-control.ts'
import type { Machine } from './machine.ts'
import type { OpenFile } from './open-file.ts'
import { type Numbered, numberIn, type PidNamespace } from './pid-namespace.ts'
import type { Pid, Process, Run, Waitable, Wake } from './process.ts'
import type { SignalAction, SignalName } from './signals.ts'

/** How a process ended. */
export type Ending =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signaled'; readonly signal: SignalName }

/** What all the processes of a container (or of the machine itself) have in common. */
export interface Surroundings {
  readonly container: string | null
  readonly mounts: MountNamespace
  readonly network: SocketProvider
  readonly cgroup: Cgroup
  /** The UTS namespace. */
  readonly uts: { hostname: string }
  /** Capabilities that nobody in it can have more than; absent: all. */
  readonly boundingSet?: ReadonlySet<string>
  /** PR_SET_NO_NEW_PRIVS: set-user-ID counts for nothing. */
  readonly noNewPrivileges?: boolean
}

/** What a process does while its program does not run. */
export type Rest =
  /** It will run at the next turn, with that news. */
  | { readonly kind: 'turn'; readonly wake: Wake; readonly alarm: Alarm }
  /** It will run as soon as a part of its program is here. */
  | { readonly kind: 'part'; readonly part: Part<unknown>; readonly alarm: Alarm }
  /** It computes until that time. */
  | { readonly kind: 'cpu'; readonly until: Ms; readonly alarm: Alarm; readonly then: () => void }
  | { readonly kind: 'wait'; readonly wait: Wait }
  /** Stopped: what was to come next is kept. */
  | { readonly kind: 'held'; readonly next: HeldTurn | HeldPart | HeldComputing }
  | { readonly kind: 'nothing' }

export interface HeldTurn {
  readonly wake: Wake
}

export interface HeldPart {
  readonly part: Part<unknown>
}

export interface HeldComputing {
  readonly leftMs: Ms
  readonly then: () => void
}

/** A select(2) that is going on. */
export interface Wait {
  readonly for: readonly Waitable[]
  readonly stops: (() => void)[]
  readonly alarm: Alarm | null
}

/** The kernel's own record of a process. */
export class Task implements Numbered, Viewer {
  readonly machine: Machine
  readonly namespace: PidNamespace
  readonly numbers: readonly Pid[]
  readonly surroundings: Surroundings
  readonly descriptors: Descriptors
  readonly files: FileView
  readonly env: Map<string, string>
  readonly startedAt: Ms
  readonly children = new Set<Task>()
  readonly actions: Map<SignalName, SignalAction>
  /** Signals that wait until it is continued. */
  readonly pending = new Set<SignalName>()
  parent: Task | null
  group: ProcessGroup
  /** The fact that it was started. */
  started: Cause = null
  argv: readonly string[]
  /** The file that it executes, as it was called then. */
  executable: string
  executablePlace: Location | null
  comm: string
  /** The environment as it was when the program began: /proc/PID/environ. */
  firstEnv: ReadonlyMap<string, string>
  process: Process | null = null
  run: Run | null = null
  rest: Rest = { kind: 'nothing' }
  ending: Ending | null = null
  stoppedBy: SignalName | null = null
  /** A stop or continuation that the parent has not been told of yet. */
  report: 'stopped' | 'continued' | null = null
  /** What it brought on itself while running; takes effect as soon as it yields. */
  doom: Ending | null = null
  /** Processor time that it has used and not yet paid with simulated time, in microseconds. */
  debtUs = 0
  usedUs = 0
  /** What children had used that it has waited for. */
  childrenUs = 0
  hasExecuted = false
  /** A handler has run since the program yielded. */
  wasInterrupted = false
  memoryBytes = 0
  onExit: ((ending: Ending) => void) | null = null

  constructor(made: TaskStart) {
    this.machine = made.machine
    this.namespace = made.namespace
    this.numbers = made.namespace.number(this)
    this.surroundings = made.surroundings
    this.descriptors = made.descriptors
    this.files = made.files(this)
    this.env = made.env
    this.actions = made.actions
    this.parent = made.parent
    this.argv = made.argv
    this.executable = made.executable
    this.executablePlace = made.executablePlace
    this.firstEnv = new Map(made.env)
    this.comm = made.comm
    this.startedAt = made.machine.clock.now
    this.group = made.group(this)
    this.group.members.add(this)
  }

  /** Its number on the machine itself. */
  get hostPid(): Pid {
    return this.numbers[0] ?? 0
  }

  get pid(): Pid {
    return this.numbers[this.namespace.level] ?? 0
  }

  get subject(): string {
    return `${this.machine.name}/${this.hostPid}`
  }

  get isInit(): boolean {
    return this.namespace.init === this
  }

  numberIn(namespace: object): number | null {
    const number = numberIn(namespace as PidNamespace, this)
    return number === 0 ? null : number
  }

  openControllingTerminal(): OpenFile {
    const { terminal } = this.group.session
    if (terminal === null) throw new SystemError('ENXIO')
    return terminal.open()
  }
}

export interface TaskStart {
  readonly machine: Machine
  readonly namespace: PidNamespace
  readonly surroundings: Surroundings
  readonly descriptors: Descriptors
  readonly files: (task: Task) => FileView
  readonly env: Map<string, string>
  readonly actions: Map<SignalName, SignalAction>
  readonly parent: Task | null
  readonly argv: readonly string[]
  readonly executable: string
  readonly executablePlace: Location | null
  readonly comm: string
  readonly group: (task: Task) => ProcessGroup
}

/** Whether it would run if it had a processor. */
export function isRunnable({ rest }: Task): boolean {
  return rest.kind === 'cpu' || rest.kind === 'turn' || rest.kind === 'part'
}
