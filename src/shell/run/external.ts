import { type Errno, exec, findProgram, messageOf, type Process, type Run, work } from '#engine'
import type { Redirection } from 'unbash'
import { ShellError, ShellExit } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { waitInForeground } from './foreground.ts'
import { complain } from './outcome.ts'
import { redirect } from './redirect.ts'

export interface External {
  readonly argv: readonly string[]
  readonly redirections: readonly Redirection[]
  readonly assignments: readonly (readonly [name: string, value: string])[]
  /** As `jobs` shows it. */
  readonly source: () => string
}

/** Microseconds that fork(2) and execve(2) with their page tables take. */
const FORK_US = 300
const EXEC_US = 500

/** A program of its own: fork and exec, or only exec when the shell has nothing else to do. */
export function* runExternal(shell: Shell, command: External): Run {
  if (shell.isLast && !shell.traps.has('EXIT')) return yield* becomeProgram(shell, command)
  const { process } = shell
  yield* work(FORK_US)
  const hasJobControl = shell.has('monitor')
  const pid = process.fork(function* (child) {
    if (hasJobControl) {
      child.setpgid(0, 0)
      if (child.isTerminal(0)) child.terminal(0).foreground = child.pid
    }
    return yield* becomeProgram(shell.fork(child), command)
  })
  if (hasJobControl) process.setpgid(pid, pid)
  const group = hasJobControl ? pid : process.pgid
  const job = shell.jobs.add({ group, pids: [pid], command: command.source() })
  return yield* waitInForeground(shell, job)
}

/** execve(2) with the shell's variables; comes back only with 126 or 127. */
function* becomeProgram(shell: Shell, command: External): Run {
  const { process } = shell
  try {
    yield* redirect(shell, command.redirections)
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    yield* complain(shell, error.message)
    return 1
  }
  for (const [name, value] of command.assignments) {
    shell.variables.set(name, value)
    shell.variables.export(name)
  }
  const [name = ''] = command.argv
  const path = findProgram(process, name)
  if (path === undefined) {
    yield* complain(shell, shell.flavour.notFound(name))
    return 127
  }
  yield* work(EXEC_US)
  giveEnvironment(shell, process, path)
  const errno = yield* exec(path, command.argv)
  if (errno === 'ENOEXEC') return yield* runAsScript(shell, path, command.argv)
  return yield* refuse(shell, name, errno)
}

function giveEnvironment(shell: Shell, process: Process, path: string): void {
  process.env.clear()
  for (const [name, value] of shell.variables.environment()) process.env.set(name, value)
  if (shell.flavour.name === 'bash') process.env.set('_', path)
}

/** A text without #! is run by a shell of the same kind. */
function* runAsScript(shell: Shell, path: string, argv: readonly string[]): Run {
  const interpreter = findProgram(shell.process, shell.flavour.name === 'bash' ? 'bash' : 'sh')
  if (interpreter !== undefined) yield* exec(interpreter, [argv[0] ?? path, path, ...argv.slice(1)])
  return 126
}

function* refuse(shell: Shell, name: string, errno: Errno): Run {
  const isThere = errno !== 'ENOENT'
  if (shell.flavour.name === 'bash') {
    const words = isDirectory(shell.process, name) ? 'Is a directory' : messageOf(errno)
    yield* complain(shell, `${name}: ${words}`)
  } else yield* complain(shell, `${name}: ${isThere ? messageOf(errno) : 'not found'}`)
  return isThere ? 126 : 127
}

function isDirectory(process: Process, path: string): boolean {
  return (
    path.includes('/') && process.access(path, 'read') && process.stat(path).kind === 'directory'
  )
}

/** `exec program`: the shell is replaced, or ends. */
export function* execProgram(shell: Shell, argv: readonly string[]): Run {
  const source = (): string => argv.join(' ')
  const status = yield* becomeProgram(shell, { argv, redirections: [], assignments: [], source })
  if (!shell.isInteractive) throw new ShellExit(status)
  return status
}
