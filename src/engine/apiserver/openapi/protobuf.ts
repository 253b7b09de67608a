/** Bytes of a message in protobuf, field after field. */
export type Bytes = readonly number[] | Uint8Array

const VARINT = 0
const LENGTH_DELIMITED = 2

const encoder = new TextEncoder()

/** A field that holds a text; nothing when it is empty, as protobuf has it. */
export function textField(number: number, text: string | undefined): Bytes {
  return text === undefined || text === '' ? [] : messageField(number, encoder.encode(text))
}

export function textFields(number: number, texts: readonly string[] = []): Bytes {
  return joined(texts.map((text) => messageField(number, encoder.encode(text))))
}

export function boolField(number: number, isSo: boolean | undefined): Bytes {
  return isSo === true ? [...varint((number << 3) | VARINT), 1] : []
}

/** A field that holds a message of its own. */
export function messageField(number: number, message: Bytes): Bytes {
  return joined([varint((number << 3) | LENGTH_DELIMITED), varint(message.length), message])
}

export function joined(parts: readonly Bytes[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): readonly number[] {
  const bytes: number[] = []
  let rest = value
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  return [...bytes, rest]
}
