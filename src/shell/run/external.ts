import { type Errno, exec, findProgram, messageOf, type Process, type Run, work } from '#engine'
import type { Assignment, Redirection } from 'unbash'
import { ShellError, ShellExit } from '../failure.ts'
import type { Words } from '../flavour.ts'
import type { Shell } from '../shell.ts'
import { assign } from '../words/assign.ts'
import { startJob } from './job.ts'
import { complain } from './outcome.ts'
import { redirect } from './redirect.ts'
import { sourceOf } from './source.ts'
import { waitInForeground } from './foreground.ts'

export interface External {
  readonly argv: readonly string[]
  readonly redirections: readonly Redirection[]
  readonly assignments: readonly Assignment[]
}

/** Microseconds that fork(2) and execve(2) with their page tables take. */
export const FORK_US = 300
const EXEC_US = 500

const NOT_FOUND = 127
const NOT_EXECUTABLE = 126

/** A program of its own: fork and exec, or only exec when the shell has nothing else to do. */
export function* runExternal(shell: Shell, command: External): Run {
  if (shell.isLast && mayBecome(shell)) return yield* becomeProgram(shell, command)
  const job = yield* startJob(shell, {
    command: sourceOf(shell),
    run: (copy) => becomeProgram(copy, command),
  })
  return yield* waitInForeground(shell, job)
}

/** Whoever has something to do at the end, or a child to look after, stays. */
function mayBecome(shell: Shell): boolean {
  const hasTraps = [...shell.traps].some(([, command]) => command !== '')
  return !hasTraps && !shell.isInteractive && shell.jobs.all.length === 0
}

/** execve(2) with the shell's variables; comes back only with 126 or 127. */
function* becomeProgram(shell: Shell, command: External): Run {
  const { process } = shell
  try {
    yield* redirect(shell, command.redirections)
  } catch (error) {
    if (!(error instanceof ShellError) || error.reach !== 'command') throw error
    yield* complain(shell, error)
    return error.status
  }
  for (const assignment of command.assignments) {
    yield* assign(shell, assignment)
    shell.variables.export(assignment.name)
  }
  const [name = ''] = command.argv
  const path = findCommand(shell, name)
  if (path === undefined) {
    yield* complain(shell, shell.wordsOf(notFound(name)))
    return NOT_FOUND
  }
  yield* work(EXEC_US)
  giveEnvironment(shell, process, path)
  const errno = yield* exec(path, command.argv)
  if (errno === 'ENOEXEC') return yield* runAsScript(shell, path, command.argv)
  return yield* refuse(shell, name, errno)
}

/** Along the shell's own PATH, which need not be exported. */
export function findCommand(shell: Shell, name: string): string | undefined {
  const path = shell.variables.get('PATH')
  if (path === undefined) shell.process.env.delete('PATH')
  else shell.process.env.set('PATH', path)
  return name === '' ? undefined : findProgram(shell.process, name)
}

export function notFound(name: string): Words {
  return {
    bash: `${name}: ${name.includes('/') ? 'No such file or directory' : 'command not found'}`,
    dash: `${name}: not found`,
    ash: `${name}: not found`,
  }
}

function giveEnvironment(shell: Shell, process: Process, path: string): void {
  process.env.clear()
  for (const [name, value] of shell.variables.environment()) process.env.set(name, value)
  if (shell.flavour.name === 'bash') process.env.set('_', path)
}

/** A text without #! is run by a shell of the same kind. */
function* runAsScript(shell: Shell, path: string, argv: readonly string[]): Run {
  const interpreter = findCommand(shell, shell.flavour.name === 'bash' ? 'bash' : 'sh')
  if (interpreter !== undefined) yield* exec(interpreter, [argv[0] ?? path, path, ...argv.slice(1)])
  return NOT_EXECUTABLE
}

function* refuse(shell: Shell, name: string, errno: Errno): Run {
  if (errno === 'ENOENT') {
    yield* complain(shell, shell.wordsOf(notFound(name)))
    return NOT_FOUND
  }
  const isBash = shell.flavour.name === 'bash'
  const words = isBash && isDirectory(shell.process, name) ? 'Is a directory' : messageOf(errno)
  yield* complain(shell, `${name}: ${words}`)
  return NOT_EXECUTABLE
}

function isDirectory(process: Process, path: string): boolean {
  return (
    path.includes('/') && process.access(path, 'read') && process.stat(path).kind === 'directory'
  )
}

/** `exec program`: the shell is replaced, or ends. */
export function* execProgram(shell: Shell, argv: readonly string[]): Run {
  const [name = ''] = argv
  if (!name.includes('/') && findCommand(shell, name) === undefined) {
    const words = {
      bash: `${name}: not found`,
      dash: `${name}: not found`,
      ash: `${name}: not found`,
    }
    const reach = shell.isInteractive ? 'command' : 'shell'
    throw shell.failure(words, { status: NOT_FOUND, reach, called: 'exec' })
  }
  const status = yield* becomeProgram(shell, { argv, redirections: [], assignments: [] })
  if (!shell.isInteractive) throw new ShellExit(status)
  return status
}
