import { type Process, readAll, type Run, SystemError } from '#engine'
import { joined } from '../http/body.ts'
import type { CurlEdition } from './edition.ts'
import type { DataPart, Settings } from './settings.ts'

const AMPERSAND = Uint8Array.of(38)

/** What -d and its kin make up; undefined when there is none of them. */
export function* dataOf(
  process: Process,
  settings: Settings,
  edition: CurlEdition,
): Run<Uint8Array | undefined> {
  if (settings.data.length === 0) return undefined
  const parts: Uint8Array[] = []
  for (const part of settings.data) {
    if (parts.length > 0) parts.push(AMPERSAND)
    parts.push(yield* bytesOf(process, part, edition))
  }
  return joined(parts)
}

/** The whole of a file; undefined when it cannot be opened. `-` is the standard input. */
export function* readFile(process: Process, path: string): Run<Uint8Array | undefined> {
  if (path === '-') return yield* readAll(process, 0)
  try {
    const fd = process.open(path, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return bytes
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}

function* bytesOf(process: Process, part: DataPart, edition: CurlEdition): Run<Uint8Array> {
  const encoder = new TextEncoder()
  if (part.kind === 'urlencode') return encoder.encode(urlEncoded(part.text, edition))
  if (part.kind === 'raw' || !part.text.startsWith('@')) return encoder.encode(part.text)
  const bytes = (yield* readFile(process, part.text.slice(1))) ?? new Uint8Array()
  return part.kind === 'binary' ? bytes : bytes.filter((byte) => byte !== 10 && byte !== 13)
}

/** CONTENT, =CONTENT or NAME=CONTENT, of which only the content is encoded. */
function urlEncoded(text: string, edition: CurlEdition): string {
  const equals = text.indexOf('=')
  const name = equals > 0 ? `${text.slice(0, equals)}=` : ''
  const content = equals < 0 ? text : text.slice(equals + 1)
  let encoded = ''
  for (const byte of new TextEncoder().encode(content)) {
    const letter = String.fromCharCode(byte)
    if (/[A-Za-z0-9._~-]/.test(letter)) encoded += letter
    else if (letter === ' ') encoded += edition.unescapedSpace
    else encoded += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return name + encoded
}
