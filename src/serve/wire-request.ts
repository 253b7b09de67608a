import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { ApiRequest } from '#engine'
import { fromProtobuf } from './protobuf/decode.ts'
import { WireError } from './protobuf/reader.ts'
import { badRequest, Refusal, tooLarge } from './refusals.ts'
import { withoutYaml } from './wire-yaml.ts'

/** Larger bodies are refused with 413: the default of a real server. */
const MOST_BODY_BYTES = 3 * 1024 * 1024
/** Who asks, unless he says that he asks for somebody else. */
const ADMIN = 'kubernetes-admin'
const encoder = new TextEncoder()

export interface Target {
  /** As it stands in the request: names in it are still escaped. */
  readonly path: string
  readonly query: readonly (readonly [name: string, value: string])[]
}

/** Path and query of a request line; refused when no name can be read from them. */
export function targetOf(url: string): Target {
  const [target = ''] = url.replace(/^https?:\/\/[^/?]*/i, '').split('#')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  const wrong = /%(?![0-9a-f]{2}).{0,2}/i.exec(path)
  if (wrong !== null) throw new Refusal(badRequest(`invalid URL escape "${wrong[0]}"`))
  return { path: path === '' ? '/' : path, query: [...new URLSearchParams(query)] }
}

/** What came over the wire, as the API server wants it. */
export function apiRequestOf(message: IncomingMessage, body: Uint8Array): ApiRequest {
  const { method = 'GET', headers, url = '/' } = message
  const object = isProtobuf(headers) ? objectIn(body) : undefined
  const json = object === undefined ? body : encoder.encode(JSON.stringify(object))
  const said = object === undefined ? headersOf(headers) : ofJson(headersOf(headers))
  const read = withoutYaml(json, said)
  return {
    method,
    ...targetOf(url),
    headers: read.headers,
    ...(body.length === 0 ? {} : { body: read.body }),
    user: userOf(headers),
  }
}

function ofJson(headers: ApiRequest['headers']): ApiRequest['headers'] {
  return { ...headers, 'content-type': 'application/json' }
}

function isProtobuf(headers: IncomingHttpHeaders): boolean {
  return headers['content-type']?.split(';')[0]?.trim() === 'application/vnd.kubernetes.protobuf'
}

/** Typed clients since 1.32 send their objects so; what cannot be read is refused as unknown. */
function objectIn(body: Uint8Array): object | undefined {
  try {
    return fromProtobuf(body)
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    throw new Refusal(badRequest(error.message))
  }
}

function headersOf(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const all = Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')])
  return Object.fromEntries(all) as Readonly<Record<string, string>>
}

function userOf(headers: IncomingHttpHeaders): string {
  const [user = ''] = [headers['impersonate-user']].flat()
  return user === '' ? ADMIN : user
}

/**
 * The whole body, once it is there. Refused as soon as it is too large; what else comes of it is
 * passed over, so that the refusal can be heard. Undefined: the client went away before.
 */
export function bodyOf(message: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((done, fail) => {
    const chunks: Uint8Array[] = []
    let length = Number(message.headers['content-length'] ?? 0)
    const refuseLarge = (): boolean => {
      if (length <= MOST_BODY_BYTES) return false
      fail(new Refusal(tooLarge(MOST_BODY_BYTES)))
      message.removeAllListeners('data').resume()
      return true
    }
    if (refuseLarge()) return
    length = 0
    message.on('data', (chunk: Uint8Array) => {
      length += chunk.length
      if (!refuseLarge()) chunks.push(chunk)
    })
    message.on('end', () => done(new Uint8Array(Buffer.concat(chunks))))
    message.on('error', () => done(undefined))
    message.on('close', () => done(undefined))
  })
}
