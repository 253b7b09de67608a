import { type FieldError, invalidValue } from './field-error.ts'

/** Whether a text is an IP address, in the words of the API server when it is none. */
export function isIpAddress(path: string, value: string): readonly FieldError[] {
  return isIPv4(value) || isIPv6(value)
    ? []
    : [invalidValue(path, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]
}

function isIPv4(value: string): boolean {
  const parts = value.split('.')
  return (
    parts.length === 4 &&
    parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  )
}

function isIPv6(value: string): boolean {
  const halves = value.split('::')
  if (halves.length > 2 || !value.includes(':')) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const hasIPv4 = last.includes('.')
  const words = hasIPv4 ? groups.slice(0, -1) : groups
  const count = words.length + (hasIPv4 ? 2 : 0)
  const areWords = words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))
  const fits = halves.length === 2 ? count < 8 : count === 8
  return areWords && fits && (!hasIPv4 || isIPv4(last))
}
