/** What a field of a protobuf message carries: a number, or bytes that mean what its type says. */
export interface WireField {
  readonly number: number
  readonly value: bigint | Uint8Array
}

/** The text is no protobuf message. */
export class WireError extends Error {}

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

/**
 * Takes a protobuf message apart into its fields, in the order in which they were written.
 * https://protobuf.dev/programming-guides/encoding
 */
export function readWire(bytes: Uint8Array): readonly WireField[] {
  const cursor = { bytes, at: 0 }
  const fields: WireField[] = []
  while (cursor.at < bytes.length) {
    const tag = readVarint(cursor)
    const value = readPayload(cursor, Number(tag & 7n))
    fields.push({ number: Number(tag >> 3n), value })
  }
  return fields
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

function readPayload(cursor: Cursor, wireType: number): bigint | Uint8Array {
  switch (wireType) {
    case VARINT:
      return readVarint(cursor)
    case BYTES:
      return take(cursor, Number(readVarint(cursor)))
    case FIXED64:
      return take(cursor, 8)
    case FIXED32:
      return take(cursor, 4)
    default:
      throw new WireError(`proto: illegal wireType ${wireType}`)
  }
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n
  for (let shift = 0n; shift < 64n; shift += 7n) {
    const byte = take(cursor, 1)[0] ?? 0
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return value
  }
  throw new WireError('proto: integer overflow')
}

function take(cursor: Cursor, count: number): Uint8Array {
  const end = cursor.at + count
  if (end > cursor.bytes.length) throw new WireError('unexpected EOF')
  const taken = cursor.bytes.subarray(cursor.at, end)
  cursor.at = end
  return taken
}
