import { type Run, work } from '#engine'
import type { AndOr, CommandNode, Pipeline, PipelineNode, Statement } from 'unbash'
import { ShellExit } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { runTraps } from '../traps.ts'
import { runCommand } from './command.ts'
import { startInBackground } from './background.ts'
import { STEP_US } from './lists.ts'
import { runPipeline } from './pipeline.ts'

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
  yield* work(STEP_US)
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
    if (isFinal) status = yield* runWatched(shell, command)
    else {
      shell.conditions++
      try {
        status = yield* runPipelineNode(shell, command)
      } finally {
        shell.conditions--
      }
    }
    shell.status = status
  }
  return status
}

/** `set -e`: a failure that nobody looks at ends the shell. */
function* runWatched(shell: Shell, node: PipelineNode): Run {
  const status = yield* runPipelineNode(shell, node)
  shell.status = status
  const isNegated = node.type === 'Pipeline' && isNegation(node)
  if (status !== 0 && shell.has('errexit') && shell.conditions === 0 && !isNegated)
    throw new ShellExit(status)
  return status
}

function* runPipelineNode(shell: Shell, node: PipelineNode): Run {
  if (node.type !== 'Pipeline') return yield* runCommand(shell, node)
  if (isNegation(node)) {
    shell.conditions++
    shell.isLast = false
    try {
      return (yield* runPlain(shell, node)) === 0 ? 1 : 0
    } finally {
      shell.conditions--
    }
  }
  return yield* runPlain(shell, node)
}

function* runPlain(shell: Shell, node: Pipeline): Run {
  const [first] = node.commands
  if (node.commands.length === 1 && first !== undefined) return yield* runOne(shell, first)
  return yield* runPipeline(shell, node)
}

function runOne(shell: Shell, command: CommandNode): Run {
  return runCommand(shell, command)
}

function isNegation(node: Pipeline): boolean {
  return node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1
}
