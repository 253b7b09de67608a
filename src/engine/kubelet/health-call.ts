import {
  H2_FLAG,
  H2_FRAME,
  type Frame,
  encodeFrame,
  FrameReader,
  joinBytes,
  H2_PREFACE,
} from '../grpc/frames.ts'
import { headerBlock, headersIn } from '../grpc/header-block.ts'
import {
  checkRequest,
  type GrpcCode,
  GRPC_CODES,
  HEALTH_CHECK,
  type ServingStatus,
  statusIn,
} from '../grpc/health.ts'

/** How a call ended: with an answer, or with a status of gRPC. */
export type CallEnd =
  | { readonly kind: 'answered'; readonly status: ServingStatus | undefined }
  | { readonly kind: 'refused'; readonly code: GrpcCode; readonly message: string }

const NOTHING = new Uint8Array(0)
const STREAM = 1

/** One call of grpc.health.v1.Health/Check, as bytes that go and come over a connection. */
export class HealthCall {
  readonly #reader = new FrameReader()
  readonly #request: Uint8Array
  #hasBegun = false
  #isOver = false
  #answer: Uint8Array = NOTHING
  #end: CallEnd | undefined

  constructor(authority: string, service: string) {
    this.#request = requestOf(authority, service)
  }

  /** What is said first: HTTP/2, no settings of our own. */
  readonly greeting = joinBytes([
    H2_PREFACE,
    encodeFrame({ type: H2_FRAME.settings, flags: 0, stream: 0, payload: NOTHING }),
  ])

  /** The other side has greeted, so the connection counts as one. */
  get isConnected(): boolean {
    return this.#hasBegun
  }

  /** What came is not HTTP/2. */
  get isMalformed(): boolean {
    return this.#reader.isMalformed
  }

  get end(): CallEnd | undefined {
    return this.#end
  }

  /** Takes what came; gives what is to be said to it. */
  take(bytes: Uint8Array): Uint8Array {
    return joinBytes(this.#reader.take(bytes).map((frame) => this.#replyTo(frame)))
  }

  #replyTo(frame: Frame): Uint8Array {
    switch (frame.type) {
      case H2_FRAME.settings:
        return (frame.flags & H2_FLAG.ack) === 0 ? this.#greeted() : NOTHING
      case H2_FRAME.headers:
        this.#headed(frame)
        return NOTHING
      case H2_FRAME.data:
        this.#answer = joinBytes([this.#answer, frame.payload])
        return NOTHING
      default:
        return NOTHING
    }
  }

  #greeted(): Uint8Array {
    const ack = encodeFrame({
      type: H2_FRAME.settings,
      flags: H2_FLAG.ack,
      stream: 0,
      payload: NOTHING,
    })
    if (this.#hasBegun) return ack
    this.#hasBegun = true
    return joinBytes([ack, this.#request])
  }

  /** The status of the call is in the last headers, which end the stream. */
  #headed({ flags, payload }: Frame): void {
    if ((flags & H2_FLAG.endStream) === 0 || this.#isOver) return
    this.#isOver = true
    const headers = headersIn(payload)
    const code = GRPC_CODES[Number(headers?.get('grpc-status') ?? 2)] ?? 'Unknown'
    this.#end =
      code === 'OK'
        ? { kind: 'answered', status: statusIn(this.#answer) }
        : { kind: 'refused', code, message: headers?.get('grpc-message') ?? '' }
  }
}

function requestOf(authority: string, service: string): Uint8Array {
  const headers = headerBlock([
    [':method', 'POST'],
    [':scheme', 'http'],
    [':path', HEALTH_CHECK],
    [':authority', authority],
    ['content-type', 'application/grpc'],
    ['user-agent', 'kube-probe/1.36 grpc-go/1.79.3'],
    ['te', 'trailers'],
  ])
  return joinBytes([
    encodeFrame({
      type: H2_FRAME.headers,
      flags: H2_FLAG.endHeaders,
      stream: STREAM,
      payload: headers,
    }),
    encodeFrame({
      ...{ type: H2_FRAME.data, flags: H2_FLAG.endStream, stream: STREAM },
      payload: checkRequest(service),
    }),
  ])
}
