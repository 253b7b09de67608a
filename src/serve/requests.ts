import type { IncomingMessage } from 'node:http'
import type { ApiRequest } from '#engine'

/** Larger bodies are refused with 413, as etcd's limit makes a real server do. */
export const MOST_BODY_BYTES = 3 * 1024 * 1024

/** What came over the wire, as the API server wants it. */
export function apiRequestOf(message: IncomingMessage, body: Uint8Array): ApiRequest {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost')
  return {
    method: message.method ?? 'GET',
    path: pathname,
    query: [...searchParams],
    headers: headersOf(message),
    ...(body.length === 0 ? {} : { body }),
    user: 'kubernetes-admin',
  }
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

/** The whole body; undefined when it is larger than it may be. */
export async function bodyOf(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > MOST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
