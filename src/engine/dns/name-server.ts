import type { EndpointSlice, Service } from '../api/generated/types.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import { SystemError } from '../kernel/errno.ts'
import type { NetworkNamespace } from '../network/network-namespace.ts'
import { AGENT, type SocketFile } from '../network/socket-file.ts'
import type { Address } from '../network/sockets.ts'
import { decodeQuestion, encodeAnswer, type Question } from './message.ts'
import { type Answer, addressesOf } from './records.ts'

const PORT = 53

export interface NameServerOptions {
  readonly client: Client
  /** Where it listens. */
  readonly namespace: NetworkNamespace
  /** cluster.local */
  readonly domain: string
  /** Who is asked for the names of the world. */
  readonly upstream: string
}

/** Answers for the names of the cluster: what CoreDNS does with its plugin `kubernetes`. */
export class NameServer {
  readonly #options: NameServerOptions
  readonly #services: Informer<Service>
  readonly #slices: Informer<EndpointSlice>
  readonly #socket: SocketFile

  constructor(options: NameServerOptions) {
    const { client, namespace } = options
    this.#options = options
    this.#services = client.informer<Service>('/api/v1/services')
    this.#slices = client.informer<EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices')
    this.#socket = namespace.createSocket('inet', 'datagram')
    this.#socket.bind({ family: 'inet', address: '0.0.0.0', port: PORT }, AGENT)
    this.#socket.onChange(() => {
      this.#receive()
    })
  }

  #receive(): void {
    for (;;) {
      const received = this.#socket.tryReceiveFrom()
      if (received === 'again') return
      const question = decodeQuestion(received.bytes)
      if (question !== undefined) this.#answer(question, received.from, received.bytes)
    }
  }

  #answer(question: Question, to: Address, bytes: Uint8Array): void {
    const answer = this.#find(question.name)
    if (answer.kind === 'elsewhere') this.#forward(bytes, to)
    else this.#socket.sendTo(encodeAnswer(question, answer), to, AGENT)
  }

  #find(name: string): Answer {
    const { domain } = this.#options
    const [services, slices] = [this.#services.list(), this.#slices.list()]
    return addressesOf(name, { domain, services, slices })
  }

  /** Asks the world from a socket of its own, and passes on what comes back, if anything does. */
  #forward(bytes: Uint8Array, to: Address): void {
    const { namespace, upstream } = this.#options
    const socket = namespace.createSocket('inet', 'datagram')
    socket.onChange(() => {
      const answer = receivedBy(socket)
      if (answer === 'again') return
      if (answer !== null) this.#socket.sendTo(answer, to, AGENT)
      socket.close()
    })
    socket.connect({ family: 'inet', address: upstream, port: PORT }, AGENT)
    socket.tryWrite(bytes)
  }
}

/** Null: there is nobody whom it could be asked of. */
function receivedBy(socket: SocketFile): Uint8Array | 'again' | null {
  try {
    return socket.tryRead(512)
  } catch (error) {
    if (error instanceof SystemError) return null
    throw error
  }
}
