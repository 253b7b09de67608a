import type { Duplex } from 'node:stream'
import {
  type Frame,
  dataFrame,
  FrameReader,
  leaveFrame,
  pingFrame,
  replyFrame,
  resetFrame,
} from './frames.ts'
import { type Headers, HeaderWriter, ProtocolError } from './header-blocks.ts'

/** What the opener of a stream is told. */
export interface SpdyStreamListener {
  data(bytes: Uint8Array): void
  /** The client has nothing more to say on this stream, or broke it off. */
  end(): void
}

export interface SpdyOptions {
  /** Whether a stream that a client opens is taken; else it is refused. */
  readonly isWelcome: (stream: SpdyStream) => boolean
  /** It is open: both may speak. */
  readonly onStream: (stream: SpdyStream) => void
  /** The connection is gone. */
  readonly onClose: () => void
  /** The client takes no more for now, or again. */
  readonly onFull: (isFull: boolean) => void
}

const MOST_STREAMS = 1000

/** The server's end of a SPDY/3.1 connection: the streams that its client opens. */
export class SpdyConnection {
  readonly #wire: Duplex
  readonly #options: SpdyOptions
  readonly #frames = new FrameReader()
  readonly #replies = new HeaderWriter()
  readonly #streams = new Map<number, SpdyStream>()
  #lastStream = 0
  #isFull = false
  #isClosed = false

  constructor(wire: Duplex, options: SpdyOptions) {
    this.#wire = wire
    this.#options = options
    wire.on('data', (chunk: Uint8Array) => {
      this.#read(chunk)
    })
    wire.on('drain', () => {
      this.#isFull = false
      options.onFull(false)
    })
    for (const sign of ['end', 'close', 'error'])
      wire.on(sign, () => {
        this.#close()
      })
  }

  /** Whether what the client sends is taken. */
  setReading(isReading: boolean): void {
    if (isReading) this.#wire.resume()
    else this.#wire.pause()
  }

  send(frame: Uint8Array): void {
    if (this.#isClosed || this.#wire.write(frame) || this.#isFull) return
    this.#isFull = true
    this.#options.onFull(true)
  }

  /** What was sent still arrives. */
  end(): void {
    if (this.#isClosed) return
    this.send(leaveFrame(this.#lastStream))
    this.#wire.end()
  }

  #read(chunk: Uint8Array): void {
    try {
      for (const frame of this.#frames.take(chunk)) this.#take(frame)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#wire.destroy()
    }
  }

  #take(frame: Frame): void {
    switch (frame.kind) {
      case 'open':
        this.#open(frame.stream, frame.headers)
        if (frame.isLast) this.#streams.get(frame.stream)?.listener?.end()
        break
      case 'data': {
        const listener = this.#streams.get(frame.stream)?.listener
        if (frame.bytes.length > 0) listener?.data(new Uint8Array(frame.bytes))
        if (frame.isLast) listener?.end()
        break
      }
      case 'reset':
        this.#streams.get(frame.stream)?.listener?.end()
        this.#streams.delete(frame.stream)
        break
      case 'ping':
        this.send(pingFrame(frame.id))
        break
      case 'leave':
        break
    }
  }

  #open(id: number, headers: Headers): void {
    if (id <= this.#lastStream || id % 2 === 0) throw new ProtocolError('a stream is opened twice')
    this.#lastStream = id
    const stream = new SpdyStream({
      id,
      headers,
      send: (frame) => this.send(frame),
      forget: () => this.#streams.delete(id),
    })
    if (this.#streams.size >= MOST_STREAMS || !this.#options.isWelcome(stream)) {
      this.send(resetFrame(id))
      return
    }
    this.#streams.set(id, stream)
    this.send(replyFrame(id, this.#replies.none()))
    this.#options.onStream(stream)
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#options.onClose()
    this.#wire.end()
  }
}

interface SpdyStreamOptions {
  readonly id: number
  readonly headers: Headers
  readonly send: (frame: Uint8Array) => void
  readonly forget: () => void
}

/** One stream that a client opened. */
export class SpdyStream {
  readonly #options: SpdyStreamOptions
  listener: SpdyStreamListener | undefined
  #hasEnded = false

  constructor(options: SpdyStreamOptions) {
    this.#options = options
  }

  get id(): number {
    return this.#options.id
  }

  get headers(): Headers {
    return this.#options.headers
  }

  write(bytes: Uint8Array): void {
    if (!this.#hasEnded) this.#options.send(dataFrame(this.id, bytes, false))
  }

  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#options.send(dataFrame(this.id, new Uint8Array(), true))
    this.#options.forget()
  }
}
