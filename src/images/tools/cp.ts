import { type Run, type Stat, SystemError, work, write } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { isConfirmed } from './confirm.ts'
import { type Options, parseOptions } from './options.ts'
import { baseName, joinPath } from './paths.ts'
import { missingOperand } from './refusals.ts'
import { attempt } from './texts.ts'

export const cp: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'arRpdfinlsTuvPLH',
    takes: 't',
    long: {
      archive: 'a',
      recursive: 'r',
      force: 'f',
      interactive: 'i',
      'no-clobber': 'n',
      link: 'l',
      'symbolic-link': 's',
      'no-target-directory': 'T',
      'target-directory': 't',
      update: 'u',
      verbose: 'v',
      'no-dereference': 'P',
      dereference: 'L',
      preserve: 'p',
    },
    longMayTake: ['preserve'],
  })
  const { sources, target, isInto } = destinationOf(call, options)
  let isWell = true
  for (const source of sources) {
    const path = isInto ? joinPath(target, baseName(source)) : target
    isWell = (yield* copy(call, { source, path }, options)) && isWell
  }
  return isWell ? 0 : 1
}

export interface Destination {
  readonly sources: readonly string[]
  readonly target: string
  /** The target is a directory that takes each source by its own name. */
  readonly isInto: boolean
}

/** What cp and mv make of their operands. */
export function destinationOf(call: Call, options: Options): Destination {
  const named = options.value('t')
  const { operands } = options
  const [first] = operands
  if (first === undefined) throw missingOperand(call, 'missing file operand')
  if (named !== undefined) return { sources: operands, target: named, isInto: true }
  if (operands.length === 1)
    throw missingOperand(call, `missing destination file operand after ${call.quote(first)}`)
  const target = operands.at(-1) ?? first
  const sources = operands.slice(0, -1)
  const isDirectory = attempt(() => call.process.stat(target))?.kind === 'directory'
  const isInto = isDirectory && !options.has('T')
  const isTogether = sources.length > 1
  if (isTogether && !isInto && !call.isBusybox) throw noDirectory(call, target)
  return { sources, target, isInto: isInto || isTogether }
}

function noDirectory(call: Call, target: string): Refusal {
  const isThere = attempt(() => call.process.stat(target)) !== undefined
  if (!call.flavour.quotesNames)
    return new Refusal(`target ${call.quote(target)} is not a directory`)
  return new Refusal(
    `target ${call.quote(target)}: ${isThere ? 'Not a directory' : 'No such file or directory'}`,
  )
}

export interface Pair {
  readonly source: string
  readonly path: string
}

/** Copies a file, a link or, with -r, a directory; says what it cannot do. */
export function* copy(call: Call, pair: Pair, options: Options): Run<boolean> {
  const { process } = call
  const isDeep = options.has('r', 'R', 'a')
  const keepsLinks = (isDeep || options.has('d', 'P')) && !options.has('L')
  try {
    const stat = keepsLinks ? process.lstat(pair.source) : process.stat(pair.source)
    if (stat.kind === 'directory') {
      if (isDeep) return yield* copyDirectory(call, pair, { stat, options })
      yield* call.complain(omission(call, pair.source))
      return false
    }
    if (!(yield* mayReplace(call, pair, { stat, options }))) return true
    if (stat.kind === 'symlink') copyLink(call, pair)
    else yield* copyFile(call, pair, { stat, options })
  } catch (error) {
    if (!(error instanceof SystemError || error instanceof Refusal)) throw error
    const words = `${cannot(call)} stat ${call.quote(pair.source)}: ${error.message}`
    yield* call.complain(error instanceof Refusal ? error.message : words)
    return false
  }
  if (options.has('v'))
    yield* call.print(`${call.quote(pair.source)} -> ${call.quote(pair.path)}\n`)
  return true
}

function omission(call: Call, source: string): string {
  if (call.isBusybox) return `omitting directory ${call.quote(source)}`
  return call.flavour.quotesNames
    ? `-r not specified; omitting directory ${call.quote(source)}`
    : `omitting directory ${call.quote(source)}`
}

function cannot(call: Call): string {
  return call.isBusybox ? "can't" : 'cannot'
}

interface About {
  readonly stat: Stat
  readonly options: Options
}

function* mayReplace(call: Call, { source, path }: Pair, { stat, options }: About): Run<boolean> {
  const there = attempt(() => call.process.stat(path))
  if (there === undefined) return true
  if (there.ino === stat.ino && there.dev === stat.dev)
    throw new Refusal(`${call.quote(source)} and ${call.quote(path)} are the same file`)
  if (there.kind === 'directory')
    throw new Refusal(
      `cannot overwrite directory ${call.quote(path)} with non-directory${call.isBusybox ? '' : ` ${call.quote(source)}`}`,
    )
  if (options.has('n') || (options.has('u') && there.mtime >= stat.mtime)) return false
  if (options.last('i', 'f', 'n') !== 'i') return true
  return yield* isConfirmed(call, `overwrite ${call.quote(path)}?`)
}

function copyLink({ process }: Call, { source, path }: Pair): void {
  attempt(() => process.unlink(path))
  process.symlink(process.readlink(source), path)
}

function* copyFile(call: Call, { source, path }: Pair, { stat, options }: About): Run<void> {
  const { process } = call
  if (options.has('l') || options.has('s')) {
    if (options.has('l')) process.link(source, path)
    else process.symlink(source, path)
    return
  }
  const from = opened(
    call,
    () => process.open(source, { read: true }),
    `open ${call.quote(source)} for reading`,
  )
  const create = (): number =>
    process.open(path, { write: true, create: true, truncate: true }, stat.mode & 0o777)
  const to = opened(
    call,
    () => attempt(create) ?? (options.has('f') ? anew(call, path, create) : create()),
    `create regular file ${call.quote(path)}`,
  )
  for (;;) {
    const bytes = yield* call.read(from)
    if (bytes.length === 0) break
    yield* write(process, to, bytes)
  }
  process.close(from)
  process.close(to)
  preserve(call, path, { stat, options })
}

/** -f: what cannot be written is removed first. */
function anew({ process }: Call, path: string, create: () => number): number {
  attempt(() => {
    process.unlink(path)
  })
  return create()
}

function opened(call: Call, open: () => number, what: string): number {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(
      `${cannot(call)} ${call.isBusybox ? what.replace(/regular file | for reading/, '') : what}: ${error.message}`,
    )
  }
}

function preserve({ process }: Call, path: string, { stat, options }: About): void {
  if (!options.has('p', 'a')) return
  attempt(() => {
    process.chown(path, stat.uid, stat.gid)
  })
  process.chmod(path, stat.mode)
  process.utimes(path, { mtime: stat.mtime, atime: stat.atime })
}

function* copyDirectory(call: Call, pair: Pair, { stat, options }: About): Run<boolean> {
  const { process } = call
  yield* work(5)
  const own = attempt(() => process.realpath(pair.source)) ?? pair.source
  const parent = attempt(() => process.realpath(pair.path.replace(/\/[^/]*$/, '') || '.'))
  if (parent === own || parent?.startsWith(`${own}/`) === true) {
    const words = `cannot copy a directory, ${call.quote(pair.source)}, into itself, ${call.quote(pair.path)}`
    yield* call.complain(
      call.isBusybox ? `recursion detected, omitting directory ${call.quote(pair.path)}` : words,
    )
    return false
  }
  const there = attempt(() => process.stat(pair.path))
  if (there === undefined) process.mkdir(pair.path, 0o777)
  else if (there.kind !== 'directory') {
    yield* call.complain(
      call.isBusybox
        ? `target ${call.quote(pair.path)} is not a directory`
        : `cannot overwrite non-directory ${call.quote(pair.path)} with directory ${call.quote(pair.source)}`,
    )
    return false
  }
  let isWell = true
  for (const name of process.readdir(pair.source)) {
    const inner = { source: joinPath(pair.source, name), path: joinPath(pair.path, name) }
    isWell = (yield* copy(call, inner, options)) && isWell
  }
  preserve(call, pair.path, { stat, options })
  if (!options.has('p', 'a')) process.chmod(pair.path, stat.mode & ~process.umask & 0o777)
  return isWell
}
