import { type Run, SystemError } from '#engine'
import type { Call, Tool } from './call.ts'
import { isConfirmed } from './confirm.ts'
import { copy, destinationOf, type Pair } from './cp.ts'
import { Options, parseOptions } from './options.ts'
import { baseName, joinPath } from './paths.ts'
import { attempt } from './texts.ts'

export const mv: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'finTvu',
    takes: 't',
    long: {
      force: 'f',
      interactive: 'i',
      'no-clobber': 'n',
      'no-target-directory': 'T',
      'target-directory': 't',
      verbose: 'v',
      update: 'u',
    },
  })
  const { sources, target, isInto } = destinationOf(call, options)
  let isWell = true
  for (const source of sources) {
    const path = isInto ? joinPath(target, baseName(source)) : target
    isWell = (yield* move(call, { source, path }, options)) && isWell
  }
  return isWell ? 0 : 1
}

function* move(call: Call, pair: Pair, options: Options): Run<boolean> {
  const { process } = call
  const { source, path } = pair
  const from = attempt(() => process.lstat(source))
  const there = attempt(() => process.lstat(path))
  if (from === undefined) {
    const verb = call.isBusybox ? "can't rename" : 'cannot stat'
    yield* call.complain(`${verb} ${call.quote(source)}: No such file or directory`)
    return false
  }
  if (there !== undefined) {
    if (there.ino === from.ino && there.dev === from.dev) {
      if (call.isBusybox) return true
      yield* call.complain(`${call.quote(source)} and ${call.quote(path)} are the same file`)
      return false
    }
    const mood = options.last('f', 'i', 'n')
    if (mood === 'n' || (options.has('u') && there.mtime >= from.mtime)) return true
    if (mood === 'i' && !(yield* isConfirmed(call, `overwrite ${call.quote(path)}?`))) return true
  }
  try {
    process.rename(source, path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno === 'EXDEV') return yield* moveAcross(call, pair)
    yield* call.complain(failure(call, pair, error))
    return false
  }
  if (options.has('v')) yield* call.print(report(call, pair))
  return true
}

function report(call: Call, { source, path }: Pair): string {
  const verb = call.flavour.quotesNames ? 'renamed ' : ''
  return `${call.isBusybox ? '' : verb}${call.quote(source)} -> ${call.quote(path)}\n`
}

function failure(call: Call, { source, path }: Pair, error: SystemError): string {
  if (call.isBusybox) return `can't rename ${call.quote(source)}: ${error.message}`
  if (error.errno === 'EINVAL')
    return `cannot move ${call.quote(source)} to a subdirectory of itself, ${call.quote(path)}`
  if (error.errno === 'EISDIR')
    return `cannot overwrite directory ${call.quote(path)} with non-directory`
  if (error.errno === 'ENOTDIR' && attempt(() => call.process.lstat(path))?.kind === 'file')
    return `cannot overwrite non-directory ${call.quote(path)} with directory ${call.quote(source)}`
  return `cannot move ${call.quote(source)} to ${call.quote(path)}: ${error.message}`
}

/** From one file system to another: copied with all that belongs to it, then removed. */
function* moveAcross(call: Call, pair: Pair): Run<boolean> {
  const archive = new Options([['a', '']], [])
  if (!(yield* copy(call, pair, archive))) return false
  removeTree(call, pair.source)
  return true
}

function removeTree(call: Call, path: string): void {
  const { process } = call
  if (process.lstat(path).kind !== 'directory') {
    process.unlink(path)
    return
  }
  for (const name of process.readdir(path)) removeTree(call, joinPath(path, name))
  process.rmdir(path)
}
