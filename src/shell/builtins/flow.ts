import { type Run, readAll, SystemError } from '#engine'
import { LoopJump, Return, ShellError, ShellExit } from '../failure.ts'
import { execProgram } from '../run/external.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './builtin.ts'
import { complainAbout } from './builtin.ts'

const decoder = new TextDecoder()

export const succeed: Builtin = function* () {
  return 0
}

export const fail: Builtin = function* () {
  return 1
}

export const exit: Builtin = function* (shell, args, called) {
  throw new ShellExit(yield* statusIn(shell, args, called))
}

export const returnFrom: Builtin = function* (shell, args, called) {
  throw new Return(yield* statusIn(shell, args, called))
}

function* statusIn(shell: Shell, [given]: readonly string[], called: string): Run {
  if (given === undefined) return shell.status
  if (/^-?\d+$/.test(given)) return Number(given) & 255
  yield* complainAbout(shell, called, `${given}: numeric argument required`)
  return 2
}

/** break and continue; outside a loop they do nothing. */
export const jump: Builtin = function* (shell, [given = '1'], called) {
  const levels = Number(given)
  if (!/^\d+$/.test(given) || levels < 1) {
    yield* complainAbout(shell, called, `${given}: loop count out of range`)
    return 1
  }
  if (shell.loops === 0) return 0
  throw new LoopJump(called === 'break' ? 'break' : 'continue', Math.min(levels, shell.loops))
}

export const evaluate: Builtin = (shell, args) => shell.evaluate(args.join(' '))

export const source: Builtin = function* (shell, [path, ...args], called) {
  if (path === undefined) {
    yield* complainAbout(shell, called, 'filename argument required')
    return 2
  }
  const text = yield* readFile(shell, path)
  const { parameters } = shell
  if (args.length > 0) shell.parameters = args
  try {
    return yield* shell.evaluate(text)
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.status
    throw thrown
  } finally {
    shell.parameters = parameters
  }
}

function* readFile(shell: Shell, path: string): Run<string> {
  const { process } = shell
  try {
    const fd = process.open(path, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return decoder.decode(bytes)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new ShellError(`${path}: ${error.message}`, 1)
  }
}

/** exec without a program only makes its redirections last. */
export const execute: Builtin = function* (shell, args) {
  if (args.length === 0) return 0
  return yield* execProgram(shell, args)
}
