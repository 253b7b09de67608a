import { exit, type Process, type Run, sleep, SystemError, work, write } from '#engine'
import { headerOf } from '../http/message.ts'
import { type HttpRequest, type HttpResponse, serveHttp } from '../http/server.ts'
import { jsonOfDict, logTime, reprOfDict } from './python-text.ts'
import { type Settings, settingsFrom } from './settings.ts'
import { errorPage, finish, type Handled } from './tornado.ts'
import { bindTraceback, interruptTraceback, portTraceback } from './traceback.ts'

const MEMORY_BYTES = 21 * 2 ** 20
/** Python reads its modules, Tornado's among them. */
const START_US = 240_000
/** tornado.httpserver: idle_connection_timeout */
const KEEP_ALIVE_MS = 3_600_000
const BACKLOG = 128

/** simpleservice 0.5.0 by Michael Hausenblas: a small web service on Python 2.7 and Tornado 4.3. */
export function* simpleservice(process: Process): Run {
  process.useMemory(MEMORY_BYTES)
  let isInterrupted = false
  if (process.actionOf('INT') === 'default')
    process.on('INT', () => {
      isInterrupted = true
    })
  process.on('PIPE', 'ignore')
  yield* work(START_US)
  const settings = settingsFrom(process.env)
  const listening = yield* listen(process, settings)
  const { version, portText } = settings
  const text = `This is simple service in version v${version} listening on port ${portText}`
  yield* log(process, { level: 'INFO', line: 142, text })
  yield* serveHttp(
    {
      process,
      listening: [listening],
      keepAliveMs: KEEP_ALIVE_MS,
      handle: (request) => handle(process, settings, request),
      *refuse(_, peer) {
        const text = `Malformed HTTP message from ${peer.address}: Malformed HTTP request line`
        yield* log(process, { level: 'INFO', line: 253, text })
        return undefined
      },
    },
    () => isInterrupted,
  )
  yield* write(process, 2, interruptTraceback())
  return 1
}

function* listen(process: Process, settings: Settings): Run {
  const { port } = settings
  if (port === undefined) return yield* die(process, portTraceback())
  const fd = process.sockets.socket('inet', 'stream')
  process.sockets.setOption(fd, 'reuseaddr', true)
  try {
    process.sockets.bind(fd, { family: 'inet', address: '0.0.0.0', port })
    process.sockets.listen(fd, BACKLOG)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    return yield* die(process, bindTraceback(error.errno))
  }
}

function* die(process: Process, traceback: string): Run<never> {
  yield* write(process, 2, traceback)
  return exit(1)
}

function* handle(process: Process, settings: Settings, request: HttpRequest): Run<HttpResponse> {
  const since = process.now
  const [path = ''] = request.target.split('?')
  const handled = yield* dispatch(process, settings, { ...request, path })
  yield* work(250 + process.randomBelow(900))
  const response = finish(handled, { ...request, at: process.wallClock })
  const level = response.status < 400 ? 'INFO' : 'WARNING'
  const took = (process.now - since).toFixed(2)
  const { method, target, peer } = request
  const text = `${response.status} ${method} ${target} (${peer.address}) ${took}ms`
  yield* log(process, { level, line: 1946, text })
  return response
}

interface Routed extends HttpRequest {
  readonly path: string
}

/** The line of the source on which each handler notes that it was invoked. */
const HANDLERS = { '/endpoint0': 59, '/health': 79, '/info': 101, '/env': 121 } as const

function* dispatch(process: Process, settings: Settings, request: Routed): Run<Handled> {
  const { path, method, peer } = request
  if (!isKnown(path)) return errorPage(404)
  if (method !== 'GET') return errorPage(405)
  const host = headerOf(request.headers, 'Host') ?? '127.0.0.1'
  const text = `${path} serving from ${host} has been invoked from ${peer.address}`
  yield* log(process, { level: 'INFO', line: HANDLERS[path], text })
  const status = path === '/health' ? yield* delay(process, settings) : 200
  const body = jsonOfDict(new Map(contentOf(path, { process, settings, host, from: peer.address })))
  return { status, contentType: 'application/json', body }
}

interface Known {
  readonly process: Process
  readonly settings: Settings
  readonly host: string
  readonly from: string
}

function contentOf(
  path: keyof typeof HANDLERS,
  { process, settings, host, from }: Known,
): readonly (readonly [string, string | boolean])[] {
  const { version } = settings
  switch (path) {
    case '/endpoint0':
      return Object.entries({ version, host, result: 'all is well' })
    case '/health':
      return [['healthy', true]]
    case '/info':
      return Object.entries({ version, host, from })
    case '/env':
      return Object.entries({ version, env: reprOfDict(process.env) })
  }
}

/** Sleeps as time.sleep() does: whoever else asks has to wait too. */
function* delay(process: Process, settings: Settings): Run<200 | 404> {
  switch (settings.delay.kind) {
    case 'none':
      return 200
    case 'random': {
      const { from, to } = settings.delay
      yield* sleep(process, from + process.randomBelow(to - from))
      return 200
    }
    case 'error':
      yield* log(process, { level: 'DEBUG', line: 92, text: settings.delay.message })
      return 404
  }
}

function isKnown(path: string): path is keyof typeof HANDLERS {
  return Object.hasOwn(HANDLERS, path)
}

function* log(
  process: Process,
  entry: { readonly level: string; readonly line: number; readonly text: string },
): Run<void> {
  const { level, line, text } = entry
  yield* write(process, 2, `${logTime(process.wallClock)} ${level} ${text} [at line ${line}]\n`)
}
