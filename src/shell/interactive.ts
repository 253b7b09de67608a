import { type Run, SystemError, work, write } from '#engine'
import { collect } from './builtins/jobs.ts'
import { evaluateText } from './evaluate.ts'
import { Interrupted, LoopJump, Return, ShellError, ShellExit } from './failure.ts'
import { stateOf } from './jobs.ts'
import { LineReader } from './line-reader.ts'
import { promptOf } from './prompt.ts'
import { describeJob } from './run/job-words.ts'
import { complain, runToEnd } from './run/outcome.ts'
import type { Shell } from './shell.ts'
import { isIncomplete } from './syntax.ts'
import { interactiveAction, runTraps } from './traps.ts'

/** What carrying a line out takes beside its steps, in microseconds. */
const LINE_US = 50

/** A dialogue: prompt, line, answer. `edits`: the shell edits the line itself, as readline does. */
export function* runInteractive(shell: Shell, { edits }: { readonly edits: boolean }): Run {
  beInteractive(shell)
  const reader = new LineReader(shell, edits)
  return yield* runToEnd(shell, function* () {
    yield* readStartup(shell)
    return yield* converse(shell, reader)
  })
}

/**
 * /etc/profile of a login; for bash what Debian's reads for everybody, then ~/.bashrc; what ENV
 * names for the others, as POSIX has it.
 */
function* readStartup(shell: Shell): Run<void> {
  const home = shell.variables.get('HOME') ?? '/'
  const isBash = shell.flavour.name === 'bash'
  const profiles = shell.isLogin ? ['/etc/profile', `${home}/.profile`] : []
  const own = isBash
    ? shell.isLogin
      ? []
      : ['/etc/bash.bashrc', `${home}/.bashrc`]
    : [shell.variables.get('ENV') ?? '']
  for (const path of [...profiles, ...own])
    if (path !== '' && isReadable(shell, path)) yield* carryOut(shell, `. ${path}`)
}

function isReadable({ process }: Shell, path: string): boolean {
  try {
    return process.access(path, 'read')
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}

function beInteractive(shell: Shell): void {
  const { process } = shell
  shell.isInteractive = true
  shell.belongsToDialogue = true
  shell.options.add('expand_aliases')
  for (const signal of ['INT', 'QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'] as const)
    if (!shell.traps.has(signal)) process.on(signal, interactiveAction(shell, signal))
  if (!process.isTerminal(0)) return
  shell.options.add('monitor')
  if (process.pgid !== process.pid && process.sid !== process.pid) process.setpgid(0, 0)
  process.terminal(0).foreground = process.pgid
}

function* converse(shell: Shell, reader: LineReader): Run {
  for (;;) {
    yield* noticeJobs(shell)
    const command = yield* readCommand(shell, reader)
    if (command === null) {
      if (yield* stays(shell)) continue
      return yield* leave(shell)
    }
    if (command.trim() !== '') yield* carryOut(shell, command)
  }
}

/** Who has stopped jobs is warned once. */
function* stays(shell: Shell): Run<boolean> {
  const isStopped = shell.jobs.all.some((job) => stateOf(job) === 'Stopped')
  if (!isStopped || shell.hasBeenWarned) return false
  shell.hasBeenWarned = true
  const words =
    shell.flavour.name === 'bash' ? 'exit\nThere are stopped jobs.\n' : '\nYou have stopped jobs.\n'
  yield* write(shell.process, 2, words)
  return true
}

function* leave(shell: Shell): Run {
  const isBash = shell.flavour.name === 'bash'
  yield* write(shell.process, 2, isBash ? (shell.isLogin ? 'logout\n' : 'exit\n') : '\n')
  return shell.status
}

/** Lines until they make a whole command, the later ones behind PS2. */
function* readCommand(shell: Shell, reader: LineReader): Run<string | null> {
  let text = ''
  for (;;) {
    const name = text === '' ? 'PS1' : 'PS2'
    const line = yield* reader.read(yield* promptOf(shell, name))
    if (line.kind === 'interrupted') {
      shell.status = 130
      yield* runTraps(shell)
      text = ''
      continue
    }
    if (line.kind !== 'line') return text === '' ? null : text
    text += `${line.text}\n`
    if (!isIncomplete(text)) return text
  }
}

function* carryOut(shell: Shell, command: string): Run<void> {
  shell.wasInterrupted = false
  shell.isLast = false
  shell.hasBeenWarned = false
  try {
    yield* work(LINE_US)
    shell.status = yield* evaluateText(shell, command)
    yield* runTraps(shell)
  } catch (thrown) {
    if (thrown instanceof ShellExit) throw thrown
    if (thrown instanceof Interrupted) {
      if (shell.takeInterrupt()) yield* write(shell.process, 2, '\n')
      shell.status = thrown.status
    } else if (thrown instanceof ShellError) {
      yield* complain(shell, thrown)
      shell.status = thrown.status
    } else if (!(thrown instanceof Return) && !(thrown instanceof LoopJump)) throw thrown
  } finally {
    shell.loops = 0
    shell.conditions = 0
    shell.depth = 0
  }
}

/** `[1]+  Done   sleep 5`, before the next prompt. */
function* noticeJobs(shell: Shell): Run<void> {
  collect(shell)
  for (const job of [...shell.jobs.all]) {
    const state = stateOf(job)
    if (state === 'Running' || state === job.toldOf) continue
    yield* write(shell.process, 2, `${describeJob(shell, job)}\n`)
    job.toldOf = state
    if (state === 'Done') shell.jobs.forget(job)
  }
}
