import type { GoRequest } from '../go/http-server.ts'
import { headerOf } from '../http/message.ts'

/** The part called `file` of a multipart form; undefined where there is none. */
export function uploaded(request: GoRequest): Uint8Array | undefined {
  const type = headerOf(request.headers, 'Content-Type') ?? ''
  const [, quoted, plain] =
    /^multipart\/form-data;.*boundary=(?:"([^"]*)"|([^;]*))/.exec(type) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return undefined
  // One character for each byte, so that places in the text are places in the body.
  const text = Array.from(request.body, (byte) => String.fromCharCode(byte)).join('')
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n')
    if (end < 0 || !/;\s*name="?file"?/i.test(part.slice(0, end))) continue
    const content = part.slice(end + 4, -2)
    return Uint8Array.from(content, (char) => char.charCodeAt(0))
  }
  return undefined
}
