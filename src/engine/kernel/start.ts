import { FileView } from '../files/file-view.ts'
import type { Location } from '../files/mount.ts'
import { Descriptors } from './descriptors.ts'
import { exitCodeOf } from './ending.ts'
import { EXEC_US, type Executable, findExecutable } from './execute.ts'
import { leadSession } from './job-control.ts'
import type { Machine } from './machine.ts'
import type { OpenFile } from './open-file.ts'
import type { PidNamespace } from './pid-namespace.ts'
import type { Credentials, Pid, Program } from './process.ts'
import { PseudoTerminal, type TerminalMaster } from './pseudo-terminal.ts'
import { ALL_CAPABILITIES } from './procfs/capabilities.ts'
import { sendSignal } from './signalling.ts'
import type { SignalName } from './signals.ts'
import { addTask, demandRoom, launch } from './spawn.ts'
import type { Ending, Surroundings, Task } from './task.ts'

export interface StartOptions {
  /** A file of its mounts; or a program that needs no file, for tests and machinery. */
  readonly executable: { readonly path: string } | { readonly program: Program }
  readonly argv: readonly string[]
  readonly env: Iterable<readonly [name: string, value: string]>
  readonly cwd: string
  readonly credentials: Credentials
  /** The container it belongs to, or the machine itself (`kernel.host`). */
  readonly surroundings: Surroundings
  /** A fresh one makes it number 1; an existing one lets it join. Absent: the machine's own. */
  readonly pidNamespace?: PidNamespace
  readonly stdio: readonly [stdin: OpenFile, stdout: OpenFile, stderr: OpenFile]
  /** The controlling terminal of the session that it leads. */
  readonly terminal?: TerminalMaster
  /** Called while the kernel is still at work: take a note or set an alarm, no more. */
  readonly onExit?: (exit: ProcessExit) => void
}

export interface ProcessExit {
  /** 128 + n when a signal ended it. */
  readonly code: number
  readonly signal?: SignalName
}

/** A process as whoever started it from outside knows it. */
export interface StartedProcess {
  readonly hostPid: Pid
  /** In its own PID namespace. */
  readonly pid: Pid
  readonly hasEnded: boolean
  /** From outside its PID namespace. */
  signal(signal: SignalName): void
}

/** The superuser of a machine. */
export const ROOT: Credentials = { uid: 0, gid: 0, groups: [], capabilities: ALL_CAPABILITIES }

export function startProcess(machine: Machine, options: StartOptions): StartedProcess {
  const namespace = options.pidNamespace ?? machine.namespace
  const { surroundings, stdio, terminal } = options
  demandRoom({ namespace, surroundings })
  const view = viewOf(options)
  const found = executableOf(machine, view, options)
  const task = addTask({
    machine,
    namespace,
    surroundings,
    descriptors: withStdio(stdio),
    files: (viewer) => view.copy(viewer),
    env: new Map(options.env),
    actions: new Map(),
    parent: machine.namespace.init,
    argv: found.argv,
    executable: found.path,
    executablePlace: found.place,
    comm: found.comm,
    group: leadSession,
  })
  task.hasExecuted = true
  task.onExit = exitListener(options)
  if (terminal instanceof PseudoTerminal) terminal.control(task.group)
  launch(task, found.program, EXEC_US)
  return startedProcess(task)
}

/** Number 1 of the machine: has no program, adopts orphans and never lets them become zombies. */
export function startHostInit(machine: Machine, surroundings: Surroundings): void {
  const { root } = surroundings.mounts
  const init = addTask({
    machine,
    namespace: machine.namespace,
    surroundings,
    descriptors: new Descriptors(),
    files: (viewer) =>
      new FileView({ root, workingDirectory: root, credentials: ROOT, viewer, umask: 0o022 }),
    env: new Map(),
    actions: new Map([['CHLD', 'ignore']]),
    parent: null,
    argv: ['/sbin/init'],
    executable: '/sbin/init',
    executablePlace: null,
    comm: 'init',
    group: leadSession,
  })
  init.hasExecuted = true
}

function viewOf(options: StartOptions): FileView {
  const { credentials, surroundings } = options
  const view = surroundings.mounts.view({ credentials })
  view.chdir(options.cwd)
  return view
}

type Found = Pick<Executable, 'program' | 'argv' | 'path' | 'comm'> & {
  readonly place: Location | null
}

function executableOf(machine: Machine, view: FileView, options: StartOptions): Found {
  const { executable, argv } = options
  if ('path' in executable)
    return findExecutable(view, machine.options.programs, { path: executable.path, argv })
  const comm = argv[0]?.split('/').pop() ?? ''
  return { program: executable.program, argv, path: argv[0] ?? '', place: null, comm }
}

function withStdio(stdio: StartOptions['stdio']): Descriptors {
  const descriptors = new Descriptors()
  for (const file of stdio) descriptors.install(file)
  return descriptors
}

function exitListener(options: StartOptions): ((ending: Ending) => void) | null {
  const { onExit } = options
  if (onExit === undefined) return null
  return (ending) => {
    const code = exitCodeOf(ending)
    onExit(ending.kind === 'exited' ? { code } : { code, signal: ending.signal })
  }
}

function startedProcess(task: Task): StartedProcess {
  return {
    hostPid: task.hostPid,
    pid: task.pid,
    get hasEnded() {
      return task.ending !== null
    },
    signal: (signal) => {
      sendSignal(task, signal, 'outside')
    },
  }
}
