import { type Call, Refusal, type Tool } from './call.ts'
import { contents } from './checksums.ts'
import { openInput, PLAIN_WORDS } from './input.ts'
import { parseOptions } from './options.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export const base64: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'di',
    takes: 'w',
    long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w' },
  })
  const fd = yield* openInput(call, options.operands[0] ?? '-', PLAIN_WORDS)
  if (fd === undefined) return 1
  const bytes = yield* contents(call, fd)
  if (options.has('d')) {
    const { decoded, isValid } = decode(bytes, options.has('i'))
    yield* call.print(decoded)
    if (!isValid && !call.isBusybox) throw new Refusal('invalid input')
    return 0
  }
  const width = widthIn(call, options.value('w') ?? '76')
  const text = encode(bytes)
  if (width === 0) yield* call.print(text)
  else
    for (let at = 0; at < text.length; at += width)
      yield* call.print(`${text.slice(at, at + width)}\n`)
  return 0
}

function widthIn(call: Call, word: string): number {
  if (/^\d+$/.test(word)) return Number(word)
  throw new Refusal(`invalid wrap size: ${call.quote(word)}`)
}

function encode(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    const four = [18, 12, 6, 0].map((shift) => LETTERS.charAt((bits >> shift) & 63)).join('')
    text +=
      b === undefined ? `${four.slice(0, 2)}==` : c === undefined ? `${four.slice(0, 3)}=` : four
  }
  return text
}

function decode(
  bytes: Uint8Array,
  ignoresGarbage: boolean,
): { readonly decoded: Uint8Array; readonly isValid: boolean } {
  const out: number[] = []
  let bits = 0
  let count = 0
  let isValid = true
  for (const byte of bytes) {
    const value = LETTERS.indexOf(String.fromCharCode(byte))
    if (byte === 10 || byte === 13 || byte === 61) continue
    if (value < 0) {
      if (ignoresGarbage) continue
      isValid = false
      break
    }
    bits = (bits << 6) | value
    count += 6
    if (count >= 8) {
      count -= 8
      out.push((bits >> count) & 255)
    }
  }
  return { decoded: Uint8Array.from(out), isValid: isValid && count < 6 }
}
