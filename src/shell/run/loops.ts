import { type Run, work } from '#engine'
import type { ArithmeticFor, For, While } from 'unbash'
import { LoopJump } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { runTraps } from '../traps.ts'
import { assignText } from '../words/assign.ts'
import { expandArithmetic } from '../words/calculate.ts'
import { expandWords } from '../words/expand.ts'
import { runCondition, runList, STEP_US } from './lists.ts'

export function* runWhile(shell: Shell, node: While): Run {
  let status = 0
  yield* inLoop(shell, function* () {
    for (;;) {
      const round = { isLast: false }
      yield* eachRound(shell, function* () {
        const condition = yield* runCondition(shell, node.clause)
        round.isLast = (condition === 0) !== (node.kind === 'while')
        if (!round.isLast) status = yield* runList(shell, node.body)
      })
      if (round.isLast) return
    }
  })
  return status
}

export function* runFor(shell: Shell, node: For): Run {
  const words =
    node.wordlist === undefined ? shell.parameters : yield* expandWords(shell, node.wordlist)
  let status = 0
  yield* inLoop(shell, function* () {
    for (const word of words)
      yield* eachRound(shell, function* () {
        yield* assignText(shell, { name: node.name.value, index: undefined }, word)
        status = yield* runList(shell, node.body)
      })
  })
  return status
}

export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Run {
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
export function* inLoop(shell: Shell, body: () => Run<void>): Run<void> {
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

export function* eachRound(shell: Shell, round: () => Run<void>): Run<void> {
  yield* work(STEP_US)
  yield* runTraps(shell)
  try {
    yield* round()
  } catch (jump) {
    if (!(jump instanceof LoopJump) || jump.kind !== 'continue' || jump.levels > 1) throw jump
  }
}
