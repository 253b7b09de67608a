import { type Fd, type Process, type Run, SystemError, type Waitable, write } from '#engine'
import type { Api } from '../api/api.ts'
import type { Exchange } from '../api/exchange.ts'
import { CommandError } from '../failure.ts'
import { logHeader } from '../klog.ts'
import type { PortPair } from './forward-ports.ts'

export interface ForwarderOptions {
  readonly api: Api
  /** Path of the portforward subresource. */
  readonly path: string
  /** Where to listen: 127.0.0.1, ::1 or what --address says. */
  readonly addresses: readonly string[]
}

interface Listener extends PortPair {
  readonly fd: Fd
}

interface Connection extends PortPair {
  readonly fd: Fd
  readonly exchange: Exchange
  isLocalOpen: boolean
}

/** Carries every connection to a local port into the Pod, until it is interrupted. */
export class Forwarder {
  readonly #process: Process
  readonly #options: ForwarderOptions
  readonly #listeners: Listener[] = []
  readonly #connections = new Set<Connection>()
  #isInterrupted = false

  constructor(process: Process, options: ForwarderOptions) {
    this.#process = process
    this.#options = options
    process.on('INT', () => {
      this.#isInterrupted = true
    })
  }

  *listen(pair: PortPair): Run<boolean> {
    const before = this.#listeners.length
    let local = pair.local
    for (const address of this.#options.addresses) {
      try {
        local = this.#open(address, local)
        this.#listeners.push({ fd: this.#lastFd, local, remote: pair.remote })
        const shown = address.includes(':') ? `[${address}]` : address
        yield* write(this.#process, 1, `Forwarding from ${shown}:${local} -> ${pair.remote}\n`)
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
        if (address === '::1' || address.includes(':')) continue
        yield* write(this.#process, 2, cannotListen(address, local, error))
      }
    }
    return this.#listeners.length > before
  }

  #lastFd: Fd = -1

  #open(address: string, port: number): number {
    const { sockets } = this.#process
    const family = address.includes(':') ? 'inet6' : 'inet'
    const fd = sockets.socket(family, 'stream')
    try {
      if (family === 'inet6') sockets.setOption(fd, 'v6only', true)
      sockets.bind(fd, { family, address, port })
      sockets.listen(fd, 128)
    } catch (error) {
      this.#process.close(fd)
      throw error
    }
    this.#lastFd = fd
    const bound = sockets.localAddress(fd)
    return bound.family === 'unix' ? port : bound.port
  }

  *run(): Run<void> {
    try {
      while (!this.#isInterrupted) {
        for (const listener of this.#listeners) yield* this.#accept(listener)
        for (const connection of this.#connections) yield* this.#carry(connection)
        yield { do: 'wait', for: this.#waitables() }
      }
    } finally {
      for (const { exchange } of this.#connections) exchange.cancel()
    }
  }

  #waitables(): readonly Waitable[] {
    const waitables: Waitable[] = this.#listeners.map(({ fd }) => ({ fd, for: 'read' }))
    for (const { fd, exchange, isLocalOpen } of this.#connections) {
      waitables.push({ readiness: exchange })
      if (isLocalOpen && exchange.hasRoom) waitables.push({ fd, for: 'read' })
    }
    return waitables
  }

  *#accept({ fd, local, remote }: Listener): Run<void> {
    const accepted = this.#process.sockets.tryAccept(fd)
    if (accepted === 'again') return
    yield* write(this.#process, 1, `Handling connection for ${local}\n`)
    const { api, path } = this.#options
    const exchange = yield* api.upgrade({ path, query: [['ports', String(remote)]] })
    exchange.passOverAnswer()
    this.#connections.add({ fd: accepted, exchange, local, remote, isLocalOpen: true })
  }

  *#carry(connection: Connection): Run<void> {
    if (connection.isLocalOpen && connection.exchange.hasRoom) this.#fromLocal(connection)
    for (;;) {
      const message = connection.exchange.take()
      if (message === undefined) break
      if (message.kind !== 'channel') continue
      if (message.channel === 1) yield* this.#lose(connection, message.bytes)
      else yield* this.#toLocal(connection, message.bytes)
    }
    if (connection.exchange.hasEnded) this.#close(connection)
  }

  #fromLocal(connection: Connection): void {
    const bytes = this.#process.tryRead(connection.fd, 65536)
    if (bytes === 'again') return
    if (bytes.length > 0) connection.exchange.send({ kind: 'channel', channel: 0, bytes })
    else {
      connection.isLocalOpen = false
      connection.exchange.endSending()
    }
  }

  *#toLocal(connection: Connection, bytes: Uint8Array): Run<void> {
    try {
      yield* write(this.#process, connection.fd, bytes)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.#close(connection)
    }
  }

  /** Nobody listens there: the whole session is lost with it. */
  *#lose({ local, remote }: Connection, bytes: Uint8Array): Run<void> {
    const reason = new TextDecoder().decode(bytes)
    const text = `an error occurred forwarding ${local} -> ${remote}: ${reason}`
    yield* write(
      this.#process,
      2,
      `${logHeader(this.#process, 'E')} portforward.go:404] "Unhandled Error" err=${JSON.stringify(text)} logger="UnhandledError"\n`,
    )
    throw new CommandError('lost connection to pod')
  }

  #close(connection: Connection): void {
    this.#connections.delete(connection)
    connection.exchange.cancel()
    this.#process.close(connection.fd)
  }
}

function cannotListen(address: string, port: number, error: SystemError): string {
  const reason = error.message.charAt(0).toLowerCase() + error.message.slice(1)
  return (
    `Unable to listen on port ${port}: Listeners failed to create with the following errors: ` +
    `[unable to create listener: Error listen tcp4 ${address}:${port}: bind: ${reason}]\n`
  )
}
