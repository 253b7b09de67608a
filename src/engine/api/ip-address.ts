import { type FieldError, invalidValue, quoteGo } from './field-error.ts'

/**
 * Whether a text is an IP address, in the words of the API server when it is none.
 * Source: k8s.io/apimachinery/pkg/util/validation/ip.go (StrictIPCIDRValidation).
 */
export function isIpAddress(path: string, value: string): readonly FieldError[] {
  const address = parseIp(value)
  if (address === undefined)
    return [
      invalidValue(path, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'),
    ]
  if (address.hasLeadingZeros) return [invalidValue(path, value, 'must not have leading 0s')]
  return isMapped(address)
    ? [invalidValue(path, value, 'must not be an IPv4-mapped IPv6 address')]
    : []
}

/** An IPv6 address as RFC 5952 wants it written; undefined for anything else. */
export function canonicalIPv6(value: string): string | undefined {
  const address = parseIp(value)
  if (address?.words.length !== IPV6_WORDS || isMapped(address)) return undefined
  const { words } = address
  const zeros = longestRun(words)
  const hex = (part: readonly number[]) => part.map((word) => word.toString(16)).join(':')
  return zeros.length < 2
    ? hex(words)
    : `${hex(words.slice(0, zeros.from))}::${hex(words.slice(zeros.from + zeros.length))}`
}

/** What is an address, and yet better written otherwise. */
export function ipWarning(path: string, ip: string): readonly string[] {
  const canonical = canonicalIPv6(ip)
  if (canonical === undefined || canonical === ip) return []
  const best = quoteGo(canonical)
  return [`${path}: IPv6 address ${quoteGo(ip)} should be in RFC 5952 canonical format (${best})`]
}

export interface Address {
  /** 16 bits each: two of an IPv4 address, eight of an IPv6 address. */
  readonly words: readonly number[]
  /** Numbers of IPv4 such as 010, which some programs read as octal. */
  readonly hasLeadingZeros: boolean
}

const IPV6_WORDS = 8

/** Undefined for what is no address. */
export function parseIp(value: string): Address | undefined {
  return value.includes(':') ? parseIPv6(value) : parseIPv4(value)
}

function parseIPv4(value: string): Address | undefined {
  const parts = value.split('.')
  const areNumbers = parts.every((part) => /^\d+$/.test(part) && Number(part) < 256)
  if (parts.length !== 4 || !areNumbers) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number)
  const hasLeadingZeros = parts.some((part) => /^0\d/.test(part))
  return { words: [a * 256 + b, c * 256 + d], hasLeadingZeros }
}

function parseIPv6(value: string): Address | undefined {
  const [before = '', after, ...more] = value.split('::')
  if (more.length > 0) return undefined
  const head = after !== undefined && before.includes('.') ? undefined : parseGroups(before)
  const tail = parseGroups(after ?? '')
  if (head === undefined || tail === undefined) return undefined
  const missing = IPV6_WORDS - head.words.length - tail.words.length
  if (after === undefined ? missing !== 0 : missing < 1) return undefined
  return {
    words: [...head.words, ...Array<number>(missing).fill(0), ...tail.words],
    hasLeadingZeros: head.hasLeadingZeros || tail.hasLeadingZeros,
  }
}

/** Groups between colons, the last of which may be an IPv4 address. */
function parseGroups(text: string): Address | undefined {
  if (text === '') return { words: [], hasLeadingZeros: false }
  const groups = text.split(':')
  const last = groups.at(-1) ?? ''
  const end = last.includes('.') ? parseIPv4(last) : undefined
  const words = end === undefined ? groups : groups.slice(0, -1)
  if (!words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word))) return undefined
  return {
    words: [...words.map((word) => Number.parseInt(word, 16)), ...(end?.words ?? [])],
    hasLeadingZeros: end?.hasLeadingZeros ?? false,
  }
}

/** `::ffff:10.0.0.1`: an IPv4 address in the dress of IPv6. */
export function isMapped({ words }: Address): boolean {
  return words.length === IPV6_WORDS && words.slice(0, 6).join() === '0,0,0,0,0,65535'
}

/** The longest run of zeros, the first of several. */
function longestRun(words: readonly number[]): { readonly from: number; readonly length: number } {
  const runs = words.map((_, from) => {
    const next = words.slice(from).findIndex((word) => word !== 0)
    return { from, length: next === -1 ? words.length - from : next }
  })
  return runs.reduce((best, run) => (run.length > best.length ? run : best))
}
