import { type Run, work } from '#engine'
import type { Case, CompoundCommand, If, Word } from 'unbash'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { expandArithmetic } from '../words/calculate.ts'
import { expandToPattern, expandToText } from '../words/expand.ts'
import { compilePattern } from '../words/pattern.ts'
import { BadExpression, runConditional } from './conditional.ts'
import { notFound } from './external.ts'
import { waitInForeground } from './foreground.ts'
import { startJob } from './job.ts'
import { runArithmeticFor, runFor, runWhile } from './loops.ts'
import { complain } from './outcome.ts'
import { runSelect } from './select.ts'
import { sourceOf } from './source.ts'
import { runCondition, runList } from './lists.ts'

const TEST_US = 5

export function* runCompound(shell: Shell, node: CompoundCommand): Run {
  switch (node.type) {
    case 'If':
      return yield* runIf(shell, node)
    case 'While':
      return yield* runWhile(shell, node)
    case 'For':
      return yield* runFor(shell, node)
    case 'ArithmeticFor':
      return yield* runArithmeticFor(shell, node)
    case 'Case':
      return yield* runCase(shell, node)
    case 'BraceGroup':
      return yield* runList(shell, node.body)
    case 'Subshell':
      return yield* runSubshell(shell, node)
    case 'TestCommand':
      return yield* runTest(shell, node)
    case 'ArithmeticCommand':
      // Other shells have no such thing: to them it is a subshell in a subshell.
      if (shell.flavour.name !== 'bash') return yield* shell.evaluate(`( (${node.body}) )`)
      yield* work(TEST_US)
      return (yield* expandArithmetic(shell, node.expression, node.body)) === 0n ? 1 : 0
    case 'Select':
      return yield* runSelect(shell, node)
  }
}

function* runTest(shell: Shell, node: Extract<CompoundCommand, { type: 'TestCommand' }>): Run {
  if (!shell.flavour.hasBashisms) {
    yield* complain(shell, shell.wordsOf(notFound('[[')))
    return 127
  }
  yield* work(TEST_US)
  try {
    return (yield* runConditional(shell, node.expression)) ? 0 : 1
  } catch (error) {
    if (error instanceof BadExpression) return 2
    if (!(error instanceof ShellError) || error.reach !== 'command') throw error
    yield* complain(shell, error)
    return error.status
  }
}

function* runIf(shell: Shell, node: If): Run {
  if ((yield* runCondition(shell, node.clause)) === 0) return yield* runList(shell, node.then)
  for (const branch of node.elif)
    if ((yield* runCondition(shell, branch.clause)) === 0) return yield* runList(shell, branch.then)
  if (node.else !== undefined) return yield* runList(shell, node.else)
  return 0
}

function* runCase(shell: Shell, node: Case): Run {
  const text = yield* expandToText(shell, node.word, 'value')
  let status = 0
  let fallsThrough = false
  for (const item of node.items) {
    if (!fallsThrough && !(yield* matchesAny(shell, text, item.pattern))) continue
    shell.status = 0
    status = yield* runList(shell, item.body)
    if (item.terminator === ';;&') {
      fallsThrough = false
      continue
    }
    fallsThrough = item.terminator === ';&'
    if (!fallsThrough) break
  }
  return status
}

function* matchesAny(shell: Shell, text: string, patterns: readonly Word[]): Run<boolean> {
  for (const pattern of patterns)
    if (compilePattern(yield* expandToPattern(shell, pattern)).matches(text)) return true
  return false
}

/** ( … ): a forked copy of the shell. */
function* runSubshell(shell: Shell, node: Extract<CompoundCommand, { type: 'Subshell' }>): Run {
  const job = yield* startJob(shell, {
    command: sourceOf(shell),
    run: (copy) => {
      copy.isLast = node.body.commands.length === 1
      return runList(copy, node.body)
    },
  })
  return yield* waitInForeground(shell, job)
}
