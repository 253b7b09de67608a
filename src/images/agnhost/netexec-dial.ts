import { type Process, type Run, SystemError } from '#engine'
import { get, lookUp } from '../go/http-client.ts'
import { type GoRequest, httpError, type Reply, valuesOf } from '../go/http-server.ts'
import { log } from '../go/runtime.ts'
import { errnoText, jsonOf, quoted } from '../go/texts.ts'
import { socketAddress } from '../resolver/resolve.ts'

const TIMEOUT_MS = 5000

type Dialled =
  { readonly ok: true; readonly body: string } | { readonly ok: false; readonly error: string }

interface Target {
  readonly host: string
  readonly port: number
  readonly request: string
}

/** /dial: asks somebody else, as often as wanted, and tells what was answered. */
export function* dialFor(process: Process, asked: GoRequest): Run<Reply> {
  const value = valuesOf(asked.target.split('?')[1] ?? '')
  const [host, port, request] = [value('host'), value('port'), value('request')]
  const [protocol, tries] = [value('protocol'), value('tries')]
  yield* log(
    process,
    `GET /dial?host=${host}&protocol=${protocol}&port=${port}&request=${request}&tries=${tries}`,
  )
  if (tries !== '' && !/^[+-]?\d+$/.test(tries)) {
    const why = `strconv.Atoi: parsing ${quoted(tries)}: invalid syntax`
    return httpError(400, `tries parameter is invalid. ${why}`)
  }
  if (request === '') return httpError(400, 'request parameter not specified. <nil>')
  const ask = { '': overHttp, http: overHttp, udp: overUdp }[protocol.toLowerCase()]
  if (ask === undefined) return httpError(400, `unsupported protocol. ${protocol}`)
  const found = yield* lookUp(process, host)
  if (!found.ok) return httpError(400, `host and/or port param are invalid. ${found.error}`)
  const target = { host: found.address, port: Number(port), request }
  return yield* tell(tries === '' ? 1 : Number(tries), () => ask(process, target))
}

function* tell(tries: number, ask: () => Run<Dialled>): Run<Reply> {
  const responses: string[] = []
  const errors: string[] = []
  let last = ''
  for (let at = 0; at < tries; at++) {
    const dialled = yield* ask()
    last = dialled.ok ? dialled.body : ''
    if (dialled.ok) responses.push(dialled.body)
    else errors.push(dialled.error)
  }
  return {
    body: jsonOf({
      ...(last === '' ? {} : { responses }),
      ...(errors.length === 0 ? {} : { errors }),
    }),
  }
}

function* overHttp(process: Process, { host, port, request }: Target): Run<Dialled> {
  return yield* get(process, { host, port, target: `/${request}` }, TIMEOUT_MS)
}

function* overUdp(process: Process, { host, port, request }: Target): Run<Dialled> {
  const address = socketAddress(host, port)
  const fd = process.sockets.socket(address.family, 'datagram')
  const until = process.now + TIMEOUT_MS
  const fail = (why: string): Dialled => ({
    ok: false,
    error: `reading from udp connection failed. err:'read udp ${why}'`,
  })
  try {
    process.sockets.sendTo(fd, new TextEncoder().encode(request), address)
    for (;;) {
      const answer = process.sockets.tryReceiveFrom(fd)
      if (answer !== 'again') return { ok: true, body: new TextDecoder().decode(answer.bytes) }
      if (process.now >= until) return fail('i/o timeout')
      yield { do: 'wait', for: [{ fd, for: 'read' }], until }
    }
  } catch (error) {
    if (error instanceof SystemError) return fail(errnoText(error.errno))
    throw error
  } finally {
    process.close(fd)
  }
}
