import { type Run, work, write } from '#engine'
import { collect } from './builtins/jobs.ts'
import { Interrupted, LoopJump, Return, ShellError, ShellExit } from './failure.ts'
import { evaluateText, isIncomplete } from './evaluate.ts'
import { stateOf } from './jobs.ts'
import { promptOf } from './prompt.ts'
import { LineReader } from './line-reader.ts'
import { complain, runToEnd } from './run/outcome.ts'
import { describeJob } from './run/foreground.ts'
import type { Shell } from './shell.ts'
import { runTraps } from './traps.ts'

/** A dialogue: prompt, line, answer. `edits`: the shell edits the line itself, as readline does. */
export function* runInteractive(shell: Shell, { edits }: { readonly edits: boolean }): Run {
  beInteractive(shell)
  const reader = new LineReader(shell, edits)
  return yield* runToEnd(shell, function* () {
    yield* readStartup(shell)
    return yield* converse(shell, reader)
  })
}

/** ~/.bashrc for bash; what ENV names for the others, as POSIX has it. */
function* readStartup(shell: Shell): Run<void> {
  const home = shell.variables.get('HOME')
  const path =
    shell.flavour.name === 'bash'
      ? home === undefined
        ? undefined
        : `${home}/.bashrc`
      : shell.variables.get('ENV')
  if (path === undefined || !shell.process.access(path, 'read')) return
  yield* carryOut(shell, `. ${path}`)
}

function beInteractive(shell: Shell): void {
  const { process } = shell
  shell.isInteractive = true
  for (const signal of ['QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'] as const)
    if (!shell.traps.has(signal)) process.on(signal, 'ignore')
  process.on('INT', () => {
    shell.wasInterrupted = true
  })
  if (!process.isTerminal(0)) return
  shell.options.add('monitor')
  if (process.pgid !== process.pid && process.sid !== process.pid) process.setpgid(0, 0)
  process.terminal(0).foreground = process.pgid
}

function* converse(shell: Shell, reader: LineReader): Run {
  for (;;) {
    yield* noticeJobs(shell)
    const command = yield* readCommand(shell, reader)
    if (command === null) return yield* leave(shell)
    if (command.trim() !== '') yield* carryOut(shell, command)
  }
}

function* leave(shell: Shell): Run {
  yield* write(shell.process, 2, shell.flavour.name === 'bash' ? 'exit\n' : '\n')
  return shell.status
}

/** Lines until they make a whole command, the later ones behind PS2. */
function* readCommand(shell: Shell, reader: LineReader): Run<string | null> {
  let text = ''
  for (;;) {
    const name = text === '' ? 'PS1' : 'PS2'
    const line = yield* reader.read(promptOf(shell, name))
    if (line.kind === 'interrupted') {
      shell.status = 130
      text = ''
      continue
    }
    if (line.kind !== 'line') {
      return text === '' ? null : text
    }
    text += `${line.text}\n`
    if (!isIncomplete(text)) return text
  }
}

function* carryOut(shell: Shell, command: string): Run<void> {
  shell.wasInterrupted = false
  shell.isLast = false
  try {
    yield* work(50)
    shell.status = yield* evaluateText(shell, command)
    yield* runTraps(shell)
  } catch (thrown) {
    if (thrown instanceof ShellExit) throw thrown
    if (thrown instanceof Interrupted) {
      if (shell.takeInterrupt()) yield* write(shell.process, 2, '\n')
      shell.status = thrown.status
    } else if (thrown instanceof ShellError) {
      yield* complain(shell, thrown.message)
      shell.status = thrown.status
    } else if (!(thrown instanceof Return) && !(thrown instanceof LoopJump)) throw thrown
    shell.loops = 0
    shell.conditions = 0
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
