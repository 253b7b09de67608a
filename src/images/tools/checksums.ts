import type { Fd, Run } from '#engine'
import type { Call, Tool } from './call.ts'
import { md5 } from './digest/md5.ts'
import { sha1 } from '../simpleservice/sha1.ts'
import { sha256 } from './digest/sha256.ts'
import { eachFile, LineInput } from './input.ts'
import { parseOptions } from './options.ts'
import { attempt } from './texts.ts'

type Digest = (bytes: Uint8Array) => string

export const md5sum: Tool = (call) => checksum(call, md5)
export const sha1sum: Tool = (call) => checksum(call, sha1)
export const sha256sum: Tool = (call) => checksum(call, sha256)

function* checksum(call: Call, digest: Digest): Run {
  const options = parseOptions(call, {
    flags: 'bctsw',
    long: { binary: 'b', check: 'c', text: 't', status: 's', quiet: 'quiet', warn: 'w' },
  })
  if (options.has('c')) return yield* check(call, digest, options.operands)
  const isWell = yield* eachFile(call, options.operands, {
    use: function* (fd, path) {
      const sum = digest(yield* contents(call, fd))
      yield* call.print(`${sum} ${options.has('b') ? '*' : ' '}${path}\n`)
    },
  })
  return isWell ? 0 : 1
}

export function* contents(call: Call, fd: Fd): Run<Uint8Array> {
  let all = new Uint8Array(0)
  for (;;) {
    const piece = yield* call.read(fd)
    if (piece.length === 0) return all
    const longer = new Uint8Array(all.length + piece.length)
    longer.set(all)
    longer.set(piece, all.length)
    all = longer
  }
}

function* check(call: Call, digest: Digest, lists: readonly string[]): Run {
  let failures = 0
  let missing = 0
  let count = 0
  yield* eachFile(call, lists, {
    use: function* (fd, list) {
      const input = new LineInput(call, fd)
      for (let line = yield* input.next(); line !== undefined; line = yield* input.next()) {
        const match = /^([0-9a-f]+) [ *](.+)$/.exec(line.text)
        const isShort = !call.isBusybox && (match?.[1]?.length ?? 0) < 32
        if (match === null || isShort) continue
        count++
        const [, wanted = '', path = ''] = match
        const file = attempt(() => call.process.open(path, { read: true }))
        if (file === undefined) {
          missing++
          yield* call.complain(`${path}: No such file or directory`)
          yield* call.print(`${path}: FAILED open or read\n`)
          continue
        }
        const isSame = digest(yield* contents(call, file)) === wanted
        call.process.close(file)
        if (!isSame) failures++
        yield* call.print(`${path}: ${isSame ? 'OK' : 'FAILED'}\n`)
      }
      if (count === 0) yield* call.complain(`${list}: no properly formatted checksum lines found`)
    },
  })
  const sums = failures === 1 ? 'checksum' : 'checksums'
  const ofAll = call.isBusybox
    ? `${failures} of ${count} computed checksums`
    : `${failures} computed ${sums}`
  if (failures > 0) yield* call.complain(`WARNING: ${ofAll} did NOT match`)
  const files = missing === 1 ? 'file' : 'files'
  if (missing > 0) yield* call.complain(`WARNING: ${missing} listed ${files} could not be read`)
  return failures + missing > 0 || count === 0 ? 1 : 0
}
