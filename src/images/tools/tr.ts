import { type Call, Refusal, type Tool } from './call.ts'
import { parseOptions } from './options.ts'
import { extraOperand, missingOperand } from './refusals.ts'

/** Works on bytes, as tr(1) does in every locale. */
export const tr: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'cCdst',
    long: { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' },
    stopsAtOperand: true,
  })
  const [first, second, extra] = options.operands
  if (first === undefined) throw missingOperand(call)
  const deletes = options.has('d')
  const squeezes = options.has('s')
  if (second === undefined && !deletes && !squeezes) throw missingSecond(call, first)
  if (extra !== undefined) throw extraOperand(call, extra)
  const chosen = setOf(first, options.has('c', 'C'))
  const map = deletes || second === undefined ? identity() : mapping(chosen, setOf(second, false))
  const doomed = new Set(deletes ? chosen : [])
  const squeezed = new Set(
    squeezes ? setOf(second ?? first, second === undefined && options.has('c', 'C')) : [],
  )
  let last = -1
  for (;;) {
    const bytes = yield* call.read(0)
    if (bytes.length === 0) return 0
    const out: number[] = []
    for (const byte of bytes) {
      if (doomed.has(byte)) continue
      const mapped = map[byte] ?? byte
      if (squeezed.has(mapped) && mapped === last) continue
      out.push(mapped)
      last = mapped
    }
    yield* call.print(Uint8Array.from(out))
  }
}

function missingSecond(call: Call, first: string): Refusal {
  if (call.isBusybox) return new Refusal('', { usage: true })
  const words = `missing operand after ${call.quote(first)}\nTwo strings must be given when translating.`
  return new Refusal(words, { usage: true })
}

function identity(): number[] {
  return Array.from({ length: 256 }, (_, byte) => byte)
}

/** A shorter second set goes on with its last character. */
function mapping(from: readonly number[], to: readonly number[]): number[] {
  const map = identity()
  for (const [index, byte] of from.entries()) map[byte] = to[index] ?? to.at(-1) ?? byte
  return map
}

const encoder = new TextEncoder()

function setOf(text: string, isComplement: boolean): readonly number[] {
  const bytes = bytesIn(encoder.encode(text))
  return isComplement ? identity().filter((byte) => !bytes.includes(byte)) : bytes
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
}

const CLASSES: Readonly<Record<string, (byte: number) => boolean>> = {
  digit: (it) => it >= 48 && it <= 57,
  upper: (it) => it >= 65 && it <= 90,
  lower: (it) => it >= 97 && it <= 122,
  alpha: (it) => (it >= 65 && it <= 90) || (it >= 97 && it <= 122),
  alnum: (it) => (it >= 48 && it <= 57) || (it >= 65 && it <= 90) || (it >= 97 && it <= 122),
  space: (it) => it === 32 || (it >= 9 && it <= 13),
  blank: (it) => it === 32 || it === 9,
  punct: (it) => it > 32 && it < 127 && !/\w/.test(String.fromCharCode(it)),
  print: (it) => it >= 32 && it < 127,
  graph: (it) => it > 32 && it < 127,
  cntrl: (it) => it < 32 || it === 127,
  xdigit: (it) => /[0-9A-Fa-f]/.test(String.fromCharCode(it)),
}

interface Unit {
  readonly bytes: readonly number[]
  readonly length: number
}

function bytesIn(source: Uint8Array): readonly number[] {
  const bytes: number[] = []
  for (let at = 0; at < source.length;) {
    const unit = classAt(source, at) ?? characterAt(source, at)
    const [from] = unit.bytes
    const dash = at + unit.length
    if (unit.bytes.length === 1 && source[dash] === 45 && dash + 1 < source.length) {
      const end = characterAt(source, dash + 1)
      const [to = 0] = end.bytes
      if ((from ?? 0) > to) {
        const range = String.fromCharCode(from ?? 0, 45, to)
        const why = 'are in reverse collating sequence order'
        throw new Refusal(`range-endpoints of '${range}' ${why}`)
      }
      for (let byte = from ?? 0; byte <= to; byte++) bytes.push(byte)
      at = dash + 1 + end.length
      continue
    }
    bytes.push(...unit.bytes)
    at += unit.length
  }
  return bytes
}

function classAt(source: Uint8Array, at: number): Unit | undefined {
  const text = String.fromCharCode(...source.subarray(at, at + 12))
  const name = /^\[:(\w+):\]/.exec(text)?.[1]
  const test = CLASSES[name ?? '']
  if (name === undefined) return undefined
  if (test === undefined) throw new Refusal(`invalid character class '${name}'`)
  return { bytes: identity().filter(test), length: name.length + 4 }
}

function characterAt(source: Uint8Array, at: number): Unit {
  const byte = source[at] ?? 0
  if (byte !== 92 || at + 1 >= source.length) return { bytes: [byte], length: 1 }
  const rest = String.fromCharCode(...source.subarray(at + 1, at + 4))
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0]
  if (octal !== undefined)
    return { bytes: [Number.parseInt(octal, 8) & 255], length: octal.length + 1 }
  const next = rest.charAt(0)
  return { bytes: [ESCAPES[next] ?? next.charCodeAt(0)], length: 2 }
}
