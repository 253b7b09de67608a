import { findProgram, type Run, readAll, SystemError, write } from '#engine'
import { LoopJump, Return, ShellExit } from '../failure.ts'
import { execProgram } from '../run/external.ts'
import type { Shell } from '../shell.ts'
import { type Builtin, complainAbout, fatal, inAll } from './builtin.ts'

const decoder = new TextDecoder()

export const succeed: Builtin = function* () {
  return 0
}

export const fail: Builtin = function* () {
  return 1
}

/** bash takes leave where somebody types it. */
export const exit: Builtin = function* (shell, args, called) {
  if (shell.flavour.name === 'bash' && shell.isInteractive)
    yield* write(shell.process, 2, shell.isLogin ? 'logout\n' : 'exit\n')
  throw new ShellExit(yield* statusIn(shell, args, called))
}

export const logout: Builtin = function* (shell, args, called) {
  if (shell.isLogin) throw new ShellExit(yield* statusIn(shell, args, called))
  yield* complainAbout(shell, called, inAll("not login shell: use `exit'"))
  return 1
}

/** Outside a function or a sourced file bash refuses; dash and ash leave the script. */
export const returnFrom: Builtin = function* (shell, args, called) {
  const isInside = shell.calls.length > 0 || shell.sourcing > 0
  if (!isInside && shell.flavour.name === 'bash') {
    yield* complainAbout(
      shell,
      called,
      inAll("can only `return' from a function or sourced script"),
    )
    return 2
  }
  throw new Return(yield* statusIn(shell, args, called))
}

function* statusIn(shell: Shell, [given]: readonly string[], called: string): Run {
  if (given === undefined) return shell.status
  if (/^-?\d+$/.test(given) && (shell.flavour.name === 'bash' || !given.startsWith('-')))
    return Number(given) & 255
  const posix = `Illegal number: ${given}`
  const words = { bash: `${given}: numeric argument required`, dash: posix, ash: posix }
  if (shell.flavour.name !== 'bash') throw fatal(shell, called, words)
  yield* complainAbout(shell, called, words)
  return 2
}

/** break and continue; outside a loop they do nothing. */
export const jump: Builtin = function* (shell, [given = '1'], called) {
  const levels = Number(given)
  if (!/^\d+$/.test(given) || levels < 1) {
    const posix = `Illegal number: ${given}`
    const bash = /^\d/.test(given)
      ? `${given}: loop count out of range`
      : `${given}: numeric argument required`
    throw fatal(shell, called, { bash, dash: posix, ash: posix })
  }
  if (shell.loops === 0) {
    if (shell.flavour.name === 'bash')
      yield* complainAbout(
        shell,
        called,
        inAll("only meaningful in a `for', `while', or `until' loop"),
      )
    return 0
  }
  throw new LoopJump(called === 'break' ? 'break' : 'continue', Math.min(levels, shell.loops))
}

export const evaluate: Builtin = function* (shell, args) {
  const text = args.join(' ')
  if (text.trim() === '') return 0
  return yield* shell.evaluate(text)
}

export const source: Builtin = function* (shell, [path, ...args], called) {
  if (path === undefined) {
    yield* complainAbout(shell, called, inAll('filename argument required'))
    if (shell.flavour.name === 'bash')
      yield* write(shell.process, 2, `${called}: usage: ${called} filename [arguments]\n`)
    return 2
  }
  const text = yield* readFile(shell, path, called)
  if (text === undefined) return 1
  const { parameters } = shell
  if (args.length > 0) shell.parameters = args
  shell.sourcing++
  try {
    return yield* shell.evaluate(text)
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.status
    throw thrown
  } finally {
    shell.sourcing--
    if (args.length > 0) shell.parameters = parameters
  }
}

/** Undefined, and a complaint, when bash cannot read it; the others end. */
function* readFile(shell: Shell, path: string, called: string): Run<string | undefined> {
  const { process } = shell
  const found = path.includes('/') ? path : (findProgram(process, path) ?? path)
  try {
    const fd = process.open(found, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return decoder.decode(bytes)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (shell.flavour.name === 'bash') {
      yield* write(shell.process, 2, `${shell.leadFor(null)}${path}: ${error.message}\n`)
      return undefined
    }
    const reason = error.errno === 'ENOENT' ? 'No such file' : error.message
    throw fatal(shell, called, {
      bash: '',
      dash: `cannot open ${path}: ${reason}`,
      ash: `can't open '${path}': ${error.message}`,
    })
  }
}

/** exec without a program only makes its redirections last. */
export const execute: Builtin = function* (shell, args) {
  const argv = args[0] === '--' ? args.slice(1) : args
  if (argv.length === 0) return 0
  return yield* execProgram(shell, argv)
}
