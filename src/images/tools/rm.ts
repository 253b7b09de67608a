import { type Run, type Stat, SystemError, work } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { isConfirmed } from './confirm.ts'
import { type Options, type OptionSpec, parseOptions } from './options.ts'
import { baseName, joinPath } from './paths.ts'
import { missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'

export const rm: Tool = function* (call) {
  const options = optionsOf(call)
  const mood = options.last('f', 'i')
  if (options.operands.length === 0) {
    if (mood === 'f') return 0
    throw missingOperand(call)
  }
  const how: Removal = {
    isRecursive: options.has('r', 'R'),
    isForced: mood === 'f',
    asks: mood === 'i',
    isVerbose: options.has('v'),
    takesEmptyDirectories: options.has('d'),
    sparesRoot: !call.isBusybox && !options.has('no-preserve-root'),
  }
  let isWell = true
  for (const path of options.operands) isWell = (yield* removeOperand(call, path, how)) && isWell
  return isWell ? 0 : 1
}

function optionsOf(call: Call): Options {
  const spec: OptionSpec = {
    flags: call.isBusybox ? 'firRv' : 'firRvdI',
    long: {
      force: 'f',
      recursive: 'r',
      verbose: 'v',
      dir: 'd',
      'no-preserve-root': 'no-preserve-root',
      'preserve-root': 'preserve-root',
      'one-file-system': 'one-file-system',
    },
  }
  try {
    return parseOptions(call, spec)
  } catch (error) {
    // A file of that name cannot be given so, and GNU's says how it can.
    const file = call.args.find((arg) => arg.startsWith('-') && isThere(call, arg))
    if (!(error instanceof Refusal) || file === undefined || call.isBusybox) throw error
    const hint = `Try '${call.name} ./${file}' to remove the file '${file}'.`
    throw new Refusal(`${error.message}\n${hint}`, { usage: true })
  }
}

function isThere(call: Call, path: string): boolean {
  return attempt(() => call.process.lstat(path)) !== undefined
}

interface Removal {
  readonly isRecursive: boolean
  readonly isForced: boolean
  readonly asks: boolean
  readonly isVerbose: boolean
  readonly takesEmptyDirectories: boolean
  readonly sparesRoot: boolean
}

function* removeOperand(call: Call, path: string, how: Removal): Run<boolean> {
  if (how.isRecursive && how.sparesRoot && /^\/+$/.test(path)) {
    yield* call.complain(`it is dangerous to operate recursively on ${call.quote(path)}`)
    yield* call.complain('use --no-preserve-root to override this failsafe')
    return false
  }
  if (/^\.\.?$/.test(baseName(path)) && (how.isRecursive || call.isBusybox))
    return yield* refuseDots(call, path)
  return yield* remove(call, path, how)
}

function* refuseDots(call: Call, path: string): Run<boolean> {
  yield* call.complain(
    call.isBusybox
      ? "can't remove '.' or '..'"
      : `refusing to remove '.' or '..' directory: skipping ${call.quote(path)}`,
  )
  return false
}

function* remove(call: Call, path: string, how: Removal): Run<boolean> {
  yield* work(2)
  try {
    const stat = call.process.lstat(path)
    if (stat.kind === 'directory') return yield* removeDirectory(call, path, how)
    if (how.asks && !(yield* isConfirmed(call, question(call, path, stat)))) return true
    call.process.unlink(path)
    if (how.isVerbose) yield* call.print(`removed ${call.quote(path)}\n`)
    return true
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (how.isForced && (error.errno === 'ENOENT' || error.errno === 'ENOTDIR')) return true
    return yield* cannotRemove(call, path, error.message)
  }
}

function question(call: Call, path: string, { kind, size }: Stat): string {
  if (call.isBusybox) return `remove ${call.quote(path)}?`
  const words = kind === 'file' ? (size === 0 ? 'regular empty file' : 'regular file') : kind
  const spelled = kind === 'symlink' ? 'symbolic link' : words
  return `remove ${spelled} ${call.quote(path)}?`
}

function* removeDirectory(call: Call, path: string, how: Removal): Run<boolean> {
  if (!how.isRecursive && !how.takesEmptyDirectories) return yield* refuseDirectory(call, path)
  let isWell = true
  if (how.isRecursive) {
    const names = call.process.readdir(path)
    if (how.asks && !(yield* mayEnter(call, path, names.length))) return true
    for (const name of names) isWell = (yield* remove(call, joinPath(path, name), how)) && isWell
  }
  if (!isWell) return false
  if (how.asks && !(yield* isConfirmed(call, removal(call, path)))) return true
  call.process.rmdir(path)
  const colon = call.isBusybox ? ':' : ''
  if (how.isVerbose) yield* call.print(`removed directory${colon} ${call.quote(path)}\n`)
  return true
}

function* mayEnter(call: Call, path: string, count: number): Run<boolean> {
  if (count === 0) return true
  return yield* isConfirmed(call, `descend into directory ${call.quote(path)}?`)
}

function removal(call: Call, path: string): string {
  return `remove directory ${call.quote(path)}?`
}

function* refuseDirectory(call: Call, path: string): Run<boolean> {
  if (!call.isBusybox) return yield* cannotRemove(call, path, 'Is a directory')
  yield* call.complain(`${call.quote(path)} is a directory`)
  return false
}

function* cannotRemove(call: Call, path: string, message: string): Run<boolean> {
  const verb = call.isBusybox ? "can't" : 'cannot'
  yield* call.complain(`${verb} remove ${call.quote(path)}: ${message}`)
  return false
}
