import { formatIpv4, parseCidr, parseIpv4 } from './addresses.ts'

/** A network interface as rtnetlink(7) tells of it. */
export interface NetworkInterface {
  readonly index: number
  readonly name: string
  readonly kind: 'loopback' | 'ethernet'
  /** The index of the other end of a veth pair. */
  readonly peerIndex?: number
  readonly mac: string
  readonly mtu: number
  readonly addresses: readonly InterfaceAddress[]
}

export interface InterfaceAddress {
  readonly family: 'inet' | 'inet6'
  readonly address: string
  readonly prefixLength: number
  readonly scope: 'global' | 'host' | 'link'
}

export interface RouteEntry {
  /** `default`, or a block such as 10.244.1.0/24. */
  readonly destination: string
  readonly gateway?: string
  readonly device: string
  /** The source address that it prefers; a route of the kernel's own has one. */
  readonly source?: string
}

export function loopbackInterface(hasIpv6: boolean): NetworkInterface {
  const inet: InterfaceAddress = {
    family: 'inet',
    address: '127.0.0.1',
    prefixLength: 8,
    scope: 'host',
  }
  const inet6: InterfaceAddress = {
    family: 'inet6',
    address: '::1',
    prefixLength: 128,
    scope: 'host',
  }
  return {
    index: 1,
    name: 'lo',
    kind: 'loopback',
    mac: '00:00:00:00:00:00',
    mtu: 65_536,
    addresses: hasIpv6 ? [inet, inet6] : [inet],
  }
}

export interface EthernetOptions {
  readonly index: number
  readonly peerIndex?: number
  readonly name: string
  readonly cidr: string
}

/** `cidr`: the interface's address with the length of its prefix. */
export function ethernetInterface(options: EthernetOptions): NetworkInterface {
  const { index, peerIndex, name, cidr } = options
  const [address = '', bits = ''] = cidr.split('/')
  return {
    index,
    name,
    kind: 'ethernet',
    ...(peerIndex === undefined ? {} : { peerIndex }),
    mac: macFor(address),
    mtu: 1500,
    addresses: [{ family: 'inet', address, prefixLength: Number(bits), scope: 'global' }],
  }
}

/** The n-th address of a block. */
export function addressIn(cidr: string, n: number): string {
  const block = parseCidr(cidr)
  if (block === undefined) throw new Error(`${cidr} is no block of IPv4 addresses`)
  return formatIpv4(block.first + n)
}

export function networkOf(cidr: string): string {
  const block = parseCidr(cidr)
  if (block === undefined) throw new Error(`${cidr} is no block of IPv4 addresses`)
  return `${formatIpv4(block.first)}/${block.prefixLength}`
}

/** A locally administered address that contains the IP address, as CNI's bridge chose it. */
function macFor(address: string): string {
  const number = parseIpv4(address) ?? 0
  const bytes = [0x0a, 0x58, ...[24, 16, 8, 0].map((shift) => (number >>> shift) & 255)]
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':')
}
