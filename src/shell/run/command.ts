import type { Run } from '#engine'
import type { CommandNode } from 'unbash'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { runCompound } from './compound.ts'
import { complain } from './outcome.ts'
import { notFound } from './external.ts'
import { redirect } from './redirect.ts'
import { runSimple } from './simple-command.ts'

/** One command of whatever kind; gives its exit status. */
export function* runCommand(shell: Shell, node: CommandNode): Run {
  shell.nesting++
  try {
    return yield* runAnyCommand(shell, node)
  } finally {
    shell.nesting--
  }
}

function* runAnyCommand(shell: Shell, node: CommandNode): Run {
  switch (node.type) {
    case 'Command':
      shell.position = node.pos
      return yield* runSimple(shell, node)
    case 'Function':
      shell.functions.set(node.name.value, { node, source: shell.source })
      return 0
    case 'Redirected':
      return yield* runRedirected(shell, node)
    case 'Coproc':
      if (shell.flavour.name === 'bash')
        throw new ShellError('coproc: not supported', { status: 1 })
      yield* complain(shell, shell.failure(notFound('coproc'), { status: 127 }))
      return 127
    default:
      return yield* runCompound(shell, node)
  }
}

function* runRedirected(shell: Shell, node: Extract<CommandNode, { type: 'Redirected' }>): Run {
  shell.isLast = false
  let undo
  try {
    undo = yield* redirect(shell, node.redirects)
  } catch (error) {
    if (!(error instanceof ShellError) || error.reach !== 'command') throw error
    yield* complain(shell, error)
    return error.status
  }
  try {
    return yield* runCompound(shell, node.command)
  } finally {
    undo()
  }
}
