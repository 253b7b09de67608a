import { constants, inflateRawSync } from 'node:zlib'
import { DICTIONARY } from './dictionary.ts'

export type Headers = ReadonlyMap<string, string>

/** What a client sent is no SPDY. */
export class ProtocolError extends Error {}

/** Far back deflate looks at most. */
const WINDOW_BYTES = 32 * 1024
const MOST_HEADER_BYTES = 64 * 1024
/** The two bytes of zlib's header, and the checksum of the dictionary that they announce. */
const HEADER_BYTES = 2
const DICTIONARY_ID_BYTES = 4
const HAS_DICTIONARY = 0x20

/**
 * Reads the header blocks of one connection. They are one stream of zlib, flushed after each; so
 * each block is read by itself, with what came before it as its dictionary.
 */
export class HeaderReader {
  #window: Uint8Array | undefined

  read(block: Uint8Array): Headers {
    const deflated = this.#window === undefined ? withoutZlibHeader(block) : block
    const before = this.#window ?? DICTIONARY
    const bytes = inflate(deflated, before)
    this.#window = Buffer.concat([before, bytes]).subarray(-WINDOW_BYTES)
    return headersIn(bytes)
  }
}

/** A header block without headers: all that is ever answered. Not compressed. */
export class HeaderWriter {
  #hasBegun = false

  none(): Uint8Array {
    const none = Buffer.alloc(4)
    const stored = Buffer.from([0, none.length, 0, 0xff ^ none.length, 0xff])
    // Go's reader hands over what it has when it meets an empty block.
    const flush = Buffer.from([0, 0, 0, 0xff, 0xff])
    const begin = this.#hasBegun ? [] : [Buffer.from([0x78, 0x01])]
    this.#hasBegun = true
    return Buffer.concat([...begin, stored, none, flush])
  }
}

function withoutZlibHeader(block: Uint8Array): Uint8Array {
  const flags = block[1] ?? 0
  const hasDictionary = (flags & HAS_DICTIONARY) !== 0
  return block.subarray(HEADER_BYTES + (hasDictionary ? DICTIONARY_ID_BYTES : 0))
}

function inflate(block: Uint8Array, dictionary: Uint8Array): Buffer {
  try {
    return inflateRawSync(block, {
      dictionary,
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MOST_HEADER_BYTES,
    })
  } catch (error) {
    throw new ProtocolError(`headers cannot be read: ${String(error)}`)
  }
}

/** Names are lower case; each name and value comes with its length before it. */
function headersIn(bytes: Buffer): Headers {
  const headers = new Map<string, string>()
  let at = 0
  const number = (): number => {
    if (at + 4 > bytes.length) throw new ProtocolError('headers are cut off')
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  const text = (): string => {
    const length = number()
    if (at + length > bytes.length) throw new ProtocolError('a header is cut off')
    at += length
    return bytes.toString('utf8', at - length, at)
  }
  for (let left = number(); left > 0; left--) headers.set(text().toLowerCase(), text())
  return headers
}
