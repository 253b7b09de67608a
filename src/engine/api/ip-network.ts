import { type FieldError, invalidValue } from './field-error.ts'
import { type Address, canonicalIPv6, isMapped, parseIp } from './ip-address.ts'

/**
 * Whether a text is a network such as 10.0.0.0/16, in the words of the API server when it is none.
 * Source: k8s.io/apimachinery/pkg/util/validation/ip.go (StrictIPCIDRValidation).
 */
export function isNetwork(path: string, value: string): readonly FieldError[] {
  const why = mistakeIn(value)
  return why === undefined ? [] : [invalidValue(path, value, why)]
}

/** What is a network, and yet better written otherwise. */
export function networkWarnings(path: string, value: string): readonly string[] {
  const [address = '', prefix = ''] = value.split('/')
  const canonical = canonicalIPv6(address)
  if (canonical === undefined || canonical === address) return []
  const best = `${canonical}/${prefix}`
  return [`${path}: IPv6 CIDR value "${value}" should be in RFC 5952 canonical format ("${best}")`]
}

export type IpFamily = 'IPv4' | 'IPv6'

/** The family of a network; undefined for what is none. */
export function familyOf(network: string): IpFamily | undefined {
  const address = parseNetwork(network)?.address
  if (address === undefined) return undefined
  return isOfIPv4(address) || isMapped(address) ? 'IPv4' : 'IPv6'
}

function isOfIPv4({ words }: Address): boolean {
  return words.length === 2
}

interface Network {
  readonly address: Address
  readonly prefix: string
}

function parseNetwork(value: string): Network | undefined {
  const [host = '', prefix = '', ...more] = value.split('/')
  const address = parseIp(host)
  if (address === undefined || more.length > 0 || !/^\d+$/.test(prefix)) return undefined
  return Number(prefix) > address.words.length * 16 ? undefined : { address, prefix }
}

function mistakeIn(value: string): string | undefined {
  const network = parseNetwork(value)
  if (network === undefined)
    return 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'
  const { address, prefix } = network
  if (address.hasLeadingZeros || /^0\d/.test(prefix))
    return 'must not have leading 0s in IP or prefix length'
  if (isMapped(address)) return 'must not have an IPv4-mapped IPv6 address'
  return hasBitsBehind(address, Number(prefix))
    ? 'must not have bits set beyond the prefix length'
    : undefined
}

function hasBitsBehind({ words }: Address, prefix: number): boolean {
  return words.some((word, index) => {
    const kept = Math.min(16, Math.max(0, prefix - index * 16))
    return (word & (0xffff >> kept)) !== 0
  })
}
