import { type Call, Refusal, type Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { portName, type SocketInfo, socketsIn, socketUsers } from './socket-table.ts'

/** ss of iproute2, in the layout that it has where no terminal gives it a width. */
export const ss: Tool = function* (call) {
  const options = optionsOf(call)
  if (options.has('V')) {
    yield* call.print('ss utility, iproute2-6.1.0\n')
    return 0
  }
  const filter = filterOf(call, options.operands)
  const kinds = (['t', 'u', 'x'] as const).filter((it) => options.has(it))
  const wanted = kinds.length === 0 ? (['u', 't', 'x'] as const) : kinds
  const sockets = socketsIn(call.process).filter(
    (it) =>
      wanted.some((kind) => it.protocol === PROTOCOLS[kind]) &&
      (options.has('x') || it.protocol !== 'unix' || kinds.length === 0) &&
      isInState(it, options) &&
      isOfFamily(it, options) &&
      filter(it),
  )
  const rows = sockets
    .toSorted((a, b) => ORDER.indexOf(a.protocol) - ORDER.indexOf(b.protocol))
    .map((it) => rowOf(call, it, options))
  yield* call.print(laidOut(rows, options, kinds.length === 1))
  return 0
}

const PROTOCOLS = { t: 'tcp', u: 'udp', x: 'unix' } as const
const ORDER = ['unix', 'udp', 'tcp']

function optionsOf(call: Call): Options {
  return parseOptions(call, {
    flags: 'altunpxeoimsr46HV',
    long: {
      all: 'a',
      listening: 'l',
      tcp: 't',
      udp: 'u',
      unix: 'x',
      numeric: 'n',
      processes: 'p',
      extended: 'e',
      options: 'o',
      info: 'i',
      memory: 'm',
      resolve: 'r',
      ipv4: '4',
      ipv6: '6',
      'no-header': 'H',
      version: 'V',
    },
    status: 255,
  })
}

function isInState({ state }: SocketInfo, options: Options): boolean {
  const isListening = state === 'LISTEN' || state === 'UNCONN'
  if (options.has('a')) return true
  return isListening === options.has('l')
}

function isOfFamily({ family }: SocketInfo, options: Options): boolean {
  if (options.has('4')) return family === 'inet'
  return options.has('6') ? family === 'inet6' : true
}

/** `sport = :80` and `dport = :80`, the words of the filter language that are known here. */
function filterOf(call: Call, words: readonly string[]): (socket: SocketInfo) => boolean {
  const text = words.join(' ').trim()
  if (text === '') return () => true
  const [, side, port] = /^\(? ?([sd]port) (?:=|==|eq) :?(\d+) ?\)?$/.exec(text) ?? []
  if (side === undefined)
    throw new Refusal(`Error: ${call.quote(text)} is a filter that is not simulated`, {
      status: 255,
    })
  return (it) => (side === 'sport' ? it.localPort : it.peerPort) === Number(port)
}

interface Row {
  readonly cells: readonly string[]
}

function rowOf(call: Call, socket: SocketInfo, options: Options): Row {
  const { process } = call
  const { protocol, state, received, sent } = socket
  const port = (number: number): string =>
    number === 0 ? '*' : options.has('n') ? `${number}` : portName(process, number, protocol)
  const isUnix = protocol === 'unix'
  const users = options.has('p') ? (socketUsers(process).get(socket.inode) ?? []) : []
  const named = users.map(({ comm, pid, fd }) => `("${comm}",pid=${pid},fd=${fd})`)
  return {
    cells: [
      isUnix ? 'u_str' : protocol,
      state,
      `${received}`.padEnd(6),
      `${state === 'LISTEN' ? BACKLOG : sent}`.padEnd(6),
      isUnix ? socket.local : `${bracketed(socket.local, socket.family)}:`,
      isUnix ? socket.inode : port(socket.localPort),
      isUnix ? '*' : `${bracketed(socket.peer, socket.family)}:`,
      isUnix ? '0' : port(socket.peerPort),
      named.length === 0 ? '' : ` users:(${named.join(',')})`,
    ],
  }
}

/** /proc does not tell how long a listener's queue may be. */
const BACKLOG = 128

function bracketed(address: string, family: SocketInfo['family']): string {
  if (family !== 'inet6') return address
  return address === '::' ? '[::]' : `[${address}]`
}

const HEADERS = [
  'Netid',
  'State',
  'Recv-Q',
  'Send-Q',
  'Local Address:',
  'Port',
  'Peer Address:',
  'Port',
  'Process',
]
const RIGHT = new Set([4, 6])
/** Between an address and its port nothing stands but the colon. */
const JOINED = new Set([0, 5, 7, 8])

function laidOut(rows: readonly Row[], options: Options, isOneKind: boolean): string {
  const all = options.has('H') ? rows : [{ cells: HEADERS }, ...rows]
  const columns = HEADERS.map((_, at) => at).filter((at) => at > 0 || !isOneKind)
  const widths = HEADERS.map((_, at) =>
    Math.max(...all.map(({ cells }) => (cells[at] ?? '').length)),
  )
  return all
    .map(({ cells }) => {
      const parts = columns.map((at, index) => {
        const cell = cells[at] ?? ''
        const width = widths[at] ?? 0
        const isBare = cells === HEADERS && at === 8
        const padded = RIGHT.has(at) ? cell.padStart(width) : cell.padEnd(isBare ? 0 : width)
        return index === 0 || JOINED.has(at) ? padded : ` ${padded}`
      })
      return `${parts.join('')}\n`
    })
    .join('')
}
