import type { Endpoint } from '../history/fact-kinds.ts'
import { type Errno, SystemError } from '../kernel/errno.ts'
import type { Stat } from '../kernel/process.ts'
import { Listeners } from '../kernel/readiness.ts'
import { connect, type ConnectionEnd } from './connection.ts'
import { ExchangeLog } from './exchange-log.ts'
import { endpointOf, type Holder } from './fabric.ts'
import type { NameSpace } from './local-name.ts'
import type { Caller, SocketFile } from './socket-file.ts'
import { socketStat } from './socket-stat.ts'
import type { Address } from './sockets.ts'

const LATENCY_MS = 0.01

/** Who listens on which inode: a name in the file tree, whatever namespace it is seen from. */
export type UnixListeners = WeakMap<object, UnixListening>

export interface UnixListening {
  readonly path: string
  readonly space: NameSpace
  readonly holder: Holder
  readonly changes: Listeners
  backlog: number
  readonly arrivals: ConnectionEnd[]
}

export interface UnixContext {
  /** The namespace that the socket was made in, for whoever looks. */
  readonly space: NameSpace
  readonly listeners: UnixListeners
}

interface Bound {
  readonly path: string
  readonly inode: object
}

/** A stream socket with a name in the file tree. */
export class UnixSocket implements SocketFile {
  readonly inode: number
  readonly #space: NameSpace
  readonly #listeners: UnixListeners
  readonly #changes = new Listeners()
  #bound: Bound | null = null
  #listening: UnixListening | null = null
  #end: ConnectionEnd | null = null
  #peerPath = ''

  constructor(context: UnixContext) {
    this.#space = context.space
    this.#listeners = context.listeners
    this.inode = context.space.fabric.nextInode()
    context.space.sockets.add(this)
  }

  get label(): string {
    return `socket:[${this.inode}]`
  }

  get path(): string {
    return this.#bound?.path ?? ''
  }

  get isListening(): boolean {
    return this.#listening !== null
  }

  bind(address: Address, caller: Caller): void {
    if (address.family !== 'unix' || this.#bound !== null) throw new SystemError('EINVAL')
    const { path } = address
    try {
      this.#bound = { path, inode: caller.makeSocketInode(path) }
    } catch (error) {
      if (error instanceof SystemError) this.#recordRefused(path, caller, error.errno)
      throw error
    }
  }

  listen(backlog: number, caller: Caller): void {
    if (this.#bound === null) throw new SystemError('EINVAL')
    if (this.#listening !== null) {
      this.#listening.backlog = backlog
      return
    }
    const { path, inode } = this.#bound
    this.#listening = {
      path,
      space: this.#space,
      holder: caller,
      changes: this.#changes,
      backlog,
      arrivals: [],
    }
    this.#listeners.set(inode, this.#listening)
    this.#space.fabric.history.record('socket.listening', this.#subject(this.path), {
      owner: this.#endpoint(this.path, caller),
      protocol: 'unix',
    })
  }

  tryAccept(): UnixSocket | 'again' {
    if (this.#listening === null) throw new SystemError('EINVAL')
    const end = this.#listening.arrivals.shift()
    if (end === undefined) return 'again'
    const accepted = new UnixSocket({ space: this.#space, listeners: this.#listeners })
    accepted.#bound = this.#bound
    accepted.#become(end)
    return accepted
  }

  /** The connection stands at once, in the listener's queue; a full queue refuses with EAGAIN. */
  connect(address: Address, caller: Caller): void {
    if (address.family !== 'unix') throw new SystemError('EINVAL')
    if (this.#end !== null) throw new SystemError('EISCONN')
    const { path } = address
    const listening = this.#findListener(path, caller)
    const log = this.#openExchange({ path, caller, listening })
    if (listening === undefined) {
      log.failed('ECONNREFUSED', path)
      throw new SystemError('ECONNREFUSED')
    }
    if (listening.arrivals.length > listening.backlog) {
      log.failed('EAGAIN', path)
      throw new SystemError('EAGAIN')
    }
    const { clock } = this.#space.fabric
    const way = { latencyMs: LATENCY_MS, isCut: () => false }
    const [client, server] = connect({ clock, way, log, farPlace: path })
    clock.because(log.established(), () => {
      listening.arrivals.push(server)
      listening.changes.tell()
    })
    this.#peerPath = path
    this.#become(client)
  }

  checkConnected(): void {
    this.#end?.checkError()
  }

  tryRead(max: number): Uint8Array | 'again' {
    return this.#connected.read(max)
  }

  tryWrite(bytes: Uint8Array): number | 'again' {
    return this.#connected.write(bytes)
  }

  isReady(direction: 'read' | 'write'): boolean {
    if (this.#listening !== null) return direction === 'read' && this.#listening.arrivals.length > 0
    return this.#end?.isReady(direction) ?? true
  }

  onChange(listener: () => void): () => void {
    return this.#changes.add(listener)
  }

  stat(): Stat {
    return socketStat(this.inode)
  }

  shutdown(how: 'read' | 'write' | 'both'): void {
    this.#connected.shutdown(how)
  }

  localAddress(): Address {
    return { family: 'unix', path: this.path }
  }

  peerAddress(): Address {
    if (this.#end === null) throw new SystemError('ENOTCONN')
    return { family: 'unix', path: this.#peerPath }
  }

  setOption(): void {
    // SO_REUSEADDR and the like mean nothing here, and Linux does not mind them.
  }

  sendTo(bytes: Uint8Array): void {
    this.#connected.write(bytes)
  }

  tryReceiveFrom(): { bytes: Uint8Array; from: Address } | 'again' {
    const bytes = this.#connected.read(65_536)
    return bytes === 'again' ? bytes : { bytes, from: this.peerAddress() }
  }

  close(): void {
    this.#space.sockets.delete(this)
    this.#end?.close()
    const listening = this.#listening
    if (listening === null || this.#bound === null) return
    this.#listening = null
    this.#listeners.delete(this.#bound.inode)
    for (const end of listening.arrivals) end.reset()
    this.#space.fabric.history.record('socket.closed', this.#subject(this.path), {
      owner: this.#endpoint(this.path, listening.holder),
      protocol: 'unix',
    })
  }

  get #connected(): ConnectionEnd {
    if (this.#end === null) throw new SystemError('ENOTCONN')
    return this.#end
  }

  #become(end: ConnectionEnd): void {
    this.#end = end
    end.onChange(() => {
      this.#changes.tell()
    })
  }

  #findListener(path: string, caller: Caller): UnixListening | undefined {
    try {
      return this.#listeners.get(caller.socketInode(path))
    } catch (error) {
      if (error instanceof SystemError) {
        const log = this.#openExchange({ path, caller, listening: undefined })
        log.failed(error.errno, path)
      }
      throw error
    }
  }

  #openExchange(asked: {
    readonly path: string
    readonly caller: Caller
    readonly listening: UnixListening | undefined
  }): ExchangeLog {
    const { fabric } = this.#space
    const log = new ExchangeLog(fabric.history, fabric.nextExchangeId())
    const { listening, path } = asked
    log.opened({
      from: this.#endpoint('', asked.caller),
      to:
        listening === undefined
          ? this.#endpoint(path)
          : endpointOf(
              listening.space.name,
              { address: listening.path, port: 0 },
              listening.holder,
            ),
      protocol: 'unix',
      route: [path],
    })
    return log
  }

  #recordRefused(path: string, caller: Caller, errno: Errno): void {
    this.#space.fabric.history.record('socket.refused', this.#subject(path), {
      owner: this.#endpoint(path, caller),
      protocol: 'unix',
      errno,
    })
  }

  #subject(path: string): string {
    return `${this.#space.name}/unix/${path}`
  }

  #endpoint(path: string, holder?: Holder): Endpoint {
    return endpointOf(this.#space.name, { address: path, port: 0 }, holder)
  }
}
