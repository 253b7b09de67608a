/** One field as it stands on the wire: its number, and a number or bytes. */
export interface WireField {
  readonly number: number
  readonly value: bigint | Uint8Array
}

/** A body that is no protobuf. */
export class WireError extends Error {}

const VARINT = 0n
const SIXTY_FOUR_BITS = 1n
const BYTES = 2n
const THIRTY_TWO_BITS = 5n

/** The fields of one message, in the order in which they stand there. */
export function fieldsOf(bytes: Uint8Array): readonly WireField[] {
  const fields: WireField[] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new WireError('unexpected EOF')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw new WireError('integer overflow')
  }
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new WireError('unexpected EOF')
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Number(tag >> 3n)
    const kind = tag & 7n
    if (kind === VARINT) fields.push({ number, value: varint() })
    else if (kind === BYTES) fields.push({ number, value: take(Number(varint())) })
    else if (kind === SIXTY_FOUR_BITS) fields.push({ number, value: take(8) })
    else if (kind === THIRTY_TWO_BITS) fields.push({ number, value: take(4) })
    else throw new WireError(`illegal wireType ${kind}`)
  }
  return fields
}
