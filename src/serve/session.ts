import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ApiMessage, ApiRequest, FailureStatus, Stream } from '#engine'
import { attend, type Service } from './exchange.ts'
import { fault } from './refusals.ts'
import { wireJson } from './wire-json.ts'

type ChannelMessage = Extract<ApiMessage, { kind: 'channel' }>
export type Channel = ChannelMessage['channel']

/** What an upgraded connection is made of. */
export interface Upgrade {
  readonly message: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/** The client's side of a session, once both have agreed on how to talk. */
export interface Wire {
  /** What the container says. */
  output(channel: Channel, bytes: Uint8Array): void
  /** The container takes no more for now, or again. */
  setFull(isFull: boolean): void
  /** The container has nothing more to say. */
  end(): void
}

export interface SessionOptions {
  readonly service: Service
  readonly upgraded: Upgrade
  readonly request: ApiRequest
  /** Called when the API server has agreed: makes the wire. */
  readonly agree: (session: Session) => void
}

/** One exec, attach or port-forward: the API server's answer decides whether it comes about. */
export class Session {
  readonly #options: SessionOptions
  #stream: Stream<ApiMessage, ApiMessage> | undefined
  #wire: Wire | undefined
  #isOver = false
  #leave: () => void = () => undefined

  constructor(options: SessionOptions) {
    this.#options = options
    const { service, upgraded } = options
    upgraded.socket.on('close', () => this.hangUp())
    upgraded.socket.on('error', () => this.hangUp())
    service.driver.do(() => this.#open())
  }

  connect(wire: Wire): void {
    this.#wire = wire
  }

  /** Input from the client. */
  send(channel: Channel, bytes: Uint8Array): void {
    this.#do((stream) => {
      if (!stream.send({ kind: 'channel', channel, bytes })) this.#wire?.setFull(true)
    })
  }

  /** The client takes no more for now, or again. */
  setFull(isFull: boolean): void {
    this.#do((stream) => {
      if (isFull) stream.pause()
      else stream.resume()
    })
  }

  /** The client went away. */
  hangUp(): void {
    if (this.#isOver) return
    this.#finish()
    this.#do((stream) => {
      stream.cancel()
    })
  }

  #open(): void {
    const { service, upgraded, request, agree } = this.#options
    const fail = (): void => {
      this.#refuse(fault())
    }
    if (this.#isOver) return
    this.#leave = attend(service, request.path)
    service.unanswered.add(fail)
    this.#stream = service.door.open(request, (answer) => {
      service.unanswered.delete(fail)
      if (answer.code === 101 && !upgraded.socket.destroyed) agree(this)
    })
    this.#stream.listen({
      message: (message) => this.#pass(message),
      drain: () => this.#wire?.setFull(false),
      end: () => {
        this.#finish()
        this.#wire?.end()
      },
    })
  }

  #pass(message: ApiMessage): void {
    if (message.kind === 'channel') this.#wire?.output(message.channel, message.bytes)
    else if (message.kind === 'object' && this.#wire === undefined)
      this.#refuse(message.object as FailureStatus)
  }

  #refuse(status: FailureStatus): void {
    this.#finish()
    refuseUpgrade(this.#options.upgraded.socket, status)
  }

  #do(act: (stream: Stream<ApiMessage, ApiMessage>) => void): void {
    this.#options.service.driver.do(() => {
      if (this.#stream !== undefined) act(this.#stream)
    })
  }

  #finish(): void {
    this.#isOver = true
    this.#leave()
    this.#leave = () => undefined
  }
}

/** Answers instead of upgrading, and closes. */
export function refuseUpgrade(socket: Duplex, status: FailureStatus): void {
  const body = wireJson(status, false)
  socket.on('error', () => socket.destroy())
  socket.end(
    `HTTP/1.1 ${status.code} ${STATUS_CODES[status.code] ?? ''}\r\n` +
      'Content-Type: application/json\r\nCache-Control: no-cache, private\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
