import type { ContainerFiles } from '../kernel/container-files.ts'
import { write } from '../kernel/calls.ts'
import { messageOf, SystemError } from '../kernel/errno.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { PidNamespace } from '../kernel/pid-namespace.ts'
import type { Credentials, Program } from '../kernel/process.ts'
import type { ProcessExit, StartedProcess, StartOptions } from '../kernel/start.ts'
import { findExecutable, goMessage } from './find-executable.ts'
import type { ProcessIo } from './process-io.ts'

/** Where a process of a container runs. */
export interface LaunchPlace {
  readonly kernel: Kernel
  readonly files: ContainerFiles
  readonly pidNamespace: PidNamespace
  readonly credentials: Credentials
  readonly cwd: string
  readonly env: ReadonlyMap<string, string>
}

export interface Launch {
  readonly argv: readonly string[]
  readonly io: ProcessIo
  readonly onExit: (exit: ProcessExit) => void
}

/** Why a process cannot be started: in the words of runc, and in those of crun. */
export class LaunchFailure extends Error {
  readonly crun: string

  constructor(runc: string, crun: string) {
    super(runc)
    this.crun = crun
  }
}

/** What a process that could not be executed after all ends with. */
const EXEC_FAILED = 255

/** Starts a process in a container as runc does: directory, lookup of the command, execve. */
export function launch(place: LaunchPlace, { argv, io, onExit }: Launch): StartedProcess {
  const { kernel, files, pidNamespace, credentials, cwd, env } = place
  const [command = ''] = argv
  const path = executablePath(place, command)
  const start: Omit<StartOptions, 'executable'> = {
    argv,
    env,
    cwd,
    credentials,
    surroundings: files.surroundings,
    pidNamespace,
    stdio: io.stdio,
    ...(io.terminal === undefined ? {} : { terminal: io.terminal }),
    onExit,
  }
  try {
    return kernel.start({ ...start, executable: { path } })
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    // No process can begin: its PID namespace has ended, or there are too many already.
    if (error.errno === 'ENOMEM' || error.errno === 'EAGAIN')
      throw new LaunchFailure(
        "can't get final child's PID from pipe: EOF",
        `clone: ${messageOf(error.errno)}`,
      )
    // The file is there and may be executed, but the kernel cannot: runc says so and ends.
    const program = saying(`exec ${path}: ${goMessage(error.errno)}\n`)
    return kernel.start({ ...start, executable: { program } })
  }
}

/** The file that a command names, where it can be started; throws a LaunchFailure where not. */
export function executablePath(place: LaunchPlace, command: string): string {
  const { files, credentials, cwd, env } = place
  const view = files.mounts.view({ credentials })
  try {
    view.chdir(cwd)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new LaunchFailure(
      `chdir to cwd (${JSON.stringify(cwd)}) set in config.json failed: ${goMessage(error.errno)}`,
      `chdir to \`${cwd}\`: ${messageOf(error.errno)}`,
    )
  }
  const found = findExecutable(view, command, env.get('PATH') ?? '')
  if (!found.ok) throw new LaunchFailure(found.message, found.crun)
  return found.path
}

function saying(text: string): Program {
  return function* (process) {
    yield* write(process, 2, text)
    return EXEC_FAILED
  }
}
