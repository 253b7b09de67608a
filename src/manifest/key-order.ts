/**
 * The order of keys in YAML as kubectl writes it: by code point, but digits by the number that
 * they make, and letters after everything else.
 */
export function compareKeys(left: string, right: string): number {
  const a = Array.from(left)
  const b = Array.from(right)
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    if (a[at] !== b[at]) return compareFrom(a, b, at)
  }
  return a.length - b.length
}

function compareFrom(a: readonly string[], b: readonly string[], at: number): number {
  const [left = '', right = ''] = [a[at], b[at]]
  const leftIsLetter = /\p{L}/u.test(left)
  const rightIsLetter = /\p{L}/u.test(right)
  if (leftIsLetter && rightIsLetter) return compareCodePoints(left, right)
  if (leftIsLetter || rightIsLetter) return rightIsLetter ? -1 : 1
  const carry = left === '0' || right === '0' ? digitsBefore(a, at) : ''
  const [leftDigits, rightDigits] = [digitsFrom(a, at), digitsFrom(b, at)]
  const difference = numberOf(carry + leftDigits) - numberOf(carry + rightDigits)
  if (difference !== 0n) return difference < 0n ? -1 : 1
  if (leftDigits.length !== rightDigits.length) return leftDigits.length - rightDigits.length
  return compareCodePoints(left, right)
}

/** `1` when the digits before stand for more than zero: then further zeros count. */
function digitsBefore(letters: readonly string[], at: number): string {
  for (let before = at - 1; before >= 0 && isDigit(letters[before]); before--) {
    if (letters[before] !== '0') return '1'
  }
  return ''
}

function digitsFrom(letters: readonly string[], at: number): string {
  let digits = ''
  for (let next = at; isDigit(letters[next]); next++) digits += letters[next] ?? ''
  return digits
}

function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && letter >= '0' && letter <= '9'
}

function numberOf(digits: string): bigint {
  return BigInt(digits === '' ? 0 : digits)
}

function compareCodePoints(left: string, right: string): number {
  return (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0)
}
