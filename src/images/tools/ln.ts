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
    const path = isInto ? joinPath(directory === '.' ? '' : directory, baseName(target)) : last
    const place = directory === '.' && operands.length === 1 ? baseName(target) : path
    isWell = (yield* link(call, { target, path: place }, options)) && isWell
  }
  return isWell ? 0 : 1
}

function isDirectory(call: Call, path: string, options: Options): boolean {
  if (options.has('T')) return false
  const { process } = call
  const stat = attempt(() => (options.has('n') ? process.lstat(path) : process.stat(path)))
  return stat?.kind === 'directory'
}

function notADirectory(call: Call, path: string): Refusal {
  return call.isBusybox
    ? new Refusal(`${path}: Not a directory`)
    : new Refusal(
        `target ${call.quote(path)}${call.flavour.quotesNames ? ': Not' : ' is not'} a directory`,
      )
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
    if (options.has('f')) attempt(() => process.unlink(path))
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

function failure(
  call: Call,
  { target, path }: Link,
  { error, isSymbolic }: { readonly error: SystemError; readonly isSymbolic: boolean },
): string {
  if (call.isBusybox) return `${path}: ${error.message}`
  if (!isSymbolic && error.errno === 'EPERM')
    return `${call.quote(target)}: hard link not allowed for directory`
  const kind = isSymbolic ? 'symbolic' : 'hard'
  const arrow =
    isSymbolic || error.errno === 'EEXIST'
      ? call.quote(path)
      : `${call.quote(path)} => ${call.quote(target)}`
  return `failed to create ${kind} link ${arrow}: ${error.message}`
}
