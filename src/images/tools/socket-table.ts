import { canonicalIpv6, type Process } from '#engine'
import { attempt, textAt } from './texts.ts'

/** A socket as /proc/net tells of it. */
export interface SocketInfo {
  readonly protocol: 'tcp' | 'udp' | 'unix'
  readonly family: 'inet' | 'inet6' | 'unix'
  readonly state: SocketState
  readonly local: string
  readonly localPort: number
  readonly peer: string
  readonly peerPort: number
  readonly received: number
  readonly sent: number
  readonly inode: string
}

export type SocketState = keyof typeof STATES

const STATES = {
  ESTAB: 'ESTABLISHED',
  'SYN-SENT': 'SYN_SENT',
  'SYN-RECV': 'SYN_RECV',
  'FIN-WAIT-1': 'FIN_WAIT1',
  'FIN-WAIT-2': 'FIN_WAIT2',
  'TIME-WAIT': 'TIME_WAIT',
  UNCONN: '',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'LAST-ACK': 'LAST_ACK',
  LISTEN: 'LISTEN',
  CLOSING: 'CLOSING',
} as const

const NUMBERED = Object.keys(STATES) as readonly SocketState[]

/** What netstat calls a state that ss has another name for. */
export function longState(state: SocketState): string {
  return STATES[state]
}

export function socketsIn(process: Process): readonly SocketInfo[] {
  return [
    ...table(process, 'tcp', 'inet'),
    ...table(process, 'tcp', 'inet6'),
    ...table(process, 'udp', 'inet'),
    ...table(process, 'udp', 'inet6'),
    ...unixSockets(process),
  ]
}

function table(
  process: Process,
  protocol: 'tcp' | 'udp',
  family: 'inet' | 'inet6',
): readonly SocketInfo[] {
  const text = textAt(process, `/proc/net/${protocol}${family === 'inet' ? '' : '6'}`) ?? ''
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local, peer, state, queues = ':', , , , , inode = ''] = line.trim().split(/\s+/)
      if (local === undefined || peer === undefined || state === undefined) return []
      const [own, other] = [addressOf(local), addressOf(peer)]
      const [sent = '0', received = '0'] = queues.split(':')
      return {
        protocol,
        family,
        state: NUMBERED[Number.parseInt(state, 16) - 1] ?? 'UNCONN',
        local: own.address,
        localPort: own.port,
        peer: other.address,
        peerPort: other.port,
        received: Number.parseInt(received, 16),
        sent: Number.parseInt(sent, 16),
        inode,
      }
    })
}

function unixSockets(process: Process): readonly SocketInfo[] {
  const lines = (textAt(process, '/proc/net/unix') ?? '').split('\n').slice(1)
  return lines.flatMap((line) => {
    const [, , , flags, , , inode = '', path = ''] = line.trim().split(/\s+/)
    if (flags === undefined) return []
    return {
      protocol: 'unix' as const,
      family: 'unix' as const,
      state: flags === '00010000' ? ('LISTEN' as const) : ('ESTAB' as const),
      local: path,
      localPort: 0,
      peer: '',
      peerPort: 0,
      received: 0,
      sent: 0,
      inode,
    }
  })
}

/** 0100007F:1F90, the words of the address in the order of a little-endian machine. */
function addressOf(text: string): { readonly address: string; readonly port: number } {
  const [hex = '', port = '0'] = text.split(':')
  const words = hex.match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse())
  const address =
    bytes.length === 4
      ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
      : ipv6Of(bytes.join(''))
  return { address, port: Number.parseInt(port, 16) }
}

function ipv6Of(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).join(':')
  return canonicalIpv6(groups) ?? groups
}

export interface SocketUser {
  readonly pid: number
  readonly comm: string
  readonly fd: number
}

/** Who has each socket open, by inode; of others' processes only root is told. */
export function socketUsers(process: Process): ReadonlyMap<string, readonly SocketUser[]> {
  const users = new Map<string, SocketUser[]>()
  for (const pid of attempt(() => process.readdir('/proc')) ?? []) {
    if (!/^\d+$/.test(pid)) continue
    const comm = (textAt(process, `/proc/${pid}/comm`) ?? '').trim()
    for (const fd of attempt(() => process.readdir(`/proc/${pid}/fd`)) ?? []) {
      const link = attempt(() => process.readlink(`/proc/${pid}/fd/${fd}`)) ?? ''
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1]
      if (inode === undefined) continue
      users.set(inode, [...(users.get(inode) ?? []), { pid: Number(pid), comm, fd: Number(fd) }])
    }
  }
  return users
}

/** The name of a port in /etc/services; the number where it has none, or names are not wanted. */
export function portName(process: Process, port: number, protocol: string): string {
  if (port === 0) return '*'
  const services = textAt(process, '/etc/services') ?? ''
  const line = services.split('\n').find((it) => it.split(/\s+/)[1] === `${port}/${protocol}`)
  return line?.split(/\s+/)[0] ?? `${port}`
}
