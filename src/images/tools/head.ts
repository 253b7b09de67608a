import { type Fd, messageOf, type Run } from '#engine'
import type { Call, Tool } from './call.ts'
import { PLAIN_WORDS } from './input.ts'
import { type Portion, PORTION_WORDS, portionIn, portionOptions, showEach } from './portion.ts'

export const head: Tool = function* (call) {
  const options = portionOptions(call, {
    flags: 'qv',
    takes: 'nc',
    long: { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v' },
  })
  const portion = portionIn(call, options, '-')
  const words = call.isBusybox
    ? { ...PLAIN_WORDS, cannotRead: (path: string) => `${path}: ${messageOf('EIO')}` }
    : PORTION_WORDS(call)
  return yield* showEach(call, options, { words, show: (fd) => showStart(call, fd, portion) })
}

function showStart(call: Call, fd: Fd, portion: Portion): Run<void> {
  if (portion.isInverted) return showAllBut(call, fd, portion)
  return portion.unit === 'bytes'
    ? showBytes(call, fd, portion.count)
    : showLines(call, fd, portion.count)
}

function* showBytes(call: Call, fd: Fd, count: number): Run<void> {
  for (let left = count; left > 0;) {
    const bytes = yield* call.read(fd)
    if (bytes.length === 0) return
    yield* call.print(bytes.subarray(0, left))
    left -= bytes.length
  }
}

/** What was read too much of a file is given back, so that another may go on behind it. */
function* showLines(call: Call, fd: Fd, count: number): Run<void> {
  for (let left = count; left > 0;) {
    const bytes = yield* call.read(fd)
    if (bytes.length === 0) return
    let end = 0
    while (left > 0 && end < bytes.length) {
      const newline = bytes.indexOf(10, end)
      end = newline < 0 ? bytes.length : newline + 1
      if (newline >= 0) left--
    }
    yield* call.print(bytes.subarray(0, end))
    if (left === 0) giveBack(call, fd, bytes.length - end)
  }
}

function giveBack({ process }: Call, fd: Fd, count: number): void {
  if (count > 0 && process.fstat(fd).kind === 'file') process.seek(fd, -count, 'current')
}

function* showAllBut(call: Call, fd: Fd, { unit, count }: Portion): Run<void> {
  let kept = new Uint8Array(0)
  for (;;) {
    const bytes = yield* call.read(fd)
    if (bytes.length === 0) return
    const all = new Uint8Array(kept.length + bytes.length)
    all.set(kept)
    all.set(bytes, kept.length)
    const end = unit === 'bytes' ? Math.max(0, all.length - count) : endOfAllBut(all, count)
    yield* call.print(all.subarray(0, end))
    kept = all.slice(end)
  }
}

/** Where the last `count` lines begin. */
function endOfAllBut(bytes: Uint8Array, count: number): number {
  let at = bytes.length
  if (count > 0 && bytes.at(-1) === 10) at--
  for (let lines = 0; lines < count; lines++) {
    if (at < 0) return 0
    at = bytes.lastIndexOf(10, at - 1)
    if (at < 0) return 0
  }
  return count === 0 ? bytes.length : at + 1
}
