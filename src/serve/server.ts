import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ApiAnswer, ApiMessage, ApiRequest, Cluster, Stream } from '#engine'
import { answerTo, sendJson, sendStatus, TOO_LARGE } from './answer.ts'
import type { Driver } from './driver.ts'
import { apiRequestOf, bodyOf } from './requests.ts'
import { upgrade } from './web-socket.ts'

export interface ServeOptions {
  readonly cluster: Cluster
  readonly driver: Driver
}

const CLOCK = '/apis/glasspod.dev/v1/clock'
const HEADER_BYTES = 64 * 1024
const CONNECTIONS = 500

/** The simulated API server behind HTTP: any client of Kubernetes may ask it. */
export function createHttpServer(options: ServeOptions): Server {
  const server = createServer({ maxHeaderSize: HEADER_BYTES }, (message, response) => {
    void respond(options, message, response)
  })
  server.maxConnections = CONNECTIONS
  server.on('upgrade', (message: IncomingMessage, socket, head: Buffer) => {
    const request = apiRequestOf(message, new Uint8Array())
    upgrade({ message, socket, head }, (onAnswer) => open(options, request, onAnswer))
    options.driver.poke()
  })
  return server
}

async function respond(
  options: ServeOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(message)
  if (body === undefined) {
    sendStatus(response, TOO_LARGE)
    return
  }
  if (message.url?.startsWith(CLOCK) === true) {
    serveClock(options, { message, response, body })
    return
  }
  const request = apiRequestOf(message, body)
  answerTo(response, (onAnswer) => open(options, request, onAnswer))
  options.driver.poke()
}

/** A request is an input: it is logged with its place, and its consequences lead back to it. */
function open(
  { cluster, driver }: ServeOptions,
  request: ApiRequest,
  onAnswer: (answer: ApiAnswer) => void,
): Stream<ApiMessage, ApiMessage> {
  driver.poke()
  let stream: Stream<ApiMessage, ApiMessage> | undefined
  cluster.inputs.on('request', () => {
    stream = cluster.api.open(request, onAnswer)
  })
  cluster.inputs.take({ kind: 'request', stream: `${cluster.clock.seq}`, request })
  if (stream === undefined) throw new Error('a request was not taken in')
  return poking(stream, driver)
}

/** Whatever a client sends is acted upon at once. */
function poking(
  stream: Stream<ApiMessage, ApiMessage>,
  driver: Driver,
): Stream<ApiMessage, ApiMessage> {
  return {
    send: (it) => {
      const hasRoom = stream.send(it)
      driver.poke()
      return hasRoom
    },
    end: () => {
      stream.end()
      driver.poke()
    },
    cancel: (reason) => {
      stream.cancel(reason)
      driver.poke()
    },
    listen: (listener) => {
      stream.listen(listener)
    },
  }
}

/** Time over HTTP, for tests and teachers. */
function serveClock(
  { cluster, driver }: ServeOptions,
  call: {
    readonly message: IncomingMessage
    readonly response: ServerResponse
    readonly body: Uint8Array
  },
): void {
  const { message, response, body } = call
  if (message.method === 'POST' && message.url === `${CLOCK}/advance`) {
    const seconds = secondsIn(body)
    if (seconds === undefined) {
      sendJson(response, 400, { message: 'the body must be {"seconds": a number of 0 or more}' })
      return
    }
    driver.advance(seconds)
  }
  const now = new Date(cluster.options.epochMs + cluster.clock.now).toISOString()
  sendJson(response, 200, { now, mode: driver.mode, speed: driver.speed })
}

function secondsIn(body: Uint8Array): number | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (typeof value !== 'object' || value === null || !('seconds' in value)) return undefined
    const { seconds } = value
    return typeof seconds === 'number' && seconds >= 0 ? seconds : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
