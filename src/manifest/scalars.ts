/** What one scalar of a manifest can be once kubectl has read it. */
export type Scalar = string | number | boolean | null

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
])

const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/
const SPECIAL_FLOAT = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/
const BIGGEST = 2n ** 64n - 1n
const SMALLEST = -(2n ** 63n)

/**
 * Reads a plain scalar as kubectl does: YAML 1.1 as far as go-yaml v2 keeps it. Dates stay text,
 * `1:20` is text, `0644` is octal. Infinities and NaN come back as numbers; JSON has none.
 */
export function resolvePlain(text: string): Scalar {
  const word = WORDS.get(text)
  if (word !== undefined) return word
  if (SPECIAL_FLOAT.test(text)) return specialFloat(text)
  if (/^[-+0-9]/.test(text)) return resolveNumber(text.replaceAll('_', '')) ?? text
  if (text.startsWith('.') && FLOAT.test(text)) return Number(text)
  return text
}

/** True when go-yaml would take the plain text for something else than text. */
export function isNotText(text: string): boolean {
  return typeof resolvePlain(text) !== 'string'
}

function resolveNumber(text: string): number | undefined {
  const integer = INTEGER.exec(text)
  if (integer !== null) {
    const [, sign = '', digits = '0'] = integer
    const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits)
    const value = sign === '-' ? -size : size
    if (value >= SMALLEST && value <= BIGGEST) return Number(value)
  }
  if (!FLOAT.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function specialFloat(text: string): number {
  if (text.toLowerCase() === '.nan') return NaN
  return text.startsWith('-') ? -Infinity : Infinity
}
