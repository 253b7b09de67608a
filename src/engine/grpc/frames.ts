/** A frame of HTTP/2. Source: RFC 9113, section 4. */
export interface Frame {
  readonly type: number
  readonly flags: number
  readonly stream: number
  readonly payload: Uint8Array
}

/** The kinds of frames that a call of gRPC needs. */
export const H2_FRAME = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7 } as const
export const H2_FLAG = { ack: 1, endStream: 1, endHeaders: 4 } as const

/** What a client says before its first frame. */
export const H2_PREFACE = new TextEncoder().encode('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

const HEAD_BYTES = 9
/** SETTINGS_MAX_FRAME_SIZE where nobody has set it. */
const LONGEST_PAYLOAD = 16_384

export function encodeFrame({ type, flags, stream, payload }: Frame): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + payload.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, payload.length >>> 16)
  view.setUint16(1, payload.length & 0xffff)
  view.setUint8(3, type)
  view.setUint8(4, flags)
  view.setUint32(5, stream)
  bytes.set(payload, HEAD_BYTES)
  return bytes
}

/** Cuts what comes over a connection into frames. */
export class FrameReader {
  #bytes = new Uint8Array(0)
  #isMalformed = false

  /** What came is longer than a frame may be: the other side speaks something else. */
  get isMalformed(): boolean {
    return this.#isMalformed
  }

  /** The frames that are complete by now. */
  take(bytes: Uint8Array): readonly Frame[] {
    this.#bytes = joinBytes([this.#bytes, bytes])
    const frames: Frame[] = []
    for (let next = this.#next(); next !== undefined; next = this.#next()) frames.push(next)
    return frames
  }

  #next(): Frame | undefined {
    const all = this.#bytes
    if (all.length < 3 || this.#isMalformed) return undefined
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength)
    const length = view.getUint8(0) * 0x1_0000 + view.getUint16(1)
    this.#isMalformed = length > LONGEST_PAYLOAD
    if (this.#isMalformed || all.length < HEAD_BYTES + length) return undefined
    this.#bytes = all.slice(HEAD_BYTES + length)
    return {
      type: view.getUint8(3),
      flags: view.getUint8(4),
      stream: view.getUint32(5) & 0x7fff_ffff,
      payload: all.slice(HEAD_BYTES, HEAD_BYTES + length),
    }
  }
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
