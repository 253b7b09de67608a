/** Addresses of the internet protocols as text: dotted quads, and IPv6 in its canonical form. */

const MAPPED = '::ffff:'

/** The number behind a dotted quad; nothing else is one (`010.0.0.1` and `127.1` are not). */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let number = 0
  for (const part of parts) {
    if (!isDecimalByte(part)) return undefined
    number = number * 256 + Number(part)
  }
  return number
}

export function formatIpv4(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')
}

/** RFC 5952: lower case, no leading zeros, the longest run of zeros as `::`. */
export function canonicalIpv6(text: string): string | undefined {
  const groups = parseIpv6(text)
  if (groups === undefined) return undefined
  if (groups.slice(0, 5).every((it) => it === 0) && groups[5] === 0xffff)
    return MAPPED + formatIpv4((groups[6] ?? 0) * 65536 + (groups[7] ?? 0))
  const run = longestZeroRun(groups)
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((it) => it.toString(16))
      .join(':')
  return run.length < 2 ? hex(0, 8) : `${hex(0, run.start)}::${hex(run.start + run.length, 8)}`
}

/** The eight groups of an IPv6 address. */
export function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map(groupsOf)
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 8 ? head : undefined
  if (tail === undefined || head.length + tail.length > 7) return undefined
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

export function familyOf(address: string): 'inet' | 'inet6' | undefined {
  if (parseIpv4(address) !== undefined) return 'inet'
  return parseIpv6(address) === undefined ? undefined : 'inet6'
}

/** An IPv4 address that an IPv6 socket speaks of is the IPv4 address. */
export function unmapped(address: string): string {
  return address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address
}

/** How an IPv6 socket names an IPv4 address. */
export function mapped(address: string): string {
  return parseIpv4(address) === undefined ? address : MAPPED + address
}

export function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (address.startsWith('127.') && parseIpv4(address) !== undefined)
}

/** True when `address` lies in `cidr` (IPv4, such as 10.244.1.0/24). */
export function isWithin(address: string, cidr: string): boolean {
  const number = parseIpv4(address)
  const block = parseCidr(cidr)
  if (number === undefined || block === undefined) return false
  return number >= block.first && number < block.first + block.size
}

export interface CidrBlock {
  readonly first: number
  readonly size: number
  readonly prefixLength: number
}

export function parseCidr(cidr: string): CidrBlock | undefined {
  const [address = '', bits = ''] = cidr.split('/')
  const number = parseIpv4(address)
  const prefixLength = Number(bits)
  if (number === undefined || !isDecimalByte(bits) || prefixLength > 32) return undefined
  const size = 2 ** (32 - prefixLength)
  return { first: Math.floor(number / size) * size, size, prefixLength }
}

function isDecimalByte(text: string): boolean {
  return /^(0|[1-9][0-9]{0,2})$/.test(text) && Number(text) < 256
}

function groupsOf(half: string): readonly number[] | undefined {
  if (half === '') return []
  const groups: number[] = []
  const parts = half.split(':')
  for (const [index, part] of parts.entries()) {
    const quad = index === parts.length - 1 ? parseIpv4(part) : undefined
    if (quad !== undefined) groups.push(Math.floor(quad / 65536), quad % 65536)
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(parseInt(part, 16))
    else return undefined
  }
  return groups
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 }
  let start = 0
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start }
  }
  return longest
}
