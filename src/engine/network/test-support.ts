import { Clock } from '../clock/clock.ts'
import { Random } from '../clock/random.ts'
import { History } from '../history/history.ts'
import { SystemError } from '../kernel/errno.ts'
import type { OpenFile } from '../kernel/open-file.ts'
import type { Fd } from '../kernel/process.ts'
import { Network, type NetworkOptions } from './network.ts'
import type { NetworkNamespace } from './network-namespace.ts'
import type { SocketProvider } from './socket-owner.ts'
import type { Sockets } from './sockets.ts'

export interface NetworkWorld {
  readonly clock: Clock
  readonly history: History
  readonly network: Network
}

/** A network with nothing on it but what the test adds. */
export function emptyNetwork(options: Partial<NetworkOptions> = {}): NetworkWorld {
  const clock = new Clock()
  const history = new History(clock)
  const network = new Network({ clock, history, random: new Random(1), ...options })
  return { clock, history, network }
}

/** Two nodes, node-a with two sandboxes and node-b with one, and a machine beside them. */
export function smallCluster(options: Partial<NetworkOptions> = {}): NetworkWorld & {
  readonly [Name in 'nodeA' | 'nodeB' | 'laptop' | 'one' | 'two' | 'far']: NetworkNamespace
} {
  const world = emptyNetwork(options)
  const { network } = world
  const nodeA = network.addHost({ name: 'node-a', cidr: '172.18.0.2/16', podCIDR: '10.244.1.0/24' })
  const nodeB = network.addHost({ name: 'node-b', cidr: '172.18.0.3/16', podCIDR: '10.244.2.0/24' })
  const laptop = network.addHost({ name: 'laptop', cidr: '172.18.0.9/16' })
  return {
    ...world,
    nodeA,
    nodeB,
    laptop,
    one: addSandbox(network, 'one', 'node-a'),
    two: addSandbox(network, 'two', 'node-a'),
    far: addSandbox(network, 'far', 'node-b'),
  }
}

function addSandbox(network: Network, name: string, host: string): NetworkNamespace {
  const sysctls = new Map([['net.ipv4.ip_unprivileged_port_start', '0']])
  const sandbox = network.addSandbox({ name, host, sysctls, portMappings: [] })
  if (sandbox === undefined) throw new Error('no address left')
  return sandbox
}

export interface FakeProcess {
  readonly sockets: Sockets
  file(fd: Fd): OpenFile
  close(fd: Fd): void
  read(fd: Fd): string
  write(fd: Fd, text: string): void
}

export interface FakeProcessOptions {
  readonly container?: string
  readonly pid?: number
  readonly uid?: number
  readonly capabilities?: readonly string[]
  /** Socket inodes by path: a file tree that several may share. */
  readonly paths?: Map<string, object>
}

/** Descriptors and credentials, without a kernel around them. */
export function processIn(place: SocketProvider, options: FakeProcessOptions = {}): FakeProcess {
  const files = new Map<Fd, OpenFile>()
  const paths = options.paths ?? new Map<string, object>()
  const fileOf = (fd: Fd): OpenFile => files.get(fd) ?? refuse('EBADF')
  const sockets = place.socketsFor({
    pid: options.pid ?? 7,
    container: options.container ?? null,
    credentials: {
      uid: options.uid ?? 0,
      gid: 0,
      groups: [],
      capabilities: new Set(options.capabilities ?? []),
    },
    fileOf,
    install: (file) => {
      let fd = 3
      while (files.has(fd)) fd++
      files.set(fd, file)
      return fd
    },
    makeSocketInode: (path) => {
      if (paths.has(path)) return refuse('EADDRINUSE')
      const inode = {}
      paths.set(path, inode)
      return inode
    },
    socketInode: (path) => paths.get(path) ?? refuse('ENOENT'),
  })
  return {
    sockets,
    file: fileOf,
    close: (fd) => {
      fileOf(fd).close()
      files.delete(fd)
    },
    read: (fd) => {
      const bytes = fileOf(fd).tryRead(65_536)
      return bytes === 'again' ? 'again' : new TextDecoder().decode(bytes)
    },
    write: (fd, text) => {
      fileOf(fd).tryWrite(new TextEncoder().encode(text))
    },
  }
}

/** The errno of a call that is refused; `ok` when it is not. */
export function errnoOf(call: () => void): string {
  try {
    call()
    return 'ok'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

/** A stream socket that listens there. */
export function listenAt(process: FakeProcess, address: string, port: number): Fd {
  const family = address.includes(':') ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'stream')
  process.sockets.setOption(fd, 'reuseaddr', true)
  process.sockets.bind(fd, { family, address, port })
  process.sockets.listen(fd, 128)
  return fd
}

/** A stream socket that has begun to connect to there. */
export function connectTo(process: FakeProcess, address: string, port: number): Fd {
  const family = address.includes(':') ? 'inet6' : 'inet'
  const fd = process.sockets.socket(family, 'stream')
  process.sockets.connect(fd, { family, address, port })
  return fd
}

function refuse(errno: 'EBADF' | 'ENOENT' | 'EADDRINUSE'): never {
  throw new SystemError(errno)
}
