import { parseIpv4, parseIpv6 } from './addresses.ts'
import type { SocketAddress } from './fabric.ts'
import type { UnixSocket } from './unix-socket.ts'

/** The lines of /proc/net/tcp, tcp6, udp, udp6 and unix, as proc(5) has them. */

export interface SocketLine {
  readonly local: SocketAddress
  readonly remote: SocketAddress
  /** The number of the state: 1 established … 10 listening. */
  readonly state: number
  readonly unsent: number
  /** For a listener: how many connections wait. */
  readonly unread: number
  readonly uid: number
  readonly inode: number
}

/** What a line of the IPv4 tables is padded to with spaces. */
const TCP_WIDTH = 149
const UDP_WIDTH = 127

const IPV4_HEADER =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'
const IPV6_HEADER =
  '  sl  local_address                         remote_address                        st ' +
  'tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'

export function tcpTable(family: 'inet' | 'inet6', lines: readonly SocketLine[]): string {
  const rows = lines.map((line, index) => {
    const tail = line.state === 10 ? '100 0 0 10 0' : '20 4 30 10 -1'
    return `${commonFields(family, line, `${index}`.padStart(4))} 1 0000000000000000 ${tail}`
  })
  if (family === 'inet6') return table([IPV6_HEADER, ...rows])
  return table([IPV4_HEADER, ...rows].map((row) => row.padEnd(TCP_WIDTH)))
}

export function udpTable(family: 'inet' | 'inet6', lines: readonly SocketLine[]): string {
  const rows = lines.map((line, index) => {
    const number = `${index}`.padStart(5)
    return `${commonFields(family, line, number)} 2 0000000000000000 0`
  })
  const header = `${family === 'inet' ? IPV4_HEADER : IPV6_HEADER} ref pointer drops`
  // The number of a udp line is one place wider, its header is not.
  if (family === 'inet6') return table([header, ...rows])
  return table([header.replace('  sl', '   sl'), ...rows].map((row) => row.padEnd(UDP_WIDTH)))
}

export function unixTable(sockets: readonly UnixSocket[]): string {
  const rows = sockets.map((socket) => {
    const flags = socket.isListening ? '00010000' : '00000000'
    const state = socket.isListening ? '01' : '03'
    const path = socket.path === '' ? '' : ` ${socket.path}`
    const inode = `${socket.inode}`.padStart(5)
    return `0000000000000000: 00000002 00000000 ${flags} 0001 ${state} ${inode}${path}`
  })
  return table(['Num       RefCount Protocol Flags    Type St Inode Path', ...rows])
}

/** An address as the kernel prints it: the words of its memory in hexadecimal. */
export function hexAddress(address: string, family: 'inet' | 'inet6'): string {
  const ipv4 = parseIpv4(address)
  if (ipv4 !== undefined) {
    const word = hex(swapped(ipv4), 8)
    return family === 'inet' ? word : `0000000000000000FFFF0000${word}`
  }
  const groups = parseIpv6(address) ?? []
  const words = [0, 2, 4, 6].map((at) => (groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0))
  return words.map((word) => hex(swapped(word), 8)).join('')
}

export function table(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('')
}

function commonFields(family: 'inet' | 'inet6', line: SocketLine, number: string): string {
  const ends = [line.local, line.remote].map(
    ({ address, port }) => `${hexAddress(address, family)}:${hex(port, 4)}`,
  )
  const queues = `${hex(line.unsent, 8)}:${hex(line.unread, 8)}`
  const uid = `${line.uid}`.padStart(5)
  const timer = `00:00000000 00000000 ${uid}        0 ${line.inode}`
  return `${number}: ${ends.join(' ')} ${hex(line.state, 2)} ${queues} ${timer}`
}

function hex(number: number, width: number): string {
  return number.toString(16).toUpperCase().padStart(width, '0')
}

/** The bytes of a word the other way round: a little-endian machine's memory. */
function swapped(word: number): number {
  return [0, 8, 16, 24].reduce((sum, shift) => sum * 256 + ((word >>> shift) & 255), 0)
}
