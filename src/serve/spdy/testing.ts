import { constants, createDeflate } from 'node:zlib'
import { DICTIONARY } from './dictionary.ts'

const { Z_SYNC_FLUSH } = constants

/** Compresses the header blocks of one connection, as clients do. */
export function headerCompressor(): (headers: Record<string, string>) => Promise<Buffer> {
  const deflate = createDeflate({ dictionary: Buffer.from(DICTIONARY), flush: Z_SYNC_FLUSH })
  return (headers) =>
    new Promise((done) => {
      const entries = Object.entries(headers)
      const strings = entries.flat().flatMap((text) => [number(text.length), Buffer.from(text)])
      deflate.write(Buffer.concat([number(entries.length), ...strings]), () => {
        done(deflate.read() as Buffer)
      })
    })
}

/** A control frame of version 3. */
export function control(type: number, body: Uint8Array, flags = 0): Buffer {
  const length = number(body.length).subarray(1)
  return Buffer.concat([Buffer.from([0x80, 3, 0, type, flags]), length, body])
}

/** What opens a stream: its number, none that it belongs to, its priority. */
export function opening(stream: number, headers: Uint8Array): Buffer {
  return control(1, Buffer.concat([number(stream), number(0), Buffer.alloc(2), headers]))
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
