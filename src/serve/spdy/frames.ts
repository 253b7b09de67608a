import { type Headers, HeaderReader, ProtocolError } from './header-blocks.ts'

/** What a client of a SPDY/3.1 connection says, as far as it matters to who answers streams. */
export type Frame =
  | {
      readonly kind: 'open'
      readonly stream: number
      readonly headers: Headers
      readonly isLast: boolean
    }
  | {
      readonly kind: 'data'
      readonly stream: number
      readonly bytes: Uint8Array
      readonly isLast: boolean
    }
  | { readonly kind: 'reset'; readonly stream: number }
  | { readonly kind: 'ping'; readonly id: number }
  | { readonly kind: 'leave' }

const VERSION = 3
const SYN_STREAM = 1
const SYN_REPLY = 2
const RST_STREAM = 3
const PING = 6
const GOAWAY = 7
const HEADERS = 8
const FIN = 1

const HEAD_BYTES = 8
const MOST_FRAME_BYTES = 1024 * 1024
/** A stream's number has 31 bits. */
const STREAM = 0x7fffffff

/** Cuts what comes over a connection into frames, however it arrives. */
export class FrameReader {
  #rest: Buffer
  readonly #headers = new HeaderReader()

  constructor() {
    this.#rest = Buffer.alloc(0)
  }

  /** The frames that are complete now; throws a ProtocolError on what is no SPDY. */
  *take(chunk: Uint8Array): Generator<Frame, void, undefined> {
    this.#rest = Buffer.concat([this.#rest, chunk])
    while (this.#rest.length >= HEAD_BYTES) {
      const length = this.#rest.readUIntBE(5, 3)
      if (length > MOST_FRAME_BYTES) throw new ProtocolError('a frame is too large')
      const end = HEAD_BYTES + length
      if (this.#rest.length < end) return
      const bytes = this.#rest.subarray(0, end)
      this.#rest = this.#rest.subarray(end)
      const frame = this.#frameOf(bytes)
      if (frame !== undefined) yield frame
    }
  }

  #frameOf(bytes: Buffer): Frame | undefined {
    const first = bytes.readUInt32BE(0)
    const isLast = ((bytes[4] ?? 0) & FIN) !== 0
    const body = bytes.subarray(HEAD_BYTES)
    if (first <= STREAM) return { kind: 'data', stream: first, bytes: body, isLast }
    if (((first >>> 16) & 0x7fff) !== VERSION) throw new ProtocolError('this is not SPDY/3.1')
    return this.#controlOf(first & 0xffff, body, isLast)
  }

  #controlOf(type: number, body: Buffer, isLast: boolean): Frame | undefined {
    const number = (): number => {
      if (body.length < 4) throw new ProtocolError('a frame is cut off')
      return body.readUInt32BE(0)
    }
    switch (type) {
      case SYN_STREAM:
        return {
          kind: 'open',
          stream: number() & STREAM,
          headers: this.#headers.read(body.subarray(10)),
          isLast,
        }
      case HEADERS:
        // Nobody needs them; but what follows is compressed against them.
        this.#headers.read(body.subarray(4))
        return undefined
      case RST_STREAM:
        return { kind: 'reset', stream: number() & STREAM }
      case PING:
        return { kind: 'ping', id: number() }
      case GOAWAY:
        return { kind: 'leave' }
      default:
        // Settings and windows: Kubernetes' own end of the line heeds neither.
        return undefined
    }
  }
}

export function replyFrame(stream: number, headerBlock: Uint8Array): Uint8Array {
  return controlFrame(SYN_REPLY, Buffer.concat([number(stream), headerBlock]))
}

export function dataFrame(stream: number, bytes: Uint8Array, isLast: boolean): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(stream, 0)
  head.writeUInt8(isLast ? FIN : 0, 4)
  head.writeUIntBE(bytes.length, 5, 3)
  return Buffer.concat([head, bytes])
}

/** Breaks one stream off: it is refused. */
export function resetFrame(stream: number): Uint8Array {
  const refused = 3
  return controlFrame(RST_STREAM, Buffer.concat([number(stream), number(refused)]))
}

export function pingFrame(id: number): Uint8Array {
  return controlFrame(PING, number(id))
}

export function leaveFrame(lastStream: number): Uint8Array {
  return controlFrame(GOAWAY, Buffer.concat([number(lastStream), number(0)]))
}

function controlFrame(type: number, body: Uint8Array): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt16BE(0x8000 | VERSION, 0)
  head.writeUInt16BE(type, 2)
  head.writeUIntBE(body.length, 5, 3)
  return Buffer.concat([head, body])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
