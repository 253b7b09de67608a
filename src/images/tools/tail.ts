import type { Fd, Run } from '#engine'
import { type Call, Refusal, type Tool } from './call.ts'
import { follow, type Followed } from './follow.ts'
import { concatenated } from './input.ts'
import type { Options } from './options.ts'
import { type Portion, PORTION_WORDS, portionIn, portionOptions, showEach } from './portion.ts'
import { attempt } from './texts.ts'

export const tail: Tool = function* (call) {
  const options = portionOptions(withoutPlus(call), {
    flags: 'fFqvr',
    takes: 'ncs',
    long: {
      lines: 'n',
      bytes: 'c',
      follow: 'f',
      quiet: 'q',
      silent: 'q',
      verbose: 'v',
      retry: 'retry',
      pid: 'pid',
      'sleep-interval': 's',
    },
    longMayTake: ['follow'],
    longTakes: ['pid'],
  })
  const portion = portionIn(call, options, '+')
  const followed: Followed[] = []
  const status = yield* showEach(call, options, {
    words: PORTION_WORDS(call),
    show: function* (fd, path) {
      yield* showEnd(call, fd, portion)
      followed.push({ path, fd: keptFor(call, fd), size: sizeOf(call, fd) })
    },
  })
  if (!options.has('f', 'F')) return status
  return yield* followAll(call, options, followed)
}

function* followAll(call: Call, options: Options, followed: readonly Followed[]): Run {
  const byName = options.has('F') || options.value('f') === 'name'
  const missing = options.operands.filter((path) => !followed.some((it) => it.path === path))
  const watched = byName
    ? [...followed, ...missing.map((path) => ({ path, fd: null, size: 0 }))]
    : followed
  // What comes through a pipe has come when it ends.
  if (options.operands.length === 0 && isPipe(call, 0)) return 0
  if (watched.length === 0) throw new Refusal(call.isBusybox ? 'no files' : 'no files remaining')
  // GNU tail is told of changes by inotify(7); busybox looks once a second.
  const seconds = Number(options.value('s') ?? (call.isBusybox ? 1 : 0.2))
  const isNamed = options.operands.length > 1 && !options.has('q')
  return yield* follow(call, watched, { byName, isNamed, everyMs: seconds * 1000 })
}

function isPipe({ process }: Call, fd: Fd): boolean {
  return attempt(() => process.fstat(fd).kind) === 'fifo'
}

/** The file stays open for whoever follows it. */
function keptFor({ process }: Call, fd: Fd): Fd {
  return fd === 0 ? 0 : process.dup(fd)
}

function sizeOf({ process }: Call, fd: Fd): number {
  return attempt(() => process.fstat(fd).size) ?? 0
}

function* showEnd(call: Call, fd: Fd, portion: Portion): Run<void> {
  if (portion.isInverted) return yield* showFrom(call, fd, portion)
  yield* call.print(yield* endOf(call, fd, portion))
}

/** What is surely before the wanted end is dropped while reading; the rest is held in memory. */
function* endOf(call: Call, fd: Fd, portion: Portion): Run<Uint8Array> {
  let pieces: Uint8Array[] = []
  let length = 0
  let trimmedLength = 0
  for (;;) {
    const piece = yield* call.read(fd)
    const isAtEnd = piece.length === 0
    if (!isAtEnd) pieces.push(piece)
    length += piece.length
    call.hold(piece.length)
    // Looked through only when there is twice as much, or it would take quadratic time.
    if (!isAtEnd && length < 2 * trimmedLength + ENOUGH_TO_TRIM) continue
    const all = concatenated(pieces)
    const end = all.slice(startOfEnd(all, portion))
    if (isAtEnd) return end
    call.hold(end.length - length)
    pieces = [end]
    length = trimmedLength = end.length
  }
}

const ENOUGH_TO_TRIM = 65536

function startOfEnd(bytes: Uint8Array, { unit, count }: Portion): number {
  if (unit === 'bytes') return Math.max(0, bytes.length - count)
  if (count === 0) return bytes.length
  let at = bytes.at(-1) === 10 ? bytes.length - 1 : bytes.length
  for (let lines = 0; lines < count; lines++) {
    if (at <= 0) return 0
    at = bytes.lastIndexOf(10, at - 1)
    if (at < 0) return 0
  }
  return at + 1
}

/** tail -n +3: from the third line on. */
function* showFrom(call: Call, fd: Fd, { unit, count }: Portion): Run<void> {
  let skip = Math.max(0, count - 1)
  for (;;) {
    const bytes = yield* call.read(fd)
    if (bytes.length === 0) return
    let start = 0
    if (unit === 'bytes') {
      start = Math.min(skip, bytes.length)
      skip -= start
    } else
      while (skip > 0 && start < bytes.length) {
        const newline = bytes.indexOf(10, start)
        start = newline < 0 ? bytes.length : newline + 1
        if (newline >= 0) skip--
      }
    yield* call.print(bytes.subarray(start))
  }
}

/** tail +6, as it was once written for -n +6. */
function withoutPlus({ args }: Call): Pick<Call, 'args'> {
  const [first = '', ...rest] = args
  return { args: /^\+\d+$/.test(first) && rest.length <= 1 ? ['-n', first, ...rest] : args }
}
