import {
  encodeFrame,
  type Fd,
  type Frame,
  FrameReader,
  GRPC_CODES,
  type GrpcCode,
  H2_FLAG,
  H2_FRAME,
  H2_PREFACE,
  headerBlock,
  headersIn,
  joinBytes,
  type Process,
  read,
  type Run,
  SystemError,
  write,
} from '#engine'
import type { EventLoop } from '../http/event-loop.ts'

/** What a method answers: a message, or a status. */
export type GrpcReply =
  { readonly message: Uint8Array } | { readonly code: GrpcCode; readonly message: string }

/** Unary methods by their path; a message goes in and out as gRPC frames it. */
export type GrpcMethods = ReadonlyMap<string, (request: Uint8Array) => Run<GrpcReply>>

const NOTHING = new Uint8Array(0)

/** grpc.Server.Serve, as far as calls of one message and one answer go. */
export function serveGrpc(loop: EventLoop, process: Process, how: Serving): void {
  loop.add(acceptAll(loop, process, how))
}

interface Serving {
  readonly listening: Fd
  readonly methods: GrpcMethods
}

function* acceptAll(loop: EventLoop, process: Process, how: Serving): Run<void> {
  for (;;) {
    const fd = process.sockets.tryAccept(how.listening)
    if (fd === 'again') yield { do: 'wait', for: [{ fd: how.listening, for: 'read' }] }
    else loop.add(converse(process, fd, how.methods))
  }
}

/** One connection; a broken one is nobody's business. */
function* converse(process: Process, fd: Fd, methods: GrpcMethods): Run<void> {
  try {
    yield* write(process, fd, settings(0))
    const rest = yield* afterPreface(process, fd)
    if (rest !== undefined) yield* answerAll(process, fd, { methods, rest })
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
  } finally {
    process.close(fd)
  }
}

/** What follows the preface of HTTP/2; undefined where something else came. */
function* afterPreface(process: Process, fd: Fd): Run<Uint8Array | undefined> {
  let came: Uint8Array = NOTHING
  while (came.length < H2_PREFACE.length) {
    const bytes = yield* read(process, fd)
    came = joinBytes([came, bytes])
    if (bytes.length === 0 || !agree(came, H2_PREFACE)) return undefined
  }
  return came.subarray(H2_PREFACE.length)
}

function agree(came: Uint8Array, wanted: Uint8Array): boolean {
  return wanted.every((byte, at) => came[at] === undefined || came[at] === byte)
}

interface Call {
  readonly path: string
  readonly message: Uint8Array
}

function* answerAll(
  process: Process,
  fd: Fd,
  { methods, rest }: { readonly methods: GrpcMethods; readonly rest: Uint8Array },
): Run<void> {
  const reader = new FrameReader()
  const calls = new Map<number, Call>()
  for (let bytes = rest; ; bytes = yield* read(process, fd)) {
    for (const frame of reader.take(bytes)) {
      if (frame.type === H2_FRAME.settings && (frame.flags & H2_FLAG.ack) === 0)
        yield* write(process, fd, settings(H2_FLAG.ack))
      const call = callOf(frame, calls)
      if (call === undefined) continue
      calls.delete(frame.stream)
      const reply = yield* replyTo(call, methods)
      yield* write(process, fd, replyBytes(frame.stream, reply))
    }
    if (reader.isMalformed || (bytes.length === 0 && bytes !== rest)) return
  }
}

/** Keeps what has come of a call; gives it when it is complete. */
function callOf(
  { type, flags, stream, payload }: Frame,
  calls: Map<number, Call>,
): Call | undefined {
  const known = calls.get(stream)
  if (type === H2_FRAME.headers && known === undefined)
    calls.set(stream, { path: headersIn(payload)?.get(':path') ?? '', message: NOTHING })
  else if (type === H2_FRAME.data && known !== undefined)
    calls.set(stream, { ...known, message: joinBytes([known.message, payload]) })
  else return undefined
  return (flags & H2_FLAG.endStream) === 0 ? undefined : calls.get(stream)
}

function* replyTo({ path, message }: Call, methods: GrpcMethods): Run<GrpcReply> {
  const method = methods.get(path)
  if (method !== undefined) return yield* method(message)
  const [, service = '', name = ''] = path.split('/')
  const isKnown = [...methods.keys()].some((it) => it.startsWith(`/${service}/`))
  const why = isKnown
    ? `unknown method ${name} for service ${service}`
    : `unknown service ${service}`
  return { code: 'Unimplemented', message: why }
}

function replyBytes(stream: number, reply: GrpcReply): Uint8Array {
  const begin = [
    [':status', '200'],
    ['content-type', 'application/grpc'],
  ] as const
  const isRefusal = 'code' in reply
  const status = [
    ['grpc-status', `${isRefusal ? GRPC_CODES.indexOf(reply.code) : 0}`],
    ['grpc-message', isRefusal ? reply.message : ''],
  ] as const
  const headers = (flags: number, list: Parameters<typeof headerBlock>[0]): Uint8Array =>
    encodeFrame({ type: H2_FRAME.headers, flags, stream, payload: headerBlock(list) })
  const last = H2_FLAG.endHeaders | H2_FLAG.endStream
  if (isRefusal) return headers(last, [...begin, ...status])
  return joinBytes([
    headers(H2_FLAG.endHeaders, begin),
    encodeFrame({ type: H2_FRAME.data, flags: 0, stream, payload: reply.message }),
    headers(last, status),
  ])
}

function settings(flags: number): Uint8Array {
  return encodeFrame({ type: H2_FRAME.settings, flags, stream: 0, payload: NOTHING })
}
