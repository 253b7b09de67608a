import { type Run, work } from '#engine'
import { Return, ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { runList } from './lists.ts'

const DEEPEST_CALL = 500
/** Commands within commands: as many as the stack of every host bears. */
const DEEPEST_COMMAND = 250
const CALL_US = 5

/** A function: its own parameters and local variables, in the shell's own process. */
export function* runFunction(shell: Shell, name: string, args: readonly string[]): Run {
  const called = shell.functions.get(name)
  if (called === undefined) return 0
  const { parameters, loops, calls, source, position } = shell
  demandRoom(shell, name)
  const leave = shell.variables.enter()
  shell.parameters = args
  shell.loops = 0
  shell.calls = [...calls, name]
  shell.source = called.source
  try {
    yield* work(CALL_US)
    return yield* runBody(shell, called.node.body)
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.status
    throw thrown
  } finally {
    leave()
    shell.parameters = parameters
    shell.loops = loops
    shell.calls = calls
    shell.source = source
    shell.position = position
  }
}

function demandRoom(shell: Shell, name: string): void {
  if (shell.calls.length < DEEPEST_CALL && shell.nesting < DEEPEST_COMMAND) return
  throw new ShellError(`${name}: maximum function nesting level exceeded (${shell.calls.length})`, {
    status: 1,
    reach: 'line',
  })
}

type Body = NonNullable<ReturnType<Shell['functions']['get']>>['node']['body']

function* runBody(shell: Shell, body: Body): Run {
  if (body.type === 'CompoundList') return yield* runList(shell, body)
  return yield* shell.interpreter.command(shell, body)
}
