import { SystemError } from '../kernel/errno.ts'
import { familyOf, isWildcard, mapped, unmapped } from './addresses.ts'
import type { Binding } from './bindings.ts'
import {
  endpointOf,
  type Fabric,
  type Protocol,
  type SocketAddress,
  socketSubject,
  type TcpListener,
  type UdpReceiver,
} from './fabric.ts'
import type { PortTable } from './port-table.ts'
import { AGENT, type Caller, type SocketFile, type SocketOption } from './socket-file.ts'
import type { Address } from './sockets.ts'

/** What a name needs of its namespace. */
export interface NameSpace {
  readonly name: string
  readonly fabric: Fabric
  readonly ports: PortTable<LocalName>
  readonly unprivilegedPortStart: number
  readonly sockets: Set<SocketFile>
  isLocal(address: string): boolean
}

/** The local end of an internet socket: its address and port, its claim on them, its options. */
export class LocalName {
  readonly family: 'inet' | 'inet6'
  readonly protocol: Protocol
  /** Who answers to what arrives here. */
  listener: TcpListener | null = null
  receiver: UdpReceiver | null = null
  readonly #space: NameSpace
  readonly #options: Record<SocketOption, boolean> = {
    reuseaddr: false,
    reuseport: false,
    v6only: false,
  }

  constructor(space: NameSpace, family: 'inet' | 'inet6', protocol: Protocol) {
    this.#space = space
    this.family = family
    this.protocol = protocol
  }

  get isBound(): boolean {
    return this.#binding !== undefined
  }

  get at(): SocketAddress {
    return this.#binding ?? { address: this.#anyAddress, port: 0 }
  }

  setOption(option: SocketOption, value: boolean): void {
    const binding = this.#binding
    if (option === 'v6only' && (binding !== undefined || this.family === 'inet'))
      throw new SystemError('EINVAL')
    this.#options[option] = value
    if (binding !== undefined) this.#space.ports.join(this, { ...binding, ...this.#reuse })
  }

  /** bind(2); a refusal is a fact of its own, with the owner who was refused. */
  bind(address: Address, caller: Caller): void {
    const at = this.read(address)
    try {
      this.#claim(at, caller)
    } catch (error) {
      if (error instanceof SystemError) this.#recordRefused(at, caller, error)
      throw error
    }
  }

  /** listen(2) checks the claim again: two may be bound, one may listen. */
  startListening(caller: Caller): void {
    if (!this.isBound)
      this.bind({ family: this.family, address: this.#anyAddress, port: 0 }, caller)
    const binding = this.#binding
    if (binding === undefined) throw new Error('a name is bound before it listens')
    try {
      this.#space.ports.claim(this, { ...binding, isListening: true })
    } catch (error) {
      if (error instanceof SystemError) this.#recordRefused(binding, caller, error)
      throw error
    }
    this.recordListening(caller)
  }

  /** connect(2) chooses what bind(2) did not. */
  bindForConnect(source: string, caller: Caller): SocketAddress {
    const present = this.#binding ?? this.#bindingAt({ address: source, port: 0 }, caller)
    const address = isWildcard(present.address) ? source : present.address
    const binding = { ...present, address }
    const port = binding.port === 0 ? this.#space.ports.freePort(binding, 'connect') : binding.port
    this.#space.ports.join(this, { ...binding, port })
    return { address, port }
  }

  /** The name of a connection that `listener` accepted. */
  joinListener(listener: LocalName, at: SocketAddress): void {
    const { reuseaddr, reuseport } = listener.#options
    this.#options.reuseaddr = reuseaddr
    this.#options.reuseport = reuseport
    const uid = listener.#binding?.uid ?? 0
    this.#space.ports.join(this, { ...this.#bindingAt(at, { uid }), isListening: false })
  }

  release(): void {
    this.#space.ports.release(this)
  }

  linger(): void {
    this.#space.ports.linger(this)
  }

  /** An address as the caller wrote it, or the errno for one that this family has not. */
  read(address: Address): SocketAddress {
    if (address.family === 'unix') throw new SystemError('EINVAL')
    if (this.family === 'inet' && address.family === 'inet6') throw new SystemError('EAFNOSUPPORT')
    if (this.family === 'inet6' && address.family === 'inet') throw new SystemError('EINVAL')
    const plain = unmapped(address.address)
    if (familyOf(plain) === undefined) throw new SystemError('EINVAL')
    return { address: plain, port: address.port }
  }

  /** An address as this family shows it. */
  show(at: SocketAddress): Address {
    if (this.family === 'inet') return { family: 'inet', ...plain(at) }
    return { family: 'inet6', address: mapped(at.address), port: at.port }
  }

  /** What an agent listens on is nobody's process: only what passes is told. */
  recordListening(caller: Caller): void {
    if (caller === AGENT) return
    this.#space.fabric.history.record('socket.listening', this.#subject(this.at), {
      owner: endpointOf(this.#space.name, this.at, caller),
      protocol: this.protocol,
    })
  }

  recordClosed(holder: Caller): void {
    if (holder === AGENT) return
    this.#space.fabric.history.record('socket.closed', this.#subject(this.at), {
      owner: endpointOf(this.#space.name, this.at, holder),
      protocol: this.protocol,
    })
  }

  get #binding(): Binding | undefined {
    return this.#space.ports.bindingOf(this)
  }

  get #anyAddress(): string {
    return this.family === 'inet' ? '0.0.0.0' : '::'
  }

  get #reuse(): { readonly reuseAddr: boolean; readonly reusePort: boolean } {
    return { reuseAddr: this.#options.reuseaddr, reusePort: this.#options.reuseport }
  }

  #claim(at: SocketAddress, caller: Caller): void {
    if (this.isBound) throw new SystemError('EINVAL')
    if (!isWildcard(at.address) && !this.#space.isLocal(at.address))
      throw new SystemError('EADDRNOTAVAIL')
    const isLow = at.port !== 0 && at.port < this.#space.unprivilegedPortStart
    if (isLow && !caller.mayBindLowPorts) throw new SystemError('EACCES')
    const binding = this.#bindingAt(at, caller)
    const port = at.port === 0 ? this.#space.ports.freePort(binding, 'bind') : at.port
    this.#space.ports.claim(this, { ...binding, port })
  }

  #bindingAt(at: SocketAddress, caller: { readonly uid: number }): Binding {
    return {
      protocol: this.protocol,
      ...plain(at),
      isV6Only: this.#options.v6only,
      ...this.#reuse,
      isListening: false,
      uid: caller.uid,
    }
  }

  #recordRefused(at: SocketAddress, caller: Caller, error: SystemError): void {
    this.#space.fabric.history.record('socket.refused', this.#subject(at), {
      owner: endpointOf(this.#space.name, at, caller),
      protocol: this.protocol,
      errno: error.errno,
    })
  }

  #subject(at: SocketAddress): string {
    return socketSubject(this.#space.name, this.protocol, at)
  }
}

function plain({ address, port }: SocketAddress): SocketAddress {
  return { address, port }
}
