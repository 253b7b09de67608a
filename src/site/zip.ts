/** A file of an archive. */
export interface ArchivedFile {
  readonly path: string
  readonly text: string
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
const MADE_ON_UNIX = 3
/** Names are UTF-8. */
const FLAGS = 0x0800
/** 1980-01-01, the first day there is: the same files always make the same archive. */
const DATE = 0x0021
const REGULAR_FILE = (0o100644 << 16) >>> 0

/** A ZIP archive of texts, stored as they are. APPNOTE.TXT of PKWARE has the format. */
export function zip(files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const bodies: number[][] = []
  const directory: number[][] = []
  let offset = 0
  for (const { path, text } of files) {
    const name = [...encoder.encode(path)]
    const bytes = encoder.encode(text)
    const about = [
      ...[...u16(VERSION), ...u16(FLAGS), ...u16(0), ...u16(0), ...u16(DATE)],
      ...[...u32(checksum(bytes)), ...u32(bytes.length), ...u32(bytes.length)],
      ...[...u16(name.length), ...u16(0)],
    ]
    const body = [...u32(LOCAL), ...about, ...name, ...bytes]
    bodies.push(body)
    directory.push([
      ...[...u32(CENTRAL), VERSION, MADE_ON_UNIX, ...about],
      ...[...u16(0), ...u16(0), ...u16(0), ...u32(REGULAR_FILE), ...u32(offset), ...name],
    ])
    offset += body.length
  }
  const entries = directory.flat()
  const count = u16(files.length)
  const end = [...u32(END), ...u32(0), ...count, ...count, ...u32(entries.length)]
  return new Uint8Array([...bodies.flat(), ...entries, ...end, ...u32(offset), ...u16(0)])
}

function u16(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

function u32(value: number): readonly number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)]
}

/** CRC-32, as ZIP has it. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
