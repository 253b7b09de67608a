import { type Run, write } from '#engine'
import type { AndOr, PipelineNode } from 'unbash'
import type { Shell } from '../shell.ts'
import { sourceOf } from './source.ts'
import { runToEnd } from './outcome.ts'

/** `command &`: a child that the shell does not wait for. */
export function* startInBackground(shell: Shell, node: AndOr | PipelineNode): Run {
  const { process } = shell
  const hasJobControl = shell.has('monitor')
  const pid = process.fork(function* (child) {
    if (hasJobControl) child.setpgid(0, 0)
    const copy = shell.fork(child)
    if (!hasJobControl) {
      child.on('INT', 'ignore')
      child.on('QUIT', 'ignore')
      readNothing(copy)
    }
    return yield* runToEnd(copy, () => {
      copy.isLast = true
      return copy.interpreter.andOr(copy, node)
    })
  })
  if (hasJobControl) process.setpgid(pid, pid)
  const group = hasJobControl ? pid : process.pgid
  const job = shell.jobs.add({ group, pids: [pid], command: sourceOf(node) })
  job.isBackground = true
  shell.lastBackground = pid
  if (shell.isInteractive) yield* write(process, 2, `[${job.id}] ${pid}\n`)
  return 0
}

/** Without job control a command in the background must not take the terminal's input. */
function readNothing({ process }: Shell): void {
  const fd = process.open('/dev/null', { read: true })
  process.dup(fd, 0)
  if (fd !== 0) process.close(fd)
}
