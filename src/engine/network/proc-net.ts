import { formatIpv4, parseCidr } from './addresses.ts'
import type { SocketAddress } from './fabric.ts'
import type { NetworkInterface, RouteEntry } from './interfaces.ts'
import type { LocalName } from './local-name.ts'
import { EPHEMERAL_PORTS, type PortTable } from './port-table.ts'
import {
  hexAddress,
  type SocketLine,
  table,
  tcpTable,
  udpTable,
  unixTable,
} from './proc-net-lines.ts'
import type { SocketFile } from './socket-file.ts'
import { LONGEST_BACKLOG } from './tcp-listening.ts'
import { TcpSocket } from './tcp-socket.ts'
import { UdpSocket } from './udp-socket.ts'
import { UnixSocket } from './unix-socket.ts'

/** What there is to show of a namespace. */
export interface ShownNamespace {
  readonly hasIpv6: boolean
  readonly interfaces: readonly NetworkInterface[]
  readonly routes: readonly RouteEntry[]
  readonly sysctls: ReadonlyMap<string, string>
  readonly sockets: ReadonlySet<SocketFile>
  readonly ports: PortTable<LocalName>
}

const NOWHERE = { address: '0.0.0.0', port: 0 }

/** The files of a namespace below /proc, by path: net/tcp, sys/net/core/somaxconn and so on. */
export function procNetFiles(shown: ShownNamespace): ReadonlyMap<string, () => string> {
  const files = new Map([
    ['net/tcp', () => tcpTable('inet', tcpLines(shown, 'inet'))],
    ['net/udp', () => udpTable('inet', udpLines(shown, 'inet'))],
    ['net/unix', () => unixTable(unixSockets(shown))],
    ['net/route', () => routeTable(shown.routes)],
    ['net/dev', () => deviceTable(shown.interfaces)],
    ['net/arp', () => `${ARP_HEADER}\n`],
  ])
  if (shown.hasIpv6) {
    files.set('net/tcp6', () => tcpTable('inet6', tcpLines(shown, 'inet6')))
    files.set('net/udp6', () => udpTable('inet6', udpLines(shown, 'inet6')))
    files.set('net/if_inet6', () => inet6Table(shown.interfaces))
  }
  for (const [name, value] of settingsOf(shown.sysctls))
    files.set(`sys/${name.replaceAll('.', '/')}`, () => `${value}\n`)
  return files
}

const ARP_HEADER = 'IP address       HW type     Flags       HW address            Mask     Device'

function settingsOf(sysctls: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([
    ['net.core.somaxconn', `${LONGEST_BACKLOG}`],
    ['net.ipv4.ip_forward', '1'],
    ['net.ipv4.ip_local_port_range', `${EPHEMERAL_PORTS.first}\t${EPHEMERAL_PORTS.last}`],
    ['net.ipv4.ip_unprivileged_port_start', '1024'],
    ['net.ipv4.tcp_syn_retries', '6'],
    ['net.ipv4.tcp_fin_timeout', '60'],
    ...sysctls,
  ])
}

function tcpLines(shown: ShownNamespace, family: 'inet' | 'inet6'): readonly SocketLine[] {
  const sockets = [...shown.sockets].filter((it) => it instanceof TcpSocket)
  const ours = sockets.filter((it) => it.name.family === family)
  const lines = ours.flatMap((socket) => tcpLineOf(shown, socket))
  const waiting = family === 'inet6' ? [] : shown.ports.lingering()
  return [
    ...lines.filter((it) => it.state === 10),
    ...lines.filter((it) => it.state !== 10),
    ...waiting.map(({ address, port }) => ({
      ...restOf({ address, port }, { state: 6, uid: 0, inode: 0 }),
    })),
  ]
}

function tcpLineOf(shown: ShownNamespace, socket: TcpSocket): readonly SocketLine[] {
  const { state, name, inode } = socket
  const uid = shown.ports.bindingOf(name)?.uid ?? 0
  const rest = (number: number): SocketLine => restOf(name.at, { state: number, uid, inode })
  switch (state.kind) {
    case 'listening':
      return [{ ...rest(10), unsent: 0, unread: state.listening.waiting }]
    case 'connecting':
      return [{ ...rest(2), remote: state.peer }]
    case 'connected': {
      const { end, peer } = state
      return [{ ...rest(end.tcpState), remote: peer, unsent: end.unsent, unread: end.unread }]
    }
    case 'fresh':
    case 'failed':
    case 'closed':
      return []
  }
}

function udpLines(shown: ShownNamespace, family: 'inet' | 'inet6'): readonly SocketLine[] {
  const sockets = [...shown.sockets].filter((it) => it instanceof UdpSocket)
  return sockets
    .filter((it) => it.name.family === family && it.name.isBound)
    .map((socket) => {
      const uid = shown.ports.bindingOf(socket.name)?.uid ?? 0
      const state = socket.peer === null ? 7 : 1
      const line = restOf(socket.name.at, { state, uid, inode: socket.inode })
      return { ...line, remote: socket.peer ?? NOWHERE, unread: socket.unread }
    })
}

function restOf(
  local: SocketAddress,
  rest: { readonly state: number; readonly uid: number; readonly inode: number },
): SocketLine {
  const remote = local.address.includes(':') ? { address: '::', port: 0 } : NOWHERE
  return { local, remote, unsent: 0, unread: 0, ...rest }
}

function unixSockets(shown: ShownNamespace): readonly UnixSocket[] {
  return [...shown.sockets].filter((it) => it instanceof UnixSocket)
}

function routeTable(routes: readonly RouteEntry[]): string {
  const header = [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask',
    'MTU\tWindow\tIRTT',
  ].join('\t\t')
  const rows = routes.map((route) => {
    const { destination, gateway, device } = route
    const block = parseCidr(destination === 'default' ? '0.0.0.0/0' : destination)
    const mask = formatIpv4(2 ** 32 - (block?.size ?? 0))
    const [net, via, bits] = [formatIpv4(block?.first ?? 0), gateway ?? '0.0.0.0', mask].map((it) =>
      hexAddress(it, 'inet'),
    )
    const flags = gateway === undefined ? '0001' : '0003'
    return `${device}\t${net ?? ''}\t${via ?? ''}\t${flags}\t0\t0\t0\t${bits ?? ''}\t0\t0\t0`
  })
  return table([header, ...rows].map((row) => row.padEnd(127)))
}

function deviceTable(interfaces: readonly NetworkInterface[]): string {
  const header = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|' +
      'bytes    packets errs drop fifo colls carrier compressed',
  ]
  const counters =
    '       0       0    0    0    0     0          0         0' +
    '        0       0    0    0    0     0       0          0'
  return table([...header, ...interfaces.map(({ name }) => `${name.padStart(6)}:${counters}`)])
}

function inet6Table(interfaces: readonly NetworkInterface[]): string {
  const rows = interfaces.flatMap(({ name, index, addresses }) =>
    addresses
      .filter(({ family }) => family === 'inet6')
      .map(({ prefixLength }) => {
        const fields = [index, prefixLength].map((it) => it.toString(16).padStart(2, '0'))
        // Only ::1 is ever there: a global address would need its own bytes and scope.
        return `${'1'.padStart(32, '0')} ${fields.join(' ')} 10 80 ${name.padStart(8)}`
      }),
  )
  return table(rows)
}
