import { canonicalIpv6, formatIpv4 } from '#engine'

/** Messages of the domain name system, RFC 1035, as far as looking up addresses needs them. */

export type RecordType = 'A' | 'AAAA'

const TYPES = { A: 1, AAAA: 28 } as const
const CLASS_INTERNET = 1
const HEADER_LENGTH = 12
const RECURSION_DESIRED = 0x0100
const LONGEST_LABEL = 63

export interface DnsQuestion {
  readonly id: number
  readonly name: string
  readonly type: RecordType
}

export interface DnsAnswer {
  readonly id: number
  /** 0 no error, 2 server failure, 3 no such name. */
  readonly code: number
  readonly addresses: readonly string[]
}

/** Undefined when the name cannot stand in a message. */
export function encodeQuestion({ id, name, type }: DnsQuestion): Uint8Array | undefined {
  const labels = name.replace(/\.$/, '').split('.')
  if (labels.some((it) => it === '' || it.length > LONGEST_LABEL)) return undefined
  const bytes = [...short(id), ...short(RECURSION_DESIRED), ...short(1), 0, 0, 0, 0, 0, 0]
  for (const label of labels) bytes.push(label.length, ...new TextEncoder().encode(label))
  bytes.push(0, ...short(TYPES[type]), ...short(CLASS_INTERNET))
  return Uint8Array.from(bytes)
}

/** Undefined for what is no answer. */
export function decodeAnswer(bytes: Uint8Array): DnsAnswer | undefined {
  if (bytes.length < HEADER_LENGTH) return undefined
  const at = (offset: number): number => (bytes[offset] ?? 0) * 256 + (bytes[offset + 1] ?? 0)
  const flags = at(2)
  if ((flags & 0x8000) === 0) return undefined
  let offset = HEADER_LENGTH
  for (let i = 0; i < at(4); i++) offset = afterName(bytes, offset) + 4
  const addresses: string[] = []
  for (let i = 0; i < at(6); i++) {
    offset = afterName(bytes, offset)
    const length = at(offset + 8)
    const address = addressOf(at(offset), bytes.subarray(offset + 10, offset + 10 + length))
    if (address !== undefined) addresses.push(address)
    offset += 10 + length
  }
  return { id: at(0), code: flags & 15, addresses }
}

function afterName(bytes: Uint8Array, start: number): number {
  let offset = start
  for (;;) {
    const length = bytes[offset] ?? 0
    // Two set bits are a pointer to a name that stood before.
    if (length >= 0xc0) return offset + 2
    offset += length + 1
    if (length === 0) return offset
  }
}

function addressOf(type: number, data: Uint8Array): string | undefined {
  if (type === TYPES.A && data.length === 4)
    return formatIpv4(data.reduce((sum, byte) => sum * 256 + byte, 0))
  if (type !== TYPES.AAAA || data.length !== 16) return undefined
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((data[2 * i] ?? 0) * 256 + (data[2 * i + 1] ?? 0)).toString(16),
  )
  return canonicalIpv6(groups.join(':'))
}

function short(number: number): readonly [number, number] {
  return [number >> 8, number & 255]
}
