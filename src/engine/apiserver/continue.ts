import { badRequest } from './refusals.ts'

/** Where the next page of a list begins, and in which state of the store. */
export interface Continue {
  readonly revision: number
  readonly after: string
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The token as the real server writes it: JSON in base64 for URLs. */
export function writeContinue({ revision, after }: Continue): string {
  const json = JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: `${after}\u0000` })
  return encode(new TextEncoder().encode(json))
}

export function readContinue(token: string): Continue {
  const wrong = badRequest('continue key is not valid: illegal base64 data')
  const bytes = decode(token)
  if (bytes === undefined) throw wrong
  try {
    const { rv, start } = JSON.parse(new TextDecoder('utf-8').decode(bytes)) as {
      readonly rv?: unknown
      readonly start?: unknown
    }
    if (typeof rv !== 'number' || typeof start !== 'string') throw wrong
    return { revision: rv, after: start.replace(/\0$/, '') }
  } catch {
    throw wrong
  }
}

function encode(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    const count = Math.min(4, bytes.length - i + 1)
    for (let n = 0; n < count; n++) text += ALPHABET.charAt((bits >> (18 - 6 * n)) & 63)
  }
  return text
}

function decode(text: string): Uint8Array | undefined {
  const digits = Array.from(text, (character) => ALPHABET.indexOf(character))
  if (digits.includes(-1)) return undefined
  const bytes: number[] = []
  for (let i = 0; i + 1 < digits.length; i += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = digits.slice(i, i + 4)
    const bits = (a << 18) | (b << 12) | (c << 6) | d
    const count = Math.min(3, digits.length - i - 1)
    for (let n = 0; n < count; n++) bytes.push((bits >> (16 - 8 * n)) & 255)
  }
  return Uint8Array.from(bytes)
}
