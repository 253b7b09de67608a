import { type Process, type Run, SystemError, write } from '#engine'
import { readWholeBody } from '../http/body.ts'
import { ByteReader, TimedOut } from '../http/byte-reader.ts'
import { dial } from '../http/dial.ts'
import { framingOfResponse } from '../http/framing.ts'
import { formatRequestHead, parseResponseHead } from '../http/message.ts'
import { parseResolverConfig, readText } from '../resolver/name-files.ts'
import { resolve, socketAddress } from '../resolver/resolve.ts'
import { errnoText } from './texts.ts'

export type Fetched =
  | { readonly ok: true; readonly status: number; readonly body: string }
  | { readonly ok: false; readonly error: string }

const LATE = 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'

/** http.Client.Get; what fails is told as Go tells it. */
export function* get(
  process: Process,
  to: { readonly host: string; readonly port: number; readonly target: string },
  timeoutMs: number,
): Run<Fetched> {
  const authority = `${to.host.includes(':') ? `[${to.host}]` : to.host}:${to.port}`
  const fail = (why: string): Fetched => ({
    ok: false,
    error: `Get "http://${authority}${to.target}": ${why}`,
  })
  const address = yield* lookUp(process, to.host)
  if (!address.ok) return fail(`dial tcp: ${address.error}`)
  const until = process.now + timeoutMs
  let fd
  try {
    fd = yield* dial(process, socketAddress(address.address, to.port), until)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const shown = address.address.includes(':') ? `[${address.address}]` : address.address
    if (error.errno === 'ETIMEDOUT' && process.now >= until) return fail(LATE)
    return fail(`dial tcp ${shown}:${to.port}: connect: ${errnoText(error.errno)}`)
  }
  try {
    const head = {
      method: 'GET',
      target: to.target,
      version: 'HTTP/1.1',
      headers: [
        ['Host', authority],
        ['User-Agent', 'Go-http-client/1.1'],
        ['Accept-Encoding', 'gzip'],
      ],
    } as const
    yield* write(process, fd, formatRequestHead(head))
    const reader = new ByteReader(process, fd)
    reader.deadline = until
    const text = yield* reader.head()
    const answer = text === undefined ? undefined : parseResponseHead(text)
    if (answer === undefined) return fail('EOF')
    const { body } = yield* readWholeBody(reader, framingOfResponse(answer, 'GET'))
    return { ok: true, status: answer.status, body: new TextDecoder().decode(body) }
  } catch (error) {
    if (error instanceof TimedOut) return fail(LATE)
    if (error instanceof SystemError) return fail(`read tcp: ${errnoText(error.errno)}`)
    throw error
  } finally {
    process.close(fd)
  }
}

/** The first address of a name, in the words of Go's resolver where there is none. */
export function* lookUp(
  process: Process,
  host: string,
): Run<
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly error: string }
> {
  const found = yield* resolve(process, host === 'localhost' ? '127.0.0.1' : host)
  const [address] = found.ok ? found.addresses : []
  if (address !== undefined) return { ok: true, address }
  const { servers } = parseResolverConfig(yield* readText(process, '/etc/resolv.conf'))
  const server = servers[0] ?? '127.0.0.1'
  const isSilent = !found.ok && found.error === 'EAI_AGAIN'
  return {
    ok: false,
    error: `lookup ${host} on ${server}:53: ${isSilent ? 'read udp: i/o timeout' : 'no such host'}`,
  }
}
