import { type Run, SystemError } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { baseName, joinPath } from './paths.ts'
import { missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'

export const ln: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'sfnvTi',
    takes: 't',
    long: {
      symbolic: 's',
      force: 'f',
      'no-dereference': 'n',
      verbose: 'v',
      'no-target-directory': 'T',
      'target-directory': 't',
    },
  })
  const { operands } = options
  const [first] = operands
  if (first === undefined) throw missingOperand(call, 'missing file operand')
  const last = operands.at(-1) ?? first
  const directory = options.value('t') ?? (operands.length === 1 ? '.' : last)
  const isInto = options.value('t') !== undefined || isDirectory(call, directory, options)
  const targets =
    operands.length === 1 || options.value('t') !== undefined ? operands : operands.slice(0, -1)
  if (targets.length > 1 && !isInto) throw notADirectory(call, last)
  let isWell = true
  for (const target of targets) {
    const path = isInto ? placeIn(call, directory, target) : last
    isWell = (yield* link(call, { target, path }, options)) && isWell
  }
  return isWell ? 0 : 1
}

function placeIn(call: Call, directory: string, target: string): string {
  const isHere = directory === '.' && call.isBusybox
  return isHere ? baseName(target) : joinPath(directory, baseName(target))
}

function isDirectory(call: Call, path: string, options: Options): boolean {
  if (options.has('T')) return false
  const { process } = call
  const stat = attempt(() => (options.has('n') ? process.lstat(path) : process.stat(path)))
  return stat?.kind === 'directory'
}

function notADirectory(call: Call, path: string): Refusal {
  if (call.isBusybox) return new Refusal(`${path}: Not a directory`)
  if (!call.flavour.quotesNames) return new Refusal(`target ${call.quote(path)} is not a directory`)
  const isThere = attempt(() => call.process.lstat(path)) !== undefined
  const reason = isThere ? 'Not a directory' : 'No such file or directory'
  return new Refusal(`target ${call.quote(path)}: ${reason}`)
}

interface Link {
  readonly target: string
  readonly path: string
}

function* link(call: Call, { target, path }: Link, options: Options): Run<boolean> {
  const { process } = call
  const isSymbolic = options.has('s')
  if (!isSymbolic && attempt(() => process.lstat(target)) === undefined) {
    const words = `failed to access ${call.quote(target)}: No such file or directory`
    yield* call.complain(call.isBusybox ? `${target}: No such file or directory` : words)
    return false
  }
  try {
    if (options.has('f') && (yield* isItself(call, { target, path }, isSymbolic))) return false
    if (options.has('f'))
      attempt(() => {
        process.unlink(path)
      })
    if (isSymbolic) process.symlink(target, path)
    else process.link(target, path)
    if (options.has('v'))
      yield* call.print(`${call.quote(path)} ${isSymbolic ? '-' : '='}> ${call.quote(target)}\n`)
    return true
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* call.complain(failure(call, { target, path }, { error, isSymbolic }))
    return false
  }
}

/** Whoever removed what a hard link leads to would lose it. */
function* isItself(call: Call, { target, path }: Link, isSymbolic: boolean): Run<boolean> {
  const [from, to] = [target, path].map((it) => attempt(() => call.process.lstat(it)))
  if (
    isSymbolic ||
    call.isBusybox ||
    from === undefined ||
    from.ino !== to?.ino ||
    from.dev !== to.dev
  )
    return false
  yield* call.complain(`${call.quote(target)} and ${call.quote(path)} are the same file`)
  return true
}

function failure(
  call: Call,
  { target, path }: Link,
  { error, isSymbolic }: { readonly error: SystemError; readonly isSymbolic: boolean },
): string {
  if (call.isBusybox) return `${path}: ${error.message}`
  if (!isSymbolic && error.errno === 'EPERM')
    return `${target}: hard link not allowed for directory`
  const kind = isSymbolic ? 'symbolic' : 'hard'
  const arrow =
    isSymbolic || error.errno === 'EEXIST'
      ? call.quote(path) + (target === '' ? " -> ''" : '')
      : `${call.quote(path)} => ${call.quote(target)}`
  return `failed to create ${kind} link ${arrow}: ${error.message}`
}
