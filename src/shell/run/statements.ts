import { type Run, work, write } from '#engine'
import type { AndOr, Pipeline, PipelineNode, Statement } from 'unbash'
import { ShellExit } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { runTrap, runTraps } from '../traps.ts'
import { startInBackground } from './background.ts'
import { runCommand } from './command.ts'
import { STEP_US } from './lists.ts'
import { runPipeline } from './pipeline.ts'
import { timesText } from './timing.ts'

/** Runs statements one after another; gives the status of the last. */
export function* runStatements(shell: Shell, statements: readonly Statement[]): Run {
  const isLast = shell.isLast
  for (const [index, statement] of statements.entries()) {
    shell.isLast = isLast && index === statements.length - 1
    shell.status = yield* runStatement(shell, statement)
    yield* runTraps(shell)
  }
  return shell.status
}

function* runStatement(shell: Shell, statement: Statement): Run {
  shell.position = statement.pos
  shell.statement = statement
  yield* work(STEP_US)
  if (shell.has('noexec') && !shell.isInteractive) return 0
  if (statement.background === true) return yield* startInBackground(shell, statement.command)
  return yield* runAndOr(shell, statement.command)
}

export function* runAndOr(shell: Shell, node: AndOr | PipelineNode): Run {
  if (node.type !== 'AndOr') return yield* runWatched(shell, node)
  const { isLast } = shell
  let status = 0
  for (const [index, command] of node.commands.entries()) {
    const operator = node.operators[index - 1]
    if (operator === '&&' && status !== 0) continue
    if (operator === '||' && status === 0) continue
    const isFinal = index === node.commands.length - 1
    shell.isLast = isLast && isFinal
    status = isFinal ? yield* runWatched(shell, command) : yield* runUnwatched(shell, command)
    shell.status = status
  }
  return status
}

/** Before && and || a failure decides only what comes next. */
function* runUnwatched(shell: Shell, node: PipelineNode): Run {
  shell.conditions++
  try {
    return yield* runPipelineNode(shell, node)
  } finally {
    shell.conditions--
  }
}

/** A failure that nobody looks at runs the ERR trap and, with `set -e`, ends the shell. */
function* runWatched(shell: Shell, node: PipelineNode): Run {
  const status = yield* runPipelineNode(shell, node)
  shell.status = status
  const isNegated = node.type === 'Pipeline' && isNegation(node)
  if (status === 0 || shell.conditions > 0 || isNegated) return status
  const trap = shell.traps.get('ERR')
  if (trap !== undefined && trap !== '') yield* runTrap(shell, trap)
  if (shell.has('errexit')) throw new ShellExit(status)
  return status
}

function* runPipelineNode(shell: Shell, node: PipelineNode): Run {
  if (node.type !== 'Pipeline') {
    const status = yield* runCommand(shell, node)
    shell.statuses = [status]
    return status
  }
  const time = node.prefixes.find((prefix) => prefix.type === 'Time')
  if (time !== undefined && shell.flavour.name === 'bash')
    return yield* runTimed(shell, node, time.posix !== undefined)
  return yield* runNegatable(shell, node)
}

function* runNegatable(shell: Shell, node: Pipeline): Run {
  if (!isNegation(node)) return yield* runPlain(shell, node)
  shell.conditions++
  shell.isLast = false
  try {
    return (yield* runPlain(shell, node)) === 0 ? 1 : 0
  } finally {
    shell.conditions--
  }
}

/** `time`: how long it took, and how much of the processor. */
function* runTimed(shell: Shell, node: Pipeline, isPosix: boolean): Run {
  const began = shell.process.now
  shell.isLast = false
  const status = yield* runNegatable(shell, node)
  yield* write(shell.process, 2, timesText(shell.process.now - began, isPosix))
  return status
}

function* runPlain(shell: Shell, node: Pipeline): Run {
  const [first] = node.commands
  if (first === undefined) return 0
  if (node.commands.length > 1) return yield* runPipeline(shell, node)
  const status = yield* runCommand(shell, first)
  shell.statuses = [status]
  return status
}

function isNegation(node: Pipeline): boolean {
  return node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1
}
