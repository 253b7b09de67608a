import { type Fd, type Ms, type Process, type Run, SystemError, write } from '#engine'
import { readWholeBody } from './body.ts'
import { ByteReader, TimedOut } from './byte-reader.ts'
import { EventLoop } from './event-loop.ts'
import { framingOfRequest } from './framing.ts'
import {
  formatResponseHead,
  type Headers,
  type HttpVersion,
  parseRequestHead,
  type RequestHead,
  type ResponseHead,
  staysOpen,
} from './message.ts'

export interface HttpRequest extends RequestHead {
  readonly body: Uint8Array
  readonly peer: Peer
}

export interface Peer {
  readonly address: string
  readonly port: number
  /** The server's own end. */
  readonly local: { readonly address: string; readonly port: number }
  /** Which of this server’s connections it is, counted from 1. */
  readonly connection: number
}

export interface HttpResponse {
  /** HTTP/1.1 unless the server is an older one. */
  readonly version?: HttpVersion
  readonly status: number
  readonly reason: string
  /** All of them, as they are sent: the length of the body too. */
  readonly headers: Headers
  readonly body: Uint8Array
  /** Break the connection off afterwards, whatever the headers say. */
  readonly close?: boolean
}

export interface HttpServer {
  readonly process: Process
  readonly listening: readonly Fd[]
  /** Undefined: the connection is closed without an answer. */
  handle(request: HttpRequest): Run<HttpResponse | undefined>
  /** What is answered to what is no request; undefined: the connection is closed. */
  refuse(text: string, peer: Peer): Run<HttpResponse | undefined>
  /** After the answer was written. `since`: when the request had been read. */
  onAnswered?(request: HttpRequest, response: HttpResponse, since: Ms): Run<void>
  /** How long a connection may wait for its next request. */
  readonly keepAliveMs: Ms
}

/** Accepts and answers until `isOver`; open conversations are then left as they are. */
export function* serveHttp(server: HttpServer, isOver: () => boolean): Run<void> {
  const loop = new EventLoop(server.process)
  addHttpServer(loop, server)
  yield* loop.run(isOver)
}

/** Accepts and answers as a part of somebody's loop. */
export function addHttpServer(loop: EventLoop, server: HttpServer): void {
  const count = { connections: 0 }
  for (const fd of server.listening) loop.add(acceptAll(server, fd, { loop, count }))
}

function* acceptAll(
  server: HttpServer,
  listening: Fd,
  { loop, count }: { readonly loop: EventLoop; readonly count: { connections: number } },
): Run<void> {
  const { process } = server
  for (;;) {
    const fd = process.sockets.tryAccept(listening)
    if (fd === 'again') yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
    else loop.add(converse(server, fd, ++count.connections))
  }
}

/** One connection, request after request; a broken one is nobody's business. */
function* converse(server: HttpServer, fd: Fd, connection: number): Run<void> {
  try {
    const reader = new ByteReader(server.process, fd)
    const peer = { ...peerOf(server.process, fd), connection }
    let goesOn = true
    while (goesOn) goesOn = yield* answerNext(server, { fd, reader, peer })
  } catch (error) {
    if (!(error instanceof SystemError) && !(error instanceof TimedOut)) throw error
  } finally {
    server.process.close(fd)
  }
}

interface Conversation {
  readonly fd: Fd
  readonly reader: ByteReader
  readonly peer: Peer
}

/** False when nothing more is to be said on the connection. */
function* answerNext(server: HttpServer, conversation: Conversation): Run<boolean> {
  const { process } = server
  const { fd, reader, peer } = conversation
  reader.deadline = process.now + server.keepAliveMs
  const text = yield* reader.head()
  if (text === undefined) return false
  const head = parseRequestHead(text)
  if (head === undefined) {
    const refusal = yield* server.refuse(text, peer)
    if (refusal !== undefined) yield* writeResponse(process, fd, { response: refusal, to: 'GET' })
    return false
  }
  const { body, end } = yield* readWholeBody(reader, framingOfRequest(head))
  if (end.kind !== 'complete') return false
  const request = { ...head, body, peer }
  const since = process.now
  const response = yield* server.handle(request)
  if (response === undefined) return false
  yield* writeResponse(process, fd, { response, to: head.method })
  if (server.onAnswered !== undefined) yield* server.onAnswered(request, response, since)
  return staysOpen(head) && response.close !== true
}

function* writeResponse(
  process: Process,
  fd: Fd,
  { response, to }: { readonly response: HttpResponse; readonly to: string },
): Run<void> {
  const head: ResponseHead = { version: 'HTTP/1.1', ...response }
  yield* write(process, fd, formatResponseHead(head))
  if (to !== 'HEAD') yield* write(process, fd, response.body)
}

function peerOf(process: Process, fd: Fd): Omit<Peer, 'connection'> {
  const [peer, local] = [process.sockets.peerAddress(fd), process.sockets.localAddress(fd)]
  if (peer.family === 'unix' || local.family === 'unix')
    return { address: 'unix:', port: 0, local: { address: 'unix:', port: 0 } }
  return { address: peer.address, port: peer.port, local }
}
