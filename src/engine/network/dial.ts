import type { Ms } from '../clock/clock.ts'
import { type Errno, messageOf, SystemError } from '../kernel/errno.ts'
import { createPair } from '../streams/pair.ts'
import type { Stream } from '../streams/stream.ts'
import { familyOf } from './addresses.ts'
import type { NetworkNamespace } from './network-namespace.ts'
import { AGENT, type SocketFile } from './socket-file.ts'

/**
 * A TCP connection from inside a namespace, as a stream of bytes, the first message of which is
 * empty: it tells that the connection stands. Where it does not come about, the
 * stream breaks off with Go's words: `dial tcp 127.0.0.1:80: connect: connection refused`.
 * `localhost` is tried as 127.0.0.1, then as ::1. Who has a limit does not wait longer for the
 * connection: `dial tcp 127.0.0.1:80: i/o timeout`.
 */
export function dial(
  namespace: NetworkNamespace,
  { host, port, limitMs }: Destination,
): Stream<Uint8Array, Uint8Array> {
  const { clock } = namespace.fabric
  const [near, far] = createPair<Uint8Array, Uint8Array>(clock)
  const addresses = host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  const dialling = new Dialling(namespace, far)
  dialling.start(addresses, port)
  if (limitMs !== undefined)
    clock.after(limitMs, () => {
      dialling.giveUp(addressText(host, port))
    })
  return near
}

export interface Destination {
  readonly host: string
  readonly port: number
  readonly limitMs?: Ms
}

class Dialling {
  readonly #namespace: NetworkNamespace
  readonly #stream: Stream<Uint8Array, Uint8Array>
  #socket: SocketFile | null = null
  #unsent: Uint8Array[] = []
  #isConnected = false
  #isFinishing = false
  /** What comes is not taken as fast as it comes. */
  #isFull = false
  #goOn: () => void = () => undefined
  #isOver = false

  constructor(namespace: NetworkNamespace, stream: Stream<Uint8Array, Uint8Array>) {
    this.#namespace = namespace
    this.#stream = stream
    stream.listen({
      message: (bytes) => {
        this.#unsent.push(bytes)
        this.#push()
        if (this.#unsent.length > 0) stream.pause()
      },
      drain: () => {
        this.#isFull = false
        this.#goOn()
      },
      end: (error) => {
        if (error === undefined) {
          this.#isFinishing = true
          this.#push()
        } else this.#close()
      },
    })
  }

  start(addresses: readonly string[], port: number): void {
    const [address = '', ...others] = addresses
    const family = familyOf(address) ?? 'inet'
    const goOn = (errno: Errno): void => {
      if (others.length > 0) this.start(others, port)
      else this.#fail(errno, addressText(address, port))
    }
    try {
      const socket = this.#namespace.createSocket(family, 'stream')
      this.#goOn = () => {
        this.#step(socket, goOn)
      }
      socket.onChange(this.#goOn)
      socket.connect({ family, address, port }, AGENT)
      this.#socket = socket
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      goOn(error.errno)
    }
  }

  /** Nobody has answered in time. */
  giveUp(at: string): void {
    if (this.#isConnected || this.#isOver) return
    this.#close()
    this.#stream.cancel(`dial tcp ${at}: i/o timeout`)
  }

  #step(socket: SocketFile, onFailed: (errno: Errno) => void): void {
    if (this.#isOver) return
    try {
      socket.checkConnected()
      this.#tellConnected(socket)
      this.#push()
      this.#pull(socket)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      socket.close()
      onFailed(error.errno)
    }
  }

  #tellConnected(socket: SocketFile): void {
    if (this.#isConnected || !socket.isReady('write')) return
    this.#isConnected = true
    this.#stream.send(new Uint8Array(0))
  }

  #push(): void {
    const socket = this.#socket
    if (socket === null || this.#isOver || !socket.isReady('write')) return
    for (let next = this.#unsent[0]; next !== undefined; next = this.#unsent[0]) {
      const taken = socket.tryWrite(next)
      if (taken === 'again') return
      if (taken === next.length) this.#unsent.shift()
      else this.#unsent[0] = next.subarray(taken)
    }
    this.#stream.resume()
    if (!this.#isFinishing) return
    this.#isFinishing = false
    socket.shutdown('write')
  }

  #pull(socket: SocketFile): void {
    while (!this.#isFull && socket.isReady('read')) {
      const bytes = socket.tryRead(65_536)
      if (bytes === 'again') return
      if (bytes.length === 0) {
        this.#stream.end()
        this.#close()
        return
      }
      this.#isFull = !this.#stream.send(bytes)
    }
  }

  #fail(errno: Errno, at: string): void {
    this.#isOver = true
    this.#stream.cancel(`dial tcp ${at}: connect: ${goMessage(errno)}`)
  }

  #close(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#socket?.close()
  }
}

/** Go begins its messages with a small letter. */
function goMessage(errno: Errno): string {
  const message = messageOf(errno)
  return message.charAt(0).toLowerCase() + message.slice(1)
}

function addressText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
