import { type Run, write } from '#engine'
import type { AndOr, PipelineNode } from 'unbash'
import type { Shell } from '../shell.ts'
import { startJob } from './job.ts'
import { sourceOf } from './source.ts'

/** `command &`: a child that the shell does not wait for. */
export function* startInBackground(shell: Shell, node: AndOr | PipelineNode): Run {
  const hasJobControl = shell.has('monitor')
  const job = yield* startJob(shell, {
    command: sourceOf(shell),
    isBackground: true,
    run: (copy) => {
      if (!hasJobControl) ignoreKeyboard(copy)
      copy.isLast = true
      return copy.interpreter.andOr(copy, node)
    },
  })
  job.isBackground = true
  const [pid = 0] = job.processes.keys()
  shell.lastBackground = pid
  if (shell.isInteractive && shell.flavour.name !== 'dash')
    yield* write(shell.process, 2, shell.flavour.name === 'bash' ? `[${job.id}] ${pid}\n` : '')
  return 0
}

/** Without job control a command in the background must not take the terminal's input. */
function ignoreKeyboard({ process }: Shell): void {
  process.on('INT', 'ignore')
  process.on('QUIT', 'ignore')
  const fd = process.open('/dev/null', { read: true })
  process.dup(fd, 0)
  if (fd !== 0) process.close(fd)
}
