import { exit, type Process, type Run, sleep, SystemError, write } from '#engine'
import { durationText, parseDuration } from '../go/durations.ts'
import { type GoRequest, redirect, remoteAddress, type Reply } from '../go/http-server.ts'
import { log, timeText } from '../go/runtime.ts'
import { jsonOf, pathError, quoted } from '../go/texts.ts'
import { headerOf } from '../http/message.ts'
import { dialFor } from './netexec-dial.ts'
import type { ServerState } from './netexec.ts'
import { uploaded } from './netexec-upload.ts'
import { combinedOutput } from './shell-command.ts'

/** The endpoints of netexec; `/` answers for all that have none. */
export function* answer(
  process: Process,
  request: GoRequest,
  state: ServerState,
): Run<Reply | undefined> {
  const endpoint = ENDPOINTS.get(request.path) ?? root
  return yield* endpoint(process, request, state)
}

type Endpoint = (process: Process, request: GoRequest, state: ServerState) => Run<Reply>

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['/clientip', clientIp],
  ['/header', header],
  ['/dial', dialFor],
  ['/echo', echo],
  ['/exit', leave],
  ['/healthz', healthz],
  ['/readyz', readyz],
  ['/hostname', (process) => hostname(process, 'hostname')],
  ['/hostName', (process) => hostname(process, 'hostName')],
  ['/redirect', redirectTo],
  ['/shell', shell],
  ['/shutdown', shutdown],
  ['/upload', upload],
])

function* root(process: Process): Run<Reply> {
  yield* log(process, 'GET /')
  return { body: `NOW: ${timeText(process)}` }
}

function* clientIp(process: Process, request: GoRequest): Run<Reply> {
  yield* log(process, 'GET /clientip')
  return { body: remoteAddress(request.peer) }
}

function* header(process: Process, request: GoRequest): Run<Reply> {
  const key = request.form('key')
  yield* log(process, key === '' ? 'GET /header' : `GET /header?key=${key}`)
  if (key !== '') return { body: headerOf(request.headers, key) ?? '' }
  const all = new Map<string, string[]>()
  for (const [name, value] of request.headers) {
    const own = canonical(name)
    if (own !== 'Host') all.set(own, [...(all.get(own) ?? []), value])
  }
  return { body: jsonOf(Object.fromEntries(all)) }
}

/** textproto.CanonicalMIMEHeaderKey. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (it) => it.toUpperCase())
}

function* echo(process: Process, request: GoRequest): Run<Reply> {
  const [msg, code] = [request.form('msg'), request.form('code')]
  yield* log(process, `GET /echo?msg=${msg}&code=${code}`)
  if (code === '') return { body: msg }
  if (/^[+-]?\d+$/.test(code)) return { status: Number(code), body: msg }
  return { body: `argument 'code' must be an integer or empty, got ${quoted(code)}\n` }
}

function* leave(process: Process, request: GoRequest): Run<Reply> {
  const [code, timeout, wait] = ['code', 'timeout', 'wait'].map((it) => request.form(it))
  if (code === undefined || timeout === undefined || wait === undefined) return {}
  yield* log(process, `GET /exit?code=${code}&timeout=${timeout}&wait=${wait}`)
  for (const [name, text] of Object.entries({ timeout, wait }))
    if (text !== '' && parseDuration(text) === undefined)
      return {
        body: `argument '${name}' must be a valid golang duration or empty, got ${quoted(text)}\n`,
      }
  if (code !== '' && !/^[+-]?\d+$/.test(code))
    return {
      body: `argument 'code' must be an integer [0-127] or empty, got ${quoted(code)}\n`,
    }
  const [waitMs, timeoutMs] = [parseDuration(wait) ?? 0, parseDuration(timeout) ?? 0]
  const [waited, allowed] = [durationText(waitMs), durationText(timeoutMs)]
  yield* log(
    process,
    `Will begin shutdown in ${waited}, allowing ${allowed} for connections to close, then will exit with ${Number(code)}`,
  )
  yield* sleep(process, waitMs)
  if (timeoutMs > 0) {
    yield* sleep(process, timeoutMs)
    yield* log(process, 'Graceful shutdown completed with: <nil>')
  }
  return exit(Number(code) & 255)
}

function* healthz(process: Process, _: GoRequest, state: ServerState): Run<Reply> {
  yield* log(process, 'GET /healthz')
  return { status: state.isReady ? 200 : 412 }
}

function* readyz(process: Process, _: GoRequest, state: ServerState): Run<Reply> {
  yield* log(process, 'GET /readyz')
  if (state.isEnding()) return { status: 503, body: 'shutting down' }
  return state.isReady ? { body: 'ok' } : { status: 412 }
}

function* hostname(process: Process, called: string): Run<Reply> {
  yield* log(process, `GET /${called}`)
  yield* log(process, `hostname: ${process.hostname}`)
  return { body: process.hostname }
}

function* redirectTo(process: Process, request: GoRequest): Run<Reply> {
  const [location, code] = [request.form('location'), request.form('code')]
  yield* log(process, `${request.method} /redirect?msg=${location}&code=${code}`)
  if (code !== '' && !/^[+-]?\d+$/.test(code))
    return { body: `argument 'code' must be an integer or empty, got ${quoted(code)}\n` }
  return redirect(request, location, code === '' ? 302 : Number(code))
}

function* shell(process: Process, request: GoRequest): Run<Reply> {
  const own = request.form('shellCommand')
  const command = own === '' ? request.form('cmd') : own
  yield* log(process, `GET /shell?cmd=${command}`)
  const { output, error } = yield* combinedOutput(process, command)
  const told = {
    ...(error === undefined ? {} : { error }),
    ...(output === '' ? {} : { output }),
  }
  const entries = Object.entries(told).map(([key, value]) => `${key}:${value}`)
  yield* log(process, `Output: map[${entries.join(' ')}]`)
  return { body: jsonOf(told) }
}

function* shutdown(process: Process): Run<Reply> {
  yield* log(process, 'GET /shutdown')
  return exit(0)
}

function* upload(process: Process, request: GoRequest): Run<Reply> {
  yield* log(process, 'GET /upload')
  const file = uploaded(request)
  if (file === undefined) {
    yield* log(process, 'Unable to upload file: http: no such file')
    return { body: jsonOf({ error: 'Unable to upload file.' }) }
  }
  const path = `/uploads/upload${process.randomBelow(2 ** 32)}`
  try {
    const fd = process.open(path, { write: true, create: true, exclusive: true }, 0o700)
    yield* write(process, fd, file)
    process.close(fd)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const why = pathError('open', path, error)
    yield* log(process, `Unable to open file for write: ${why}`)
    return { body: jsonOf({ error: 'Unable to open file for write' }) }
  }
  yield* log(process, `Wrote upload to ${path}`)
  return { status: 201, body: jsonOf({ output: path }) }
}
