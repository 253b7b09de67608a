import { parseIpv4 } from '../network/addresses.ts'
import type { Answer } from './records.ts'

/** Messages of the domain name system, RFC 1035, as a server reads and writes them. */

const HEADER_LENGTH = 12
const TYPE_A = 1
const TYPE_CNAME = 5
const CLASS_INTERNET = 1
/** The name that was asked for stands right behind the header. */
const QUESTION_NAME = 0xc000 | HEADER_LENGTH
const TTL_SECONDS = 30
const RESPONSE = 0x8000
const AUTHORITATIVE = 0x0400
const RECURSION_DESIRED = 0x0100
const RECURSION_AVAILABLE = 0x0080
const NO_SUCH_NAME = 3

export interface Question {
  readonly id: number
  readonly name: string
  /** 1 is A, 28 is AAAA. */
  readonly type: number
  readonly isRecursive: boolean
  /** The question as it stands in the message. */
  readonly bytes: Uint8Array
}

/** The one question of a message; undefined for what is no question. */
export function decodeQuestion(bytes: Uint8Array): Question | undefined {
  const at = (offset: number): number => (bytes[offset] ?? 0) * 256 + (bytes[offset + 1] ?? 0)
  if (bytes.length < HEADER_LENGTH || (at(2) & RESPONSE) !== 0 || at(4) !== 1) return undefined
  const labels: string[] = []
  let offset = HEADER_LENGTH
  for (let length = bytes[offset] ?? 0; length > 0; length = bytes[offset] ?? 0) {
    if (length > 63 || offset + length >= bytes.length) return undefined
    labels.push(new TextDecoder().decode(bytes.subarray(offset + 1, offset + 1 + length)))
    offset += length + 1
  }
  return {
    id: at(0),
    name: labels.join('.'),
    type: at(offset + 1),
    isRecursive: (at(2) & RECURSION_DESIRED) !== 0,
    bytes: bytes.subarray(HEADER_LENGTH, offset + 5),
  }
}

/** The answer: addresses to who asks for IPv4, an alias to whoever asks; else there are none. */
export function encodeAnswer(question: Question, answer: Answer): Uint8Array {
  const records = recordsOf(question, answer)
  const flags =
    RESPONSE |
    AUTHORITATIVE |
    (question.isRecursive ? RECURSION_DESIRED | RECURSION_AVAILABLE : 0) |
    (answer.kind === 'no such name' ? NO_SUCH_NAME : 0)
  const header = [question.id, flags, 1, records.length, 0, 0].flatMap(short)
  return Uint8Array.from([...header, ...question.bytes, ...records.flat()])
}

function recordsOf({ type }: Question, answer: Answer): readonly (readonly number[])[] {
  if (answer.kind === 'alias') return [record(TYPE_CNAME, nameBytes(answer.name))]
  if (answer.kind !== 'addresses' || type !== TYPE_A) return []
  return answer.addresses.map((address) => {
    const number = parseIpv4(address) ?? 0
    return record(
      TYPE_A,
      [24, 16, 8, 0].map((shift) => (number >>> shift) & 255),
    )
  })
}

function record(type: number, data: readonly number[]): readonly number[] {
  return [
    ...[QUESTION_NAME, type, CLASS_INTERNET, 0, TTL_SECONDS, data.length].flatMap(short),
    ...data,
  ]
}

function nameBytes(name: string): readonly number[] {
  const labels = name.replace(/\.$/, '').split('.')
  const bytes = labels.flatMap((label) => [label.length, ...new TextEncoder().encode(label)])
  return [...bytes, 0]
}

function short(number: number): readonly number[] {
  return [(number >> 8) & 255, number & 255]
}
