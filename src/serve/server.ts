import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Cluster, createOutsideDoor, failure, type FailureStatus } from '#engine'
import { callClock, isClockPath } from './clock-api.ts'
import type { Driver } from './driver.ts'
import { demandEntrance } from './entrance.ts'
import { exchange, type Service } from './exchange.ts'
import { badRequest, methodNotAllowed, Refusal, tooManyRequests } from './refusals.ts'
import { refuseUpgrade } from './session.ts'
import { upgrade } from './upgrade.ts'
import { sendJson, sendStatus } from './wire-answer.ts'
import { apiRequestOf, bodyOf, targetOf } from './wire-request.ts'

export interface ServerOptions {
  readonly cluster: Cluster
  readonly driver: Driver
  readonly unanswered: Set<() => void>
  /** What a client must show; undefined: only this machine's own clients are let in. */
  readonly token: string | undefined
  readonly limits: Limits
}

/** What no client may exceed. */
export interface Limits {
  readonly headerBytes: number
  /** How long a client may take to send his headers, and his whole request. */
  readonly headersMs: number
  readonly requestMs: number
  readonly connections: number
  /** Requests that may be open at once, watches and sessions included. */
  readonly open: number
}

/** For headers as Go's server. */
export const LIMITS: Limits = {
  headerBytes: 1024 * 1024,
  headersMs: 30_000,
  requestMs: 60_000,
  connections: 2000,
  open: 1000,
}

/** The simulated API server behind HTTP: any client of Kubernetes may ask it. */
export function createHttpServer(options: ServerOptions): Server {
  const { limits } = options
  const { clock, inputs, api } = options.cluster
  const door = createOutsideDoor({ clock, inputs, api })
  const gate = new Gate({ ...options, door })
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      requestTimeout: limits.requestMs,
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.headersMs / 6,
    },
    (message, response) => void gate.respond(message, response),
  )
  server.maxConnections = limits.connections
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    gate.upgrade(message, socket, head)
  })
  server.on('clientError', (error: NotHttp, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else refuseUpgrade(socket, malformed(error))
  })
  return server
}

type GateOptions = ServerOptions & Service

/** Lets requests in, or refuses them. */
class Gate {
  readonly #options: GateOptions
  #open = 0

  constructor(options: GateOptions) {
    this.#options = options
  }

  async respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy())
    try {
      this.#enter(message, response)
      const { path } = targetOf(message.url ?? '/')
      const body = await bodyOf(message)
      if (body === undefined) return
      const { method = 'GET' } = message
      if (isClockPath(path))
        sendJson(response, 200, await callClock(this.#options, { method, path, body }))
      else exchange(this.#options, { message, response, request: apiRequestOf(message, body) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      sendStatus(response, error.status)
    }
  }

  upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      if (!isOfStreams(message)) {
        this.#respondWithout(message, socket)
        return
      }
      this.#enter(message, socket)
      upgrade(this.#options, { message, socket, head }, apiRequestOf(message, new Uint8Array()))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refuseUpgrade(socket, error.status)
    }
  }

  #enter({ headers }: IncomingMessage, connection: Duplex | ServerResponse): void {
    demandEntrance(headers, this.#options)
    if (this.#open >= this.#options.limits.open) throw new Refusal(tooManyRequests())
    this.#open++
    connection.on('close', () => this.#open--)
  }

  /** An upgrade that is not known here (to HTTP/2, say) is passed over, as HTTP has it. */
  #respondWithout(message: IncomingMessage, socket: Duplex): void {
    if (!(socket instanceof Socket)) throw new Error('HTTP does not come over a socket')
    const response = new ServerResponse(message)
    response.shouldKeepAlive = false
    response.assignSocket(socket)
    response.on('finish', () => socket.end())
    void this.respond(message, response)
  }
}

function isOfStreams({ headers }: IncomingMessage): boolean {
  const protocol = (headers.upgrade ?? '').toLowerCase()
  return protocol === 'websocket' || protocol.startsWith('spdy/')
}

/** What the reader of HTTP could not read. */
interface NotHttp extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer
}

function malformed({ code, rawPacket }: NotHttp): FailureStatus {
  // Node reads only the methods that it knows.
  if (
    code === 'HPE_INVALID_METHOD' &&
    /^[!-~]+ [!-~]+ HTTP\/1/.test(rawPacket?.toString('latin1') ?? '')
  )
    return methodNotAllowed()
  if (code === 'HPE_HEADER_OVERFLOW')
    return failure({ code: 431, reason: '', message: 'Request Header Fields Too Large' })
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return failure({ code: 408, reason: 'Timeout', message: 'the request did not come in time' })
  return badRequest('the request is no HTTP request')
}
