import { invalidValue } from '../field-error.ts'
import { isIpAddress, parseIp } from '../ip-address.ts'
import type { Errors } from './rules.ts'

/** Addresses behind which nobody else can be: what they are, and how they begin. */
const SPECIAL: readonly (readonly [words: string, isOne: (words: readonly number[]) => boolean])[] =
  [
    [
      'may not be in the loopback range (127.0.0.0/8, ::1/128)',
      (words) => (words.length === 2 ? first(words) >> 8 === 127 : isNumber(words, 1)),
    ],
    [
      'may not be in the link-local range (169.254.0.0/16, fe80::/10)',
      (words) => first(words) === (169 << 8) + 254 || first(words) >> 6 === 0xfe80 >> 6,
    ],
    [
      'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
      (words) =>
        words.length === 2
          ? first(words) === 224 << 8 && (words[1] ?? 0) < 256
          : (first(words) & 0xff0f) === 0xff02,
    ],
  ]

/** An address that others can be told to speak to. Source: ValidateEndpointIP. */
export function validateEndpointIp(path: string, value: string): Errors {
  const malformed = isIpAddress(path, value)
  if (malformed.length > 0) return malformed
  const words = parseIp(value)?.words ?? []
  const found = SPECIAL.filter(([, isOne]) => isOne(words)).map(([what]) => what)
  const unspecified = isNumber(words, 0) ? [`may not be unspecified (${value})`] : []
  return [...unspecified, ...found].map((what) => invalidValue(path, value, what))
}

function first(words: readonly number[]): number {
  return words[0] ?? 0
}

function isNumber(words: readonly number[], number: number): boolean {
  return words.every((word, index) => word === (index === words.length - 1 ? number : 0))
}
