import { type Run, work } from '#engine'
import type { ArithmeticFor, Case, CompoundCommand, For, If, While, Word } from 'unbash'
import { LoopJump, ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { runTraps } from '../traps.ts'
import { expandArithmetic, expandToPattern, expandToText, expandWords } from '../words/expand.ts'
import { compilePattern } from '../words/pattern.ts'
import { runConditional } from './conditional.ts'
import { waitInForeground } from './foreground.ts'
import { runToEnd } from './outcome.ts'
import { sourceOf } from './source.ts'
import { runCondition, runList, STEP_US } from './lists.ts'

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
      return (yield* runConditional(shell, node.expression)) ? 0 : 1
    case 'ArithmeticCommand':
      return (yield* expandArithmetic(shell, node.expression)) === 0n ? 1 : 0
    case 'Select':
      throw new ShellError('select: not supported', 1)
  }
}

function* runIf(shell: Shell, node: If): Run {
  if ((yield* runCondition(shell, node.clause)) === 0) return yield* runList(shell, node.then)
  for (const branch of node.elif)
    if ((yield* runCondition(shell, branch.clause)) === 0) return yield* runList(shell, branch.then)
  if (node.else !== undefined) return yield* runList(shell, node.else)
  return 0
}

function* runWhile(shell: Shell, node: While): Run {
  let status = 0
  yield* inLoop(shell, function* () {
    for (;;) {
      const condition = yield* runCondition(shell, node.clause)
      if ((condition === 0) !== (node.kind === 'while')) return
      yield* eachRound(shell, function* () {
        status = yield* runList(shell, node.body)
      })
    }
  })
  return status
}

function* runFor(shell: Shell, node: For): Run {
  const words =
    node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist)
  let status = 0
  yield* inLoop(shell, function* () {
    for (const word of words)
      yield* eachRound(shell, function* () {
        shell.variables.set(node.name.value, word)
        status = yield* runList(shell, node.body)
      })
  })
  return status
}

function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Run {
  let status = 0
  yield* expandArithmetic(shell, node.initialize)
  yield* inLoop(shell, function* () {
    while (node.test === undefined || (yield* expandArithmetic(shell, node.test)) !== 0n) {
      yield* eachRound(shell, function* () {
        status = yield* runList(shell, node.body)
      })
      yield* expandArithmetic(shell, node.update)
    }
  })
  return status
}

/** A loop: nothing in it is the shell's last command, and break ends it. */
function* inLoop(shell: Shell, body: () => Run<void>): Run<void> {
  shell.isLast = false
  shell.loops++
  try {
    yield* body()
  } catch (jump) {
    if (!(jump instanceof LoopJump)) throw jump
    if (jump.levels > 1 && shell.loops > 1) throw new LoopJump(jump.kind, jump.levels - 1)
  } finally {
    shell.loops--
  }
}

function* eachRound(shell: Shell, round: () => Run<void>): Run<void> {
  yield* work(STEP_US)
  yield* runTraps(shell)
  try {
    yield* round()
  } catch (jump) {
    if (!(jump instanceof LoopJump) || jump.kind !== 'continue' || jump.levels > 1) throw jump
  }
}

function* runCase(shell: Shell, node: Case): Run {
  const text = yield* expandToText(shell, node.word)
  let status = 0
  let fallsThrough = false
  for (const item of node.items) {
    if (!fallsThrough && !(yield* matchesAny(shell, text, item.pattern))) continue
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

function* runSubshell(shell: Shell, node: Extract<CompoundCommand, { type: 'Subshell' }>): Run {
  const { process } = shell
  const hasJobControl = shell.has('monitor')
  const pid = process.fork(function* (child) {
    if (hasJobControl) child.setpgid(0, 0)
    const copy = shell.fork(child)
    return yield* runToEnd(copy, () => {
      copy.isLast = node.body.commands.length === 1
      return runList(copy, node.body)
    })
  })
  if (hasJobControl) process.setpgid(pid, pid)
  const group = hasJobControl ? pid : process.pgid
  const job = shell.jobs.add({ group, pids: [pid], command: sourceOf(node) })
  return yield* waitInForeground(shell, job)
}
