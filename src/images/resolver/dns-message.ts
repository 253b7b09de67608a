import { canonicalIpv6, formatIpv4 } from '#engine'

/** Messages of the domain name system, RFC 1035, as far as looking up addresses needs them. */

export type RecordType = keyof typeof TYPES

const TYPES = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  ANY: 255,
} as const
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
  /** What it says, one by one; records that are neither address nor name are left out. */
  readonly records: readonly DnsRecord[]
}

export interface DnsRecord {
  /** Whom it is about. */
  readonly name: string
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS' | 'PTR'
  /** An address, or another name. */
  readonly value: string
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
  const records: DnsRecord[] = []
  for (let i = 0; i < at(6); i++) {
    const name = nameAt(bytes, offset)
    offset = afterName(bytes, offset)
    const [type, length] = [at(offset), at(offset + 8)]
    const address = addressOf(type, bytes.subarray(offset + 10, offset + 10 + length))
    const kind = NAMING.find((it) => TYPES[it] === type)
    if (address !== undefined)
      records.push({ name, type: type === TYPES.A ? 'A' : 'AAAA', value: address })
    else if (kind !== undefined)
      records.push({ name, type: kind, value: nameAt(bytes, offset + 10) })
    offset += 10 + length
  }
  const addresses = records
    .filter(({ type }) => type === 'A' || type === 'AAAA')
    .map(({ value }) => value)
  return { id: at(0), code: flags & 15, addresses, records }
}

/** The records whose data is a name. */
const NAMING = ['CNAME', 'NS', 'PTR'] as const

/** Of every pointer that may follow one another, or a message could lead in a circle. */
const MOST_POINTERS = 16

function nameAt(bytes: Uint8Array, start: number): string {
  const labels: string[] = []
  let offset = start
  for (let pointers = 0; pointers < MOST_POINTERS;) {
    const length = bytes[offset] ?? 0
    if (length === 0) break
    if (length >= 0xc0) {
      offset = (length & 0x3f) * 256 + (bytes[offset + 1] ?? 0)
      pointers++
      continue
    }
    labels.push(new TextDecoder().decode(bytes.subarray(offset + 1, offset + 1 + length)))
    offset += length + 1
  }
  return labels.join('.')
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
