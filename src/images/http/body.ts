import type { Run } from '#engine'
import type { ByteReader } from './byte-reader.ts'
import type { Framing } from './framing.ts'

const LONGEST_CHUNK_LINE = 256
const PORTION = 16_384

export type BodyEnd =
  | { readonly kind: 'complete' }
  /** The connection ended too early; `missing` bytes of a Content-Length. */
  | { readonly kind: 'cut short'; readonly missing?: number }
  | { readonly kind: 'malformed' }

/** Hands on the body of a message in portions as they arrive. */
export function* readBody(
  reader: ByteReader,
  framing: Framing,
  take: (bytes: Uint8Array) => Run<void>,
): Run<BodyEnd> {
  switch (framing.kind) {
    case 'none':
      return { kind: 'complete' }
    case 'length': {
      const missing = yield* readLength(reader, framing.length, take)
      return missing === 0 ? { kind: 'complete' } : { kind: 'cut short', missing }
    }
    case 'chunked':
      return yield* readChunks(reader, take)
    case 'until the end':
      yield* readLength(reader, Infinity, take)
      return { kind: 'complete' }
  }
}

/** The whole body at once. */
export function* readWholeBody(
  reader: ByteReader,
  framing: Framing,
): Run<{ readonly body: Uint8Array; readonly end: BodyEnd }> {
  const portions: Uint8Array[] = []
  const end = yield* readBody(reader, framing, function* (bytes) {
    portions.push(bytes)
  })
  return { body: joined(portions), end }
}

export function joined(portions: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(portions.reduce((sum, it) => sum + it.length, 0))
  let at = 0
  for (const portion of portions) {
    all.set(portion, at)
    at += portion.length
  }
  return all
}

/** Gives how many bytes were missing when the end came. */
function* readLength(
  reader: ByteReader,
  length: number,
  take: (bytes: Uint8Array) => Run<void>,
): Run {
  let missing = length
  while (missing > 0) {
    const bytes = yield* reader.some(Math.min(PORTION, missing))
    if (bytes.length === 0) return missing
    missing -= bytes.length
    yield* take(bytes)
  }
  return 0
}

function* readChunks(reader: ByteReader, take: (bytes: Uint8Array) => Run<void>): Run<BodyEnd> {
  for (;;) {
    const line = yield* reader.line(LONGEST_CHUNK_LINE)
    if (line === undefined) return { kind: 'cut short' }
    const [, size] = /^([0-9a-fA-F]{1,8})[ \t]*(;.*)?$/.exec(line) ?? []
    if (size === undefined) return { kind: 'malformed' }
    const length = parseInt(size, 16)
    if (length === 0) return yield* readTrailers(reader)
    if ((yield* readLength(reader, length, take)) > 0) return { kind: 'cut short' }
    if ((yield* reader.line(LONGEST_CHUNK_LINE)) !== '') return { kind: 'malformed' }
  }
}

function* readTrailers(reader: ByteReader): Run<BodyEnd> {
  for (;;) {
    const line = yield* reader.line(LONGEST_CHUNK_LINE)
    if (line === undefined) return { kind: 'cut short' }
    if (line === '') return { kind: 'complete' }
  }
}
