import { Digest } from '../history/digest.ts'
import type { Program } from '../kernel/process.ts'

const MAGIC = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]
const ID_AT = 16
const ID_LENGTH = 16
const HEADER_LENGTH = 64

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The first bytes of a binary: those of an ELF file, and which program it is. */
export function binaryHeader(path: string, size: number): Uint8Array {
  const digest = new Digest()
  digest.add(`${path} ${size}`)
  const header = new Uint8Array(HEADER_LENGTH)
  header.set(MAGIC)
  header.set(encoder.encode(digest.hex()), ID_AT)
  return header.subarray(0, Math.min(size, HEADER_LENGTH))
}

/** Which program the first bytes of a file name; undefined when it is no binary. */
function binaryId(start: Uint8Array): string | undefined {
  if (start.length < HEADER_LENGTH || MAGIC.some((byte, at) => start[at] !== byte)) return undefined
  return decoder.decode(start.subarray(ID_AT, ID_AT + ID_LENGTH))
}

/**
 * The programs that binaries name. A copy of a binary, however it was copied, runs as long as
 * whoever executes it shares these.
 */
export class Programs {
  readonly #programs = new Map<string, Program>()

  learn(start: Uint8Array, program: Program): void {
    const id = binaryId(start)
    if (id !== undefined) this.#programs.set(id, program)
  }

  find(start: Uint8Array): Program | undefined {
    const id = binaryId(start)
    return id === undefined ? undefined : this.#programs.get(id)
  }
}
