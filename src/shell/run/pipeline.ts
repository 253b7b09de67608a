import { type Fd, type Pid, type Run, work } from '#engine'
import type { CommandNode, Pipeline } from 'unbash'
import type { Shell } from '../shell.ts'
import { FORK_US } from './external.ts'
import { waitInForeground } from './foreground.ts'
import { forked } from './job.ts'
import { runToEnd } from './outcome.ts'
import { sourceOf } from './source.ts'

/** Every command of a pipeline is a process; all of them run at the same time. */
export function* runPipeline(shell: Shell, pipeline: Pipeline): Run {
  const { process } = shell
  const pids: Pid[] = []
  let input: Fd | null = null
  for (const [index, command] of pipeline.commands.entries()) {
    yield* work(FORK_US)
    const isFinal = index === pipeline.commands.length - 1
    if (isFinal && input !== null && shell.has('lastpipe') && !shell.has('monitor'))
      return yield* runLastHere(shell, command, { input, pids })
    const [reader, writer] = isFinal ? [null, null] : process.pipe()
    const takesErrors = pipeline.operators[index] === '|&'
    const stage = { input, reader, writer, takesErrors, group: pids[0] }
    pids.push(yield* startStage(shell, command, stage))
    if (input !== null) process.close(input)
    if (writer !== null) process.close(writer)
    input = reader
  }
  const group = shell.has('monitor') ? (pids[0] ?? process.pgid) : process.pgid
  const job = shell.jobs.add({ group, pids, command: sourceOf(shell) })
  return yield* waitInForeground(shell, job)
}

/** shopt -s lastpipe: the last command has no shell of its own, so that what it sets stays. */
function* runLastHere(
  shell: Shell,
  command: CommandNode,
  { input, pids }: { readonly input: Fd; readonly pids: readonly Pid[] },
): Run {
  const { process } = shell
  const kept = process.dup(0)
  place(shell, input, 0)
  shell.isLast = false
  let status: number
  try {
    status = yield* shell.interpreter.command(shell, command)
  } finally {
    place(shell, kept, 0)
  }
  const job = shell.jobs.add({ group: process.pgid, pids, command: sourceOf(shell) })
  const before = yield* waitInForeground(shell, job)
  shell.statuses = [...shell.statuses, status]
  return status === 0 && shell.has('pipefail') ? before : status
}

interface Stage {
  readonly input: Fd | null
  readonly reader: Fd | null
  readonly writer: Fd | null
  readonly takesErrors: boolean
  /** The group of the first process; absent for the first itself. */
  readonly group: Pid | undefined
}

function* startStage(shell: Shell, command: CommandNode, stage: Stage): Run {
  const hasJobControl = shell.has('monitor')
  const pid = yield* forked(shell, function* (child) {
    if (hasJobControl) {
      child.setpgid(0, stage.group ?? 0)
      if (stage.group === undefined && child.isTerminal(0)) child.terminal(0).foreground = child.pid
    }
    const copy = shell.fork(child)
    if (stage.reader !== null) child.close(stage.reader)
    place(copy, stage.input, 0)
    place(copy, stage.writer, 1)
    if (stage.takesErrors) child.dup(1, 2)
    return yield* runToEnd(copy, () => {
      copy.isLast = true
      return copy.interpreter.command(copy, command)
    })
  })
  if (hasJobControl) shell.process.setpgid(pid, stage.group ?? pid)
  return pid
}

function place({ process }: Shell, from: Fd | null, to: Fd): void {
  if (from === null || from === to) return
  process.dup(from, to)
  process.close(from)
}
