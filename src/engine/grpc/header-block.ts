import { joinBytes } from './frames.ts'

export type HeaderList = readonly (readonly [name: string, value: string])[]

/**
 * Header fields as literals that stay out of every table and are not compressed: the simplest of
 * the forms that HPACK allows, and the only one that is spoken here. Source: RFC 7541, 6.2.2.
 */
export function headerBlock(headers: HeaderList): Uint8Array {
  return joinBytes(
    headers.flatMap(([name, value]) => [Uint8Array.of(LITERAL), text(name), text(value)]),
  )
}

const LITERAL = 0

/** Reads such a block; undefined for another form. */
export function headersIn(block: Uint8Array): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>()
  let at = 0
  const next = (): string | undefined => {
    const length = integerAt(block, at)
    if (length === undefined || length.end + length.value > block.length) return undefined
    at = length.end + length.value
    return new TextDecoder().decode(block.subarray(length.end, at))
  }
  while (at < block.length) {
    if (block[at++] !== LITERAL) return undefined
    const [name, value] = [next(), next()]
    if (name === undefined || value === undefined) return undefined
    headers.set(name, value)
  }
  return headers
}

function text(words: string): Uint8Array {
  const bytes = new TextEncoder().encode(words)
  return joinBytes([integer(bytes.length), bytes])
}

/** What seven bits hold; a longer one goes on in the bytes behind it. */
const SEVEN_BITS = 127

function integer(value: number): Uint8Array {
  if (value < SEVEN_BITS) return Uint8Array.of(value)
  const bytes = [SEVEN_BITS]
  let rest = value - SEVEN_BITS
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128))
  return Uint8Array.from([...bytes, rest])
}

/** One without Huffman's code, which would set the highest bit. */
function integerAt(
  block: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  const first = block[start]
  if (first === undefined || first > SEVEN_BITS) return undefined
  if (first < SEVEN_BITS) return { value: first, end: start + 1 }
  let value = SEVEN_BITS
  let weight = 1
  for (let at = start + 1; at < block.length && weight < 2 ** 28; at++) {
    const byte = block[at] ?? 0
    value += (byte % 128) * weight
    weight *= 128
    if (byte < 128) return { value, end: at + 1 }
  }
  return undefined
}
