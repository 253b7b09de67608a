import type { Run } from '#engine'
import type { Call, Tool } from './call.ts'
import { type Options, parseOptions } from './options.ts'
import { longState, portName, type SocketInfo, socketsIn, socketUsers } from './socket-table.ts'

const NAME_WIDTH = 20

/** netstat of busybox. */
export const netstat: Tool = function* (call) {
  const options = parseOptions(call, {
    flags: 'laentuwxrWp',
    long: {
      listening: 'l',
      all: 'a',
      numeric: 'n',
      tcp: 't',
      udp: 'u',
      unix: 'x',
      route: 'r',
      programs: 'p',
    },
  })
  if (options.has('r')) {
    yield* showRoutes(call)
    return 0
  }
  const wantsAll = !options.has('t', 'u', 'x', 'w')
  const sockets = socketsIn(call.process).filter((it) => isInState(it, options))
  if (wantsAll || options.has('t', 'u')) yield* showInternet(call, options, sockets)
  if (wantsAll || options.has('x')) yield* showUnix(call, options, sockets)
  return 0
}

function isInState({ state }: SocketInfo, options: Options): boolean {
  if (options.has('a')) return true
  return (state === 'LISTEN' || state === 'UNCONN') === options.has('l')
}

function whichOf(options: Options): string {
  if (options.has('a')) return 'servers and established'
  return options.has('l') ? 'only servers' : 'w/o servers'
}

function* showInternet(call: Call, options: Options, sockets: readonly SocketInfo[]): Run<void> {
  const users = options.has('p') ? socketUsers(call.process) : undefined
  const titles = ['Proto Recv-Q Send-Q', 'Local Address'.padEnd(23), 'Foreign Address'.padEnd(23)]
  yield* call.print(`Active Internet connections (${whichOf(options)})\n`)
  yield* call.print(
    `${titles.join(' ')} State       ${users === undefined ? '' : 'PID/Program name'}\n`,
  )
  for (const socket of sockets) {
    const { protocol } = socket
    if (protocol === 'unix' || (options.has('t', 'u') && !options.has(protocol.charAt(0)))) continue
    const numbers = `${`${socket.received}`.padStart(6)} ${`${socket.sent}`.padStart(6)}`
    const local = nameOf(call, options, { socket, side: 'local' })
    const peer = nameOf(call, options, { socket, side: 'peer' })
    const [user] = users?.get(socket.inode) ?? []
    const program = user === undefined ? '-' : `${user.pid}/${programOf(call, user.pid, user.comm)}`
    yield* call.print(
      `${protocol}   ${numbers} ${local.padEnd(23)} ${peer.padEnd(23)} ` +
        longState(socket.state).padEnd(12) +
        (users === undefined ? '' : program.slice(0, NAME_WIDTH).padEnd(NAME_WIDTH)) +
        '\n',
    )
  }
}

/** busybox shows the beginning of the command line, where it can read it. */
function programOf({ process }: Call, pid: number, comm: string): string {
  const fd = process.open(`/proc/${pid}/cmdline`, { read: true })
  const bytes = process.tryRead(fd, 4096)
  process.close(fd)
  const text = bytes === 'again' ? '' : new TextDecoder().decode(bytes)
  return text === '' ? comm : text.replace(/\0$/, '').replaceAll('\0', ' ')
}

function nameOf(
  { process }: Call,
  options: Options,
  { socket, side }: { readonly socket: SocketInfo; readonly side: 'local' | 'peer' },
): string {
  const address = side === 'local' ? socket.local : socket.peer
  const port = side === 'local' ? socket.localPort : socket.peerPort
  const isLocalhost = address === '127.0.0.1' || address === '::1'
  const host = !options.has('n') && isLocalhost ? 'localhost' : address
  if (port === 0) return `${host}:*`
  return `${host}:${options.has('n') ? port : portName(process, port, socket.protocol)}`
}

function* showUnix(call: Call, options: Options, sockets: readonly SocketInfo[]): Run<void> {
  yield* call.print(
    `Active UNIX domain sockets (${whichOf(options)})\n` +
      'Proto RefCnt Flags       Type       State         I-Node Path\n',
  )
  for (const { protocol, state, inode, local } of sockets) {
    if (protocol !== 'unix') continue
    const isListening = state === 'LISTEN'
    const flags = isListening ? '[ ACC ]' : '[ ]'
    yield* call.print(
      `unix  2      ${flags.padEnd(11)} STREAM     ${(isListening ? 'LISTENING' : 'CONNECTED').padEnd(13)} ${inode.padStart(6)} ${local}\n`,
    )
  }
}

function* showRoutes(call: Call): Run<void> {
  yield* call.print(
    'Kernel IP routing table\n' +
      'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n',
  )
  for (const { destination, gateway = '0.0.0.0', device } of call.process.sockets.routes()) {
    const [address = '', bits = '32'] =
      destination === 'default' ? ['0.0.0.0', '0'] : destination.split('/')
    const cells = [address, gateway, maskOf(Number(bits))].map((it) => it.padEnd(15))
    const flags = gateway === '0.0.0.0' ? 'U' : 'UG'
    yield* call.print(`${cells.join(' ')} ${flags.padEnd(7)}   0 0          0 ${device}\n`)
  }
}

function maskOf(bits: number): string {
  return [0, 8, 16, 24]
    .map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, bits - from))))
    .join('.')
}
