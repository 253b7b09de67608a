import type { Clock } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import { Programs } from '../files/binary.ts'
import type { MountNamespace } from '../files/mount-namespace.ts'
import type { History } from '../history/history.ts'
import type { SocketProvider } from '../network/socket-owner.ts'
import type { ImageFile } from '../runtime/image.ts'
import { Cgroup, type CgroupLimits } from './cgroup.ts'
import { type ContainerFiles, containerFiles, type ContainerStart } from './container-files.ts'
import { endTask } from './ending.ts'
import { Machine } from './machine.ts'
import { machineFiles, watchFiles } from './machine-files.ts'
import { NO_NETWORK } from './no-network.ts'
import type { OpenFile } from './open-file.ts'
import { PidNamespace } from './pid-namespace.ts'
import { openPipe } from './pipes.ts'
import type { Pid } from './process.ts'
import { step } from './scheduler.ts'
import { sendSignal } from './signalling.ts'
import type { SignalName } from './signals.ts'
import { startHostInit, startProcess, type StartedProcess, type StartOptions } from './start.ts'
import { SystemCalls } from './system-calls.ts'
import type { Surroundings, Task } from './task.ts'
import { makeTerminal, type TerminalPlace } from './terminals.ts'
import type { TerminalMaster } from './pseudo-terminal.ts'

export interface KernelOptions {
  /** Names the machine in facts, and is its hostname: a node's name. */
  readonly name: string
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  /** What the wall clock shows at the simulated time 0, in milliseconds since 1970. */
  readonly epochMs: number
  /** What is on its disk from the start; its own /proc, /sys, /dev and /tmp come by themselves. */
  readonly files?: ReadonlyMap<string, ImageFile>
  /** The machine's own network namespace; absent: it has none. */
  readonly network?: SocketProvider
  /** Share these among machines between which binaries are copied. */
  readonly programs?: Programs
  readonly memoryBytes?: number
  readonly processors?: number
  readonly diskBytes?: number
  /** Beyond it fork is refused with EAGAIN. */
  readonly processLimit?: number
}

const GIB = 2 ** 30
const DEFAULTS = { memoryBytes: 8 * GIB, processors: 4, diskBytes: 100 * GIB, processLimit: 4096 }

/**
 * A small Linux in memory: one machine's processes, files and terminals. Programs run by alarms
 * of the clock; whoever calls in from outside (a container runtime, a session) starts and signals
 * processes, feeds terminals and is told of endings.
 */
export interface Kernel {
  readonly name: string
  /** What the machine's own processes have around them: its files, network, hostname. */
  readonly host: Surroundings
  readonly mounts: MountNamespace
  /** The root of all control groups. */
  readonly cgroup: Cgroup
  /** What must be known of the machine to build file systems and pipes for it. */
  readonly machine: Machine
  /** Starts a process; throws a SystemError as execve(2) would refuse it. */
  start(options: StartOptions): StartedProcess
  /** To all processes of a control group, from outside: how a runtime ends a container. */
  signalGroup(cgroup: Cgroup, signal: SignalName): void
  /** From outside all PID namespaces; nothing happens when there is no such process. */
  signal(hostPid: Pid, signal: SignalName): void
  /** Inside the machine's own, or inside another one. */
  createPidNamespace(parent?: PidNamespace): PidNamespace
  createCgroup(start: {
    readonly path: string
    readonly container?: string
    readonly limits?: CgroupLimits
    readonly parent?: Cgroup
  }): Cgroup
  /** A container's files and whatever else surrounds its processes. */
  createContainerFiles(start: ContainerStart): ContainerFiles
  /** Records every change below a directory of the machine as `file.changed` of that subject. */
  watchFiles(path: string, subject: string): void
  createTerminal(place?: TerminalPlace): TerminalMaster
  createPipe(): { readonly reader: OpenFile; readonly writer: OpenFile }
}

export function createKernel(options: KernelOptions): Kernel {
  const given = { ...DEFAULTS, ...options }
  const limits = { memoryBytes: given.memoryBytes, processes: given.processLimit }
  const cgroup = new Cgroup({ parent: null, path: '/', limits })
  const machine = new Machine(
    {
      ...options,
      programs: options.programs ?? new Programs(),
      rootCgroup: cgroup,
      processors: given.processors,
      memoryBytes: given.memoryBytes,
    },
    { step, end: endTask, callsFor: (task: Task) => new SystemCalls(task) },
  )
  const around = { network: options.network ?? NO_NETWORK, uts: { hostname: options.name } }
  const { diskBytes } = given
  const { mounts, disk, terminals } = machineFiles(machine, { ...options, around, diskBytes })
  const host: Surroundings = { container: null, mounts, cgroup, ...around }
  startHostInit(machine, host)
  return {
    name: options.name,
    host,
    mounts,
    cgroup,
    machine,
    start: (start) => startProcess(machine, start),
    signal: (hostPid, signal) => {
      const task = machine.tasks.get(hostPid)
      if (task !== undefined) sendSignal(task, signal, 'outside')
    },
    signalGroup: (group, signal) => {
      for (const task of [...group.allTasks()]) sendSignal(task, signal, 'outside')
    },
    createPidNamespace: (parent = machine.namespace) => new PidNamespace(parent),
    createCgroup: (start) => new Cgroup({ parent: cgroup, ...start }),
    createContainerFiles: (start) => containerFiles({ machine, host: mounts, disk }, start),
    watchFiles: (path, subject) => {
      watchFiles(machine, mounts.place(path), subject)
    },
    createTerminal: (place = { directory: terminals }) => makeTerminal(place),
    createPipe: () => openPipe(machine),
  }
}
