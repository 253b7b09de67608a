import { type Process, readAll, type Run, SystemError, write } from '#engine'
import { httpDate } from '../http/date.ts'
import type { Headers } from '../http/message.ts'
import { type HttpRequest, type HttpResponse, serveHttp } from '../http/server.ts'
import { familyOfBind, type ServerOptions, serverOptions, USAGE } from './http-server-options.ts'
import { bindTraceback } from './http-server-traceback.ts'

export interface PythonRun {
  readonly args: readonly string[]
  readonly version: string
  readonly isUnbuffered: boolean
}

/** python -m http.server, of Python 3.11: serves the files of a directory. */
export function* httpServer(process: Process, run: PythonRun): Run {
  const options = serverOptions(run.args)
  if (typeof options === 'string') {
    yield* write(process, 2, `${USAGE}server.py: error: ${options}\n`)
    return 2
  }
  let isInterrupted = false
  if (process.actionOf('INT') === 'default')
    process.on('INT', () => {
      isInterrupted = true
    })
  process.on('PIPE', 'ignore')
  const fd = process.sockets.socket(familyOfBind(options), 'stream')
  process.sockets.setOption(fd, 'reuseaddr', true)
  try {
    process.sockets.bind(fd, {
      family: familyOfBind(options),
      address: options.bind,
      port: options.port,
    })
    process.sockets.listen(fd, 5)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* write(process, 2, bindTraceback(error.errno))
    return 1
  }
  const shown = options.bind.includes(':') ? `[${options.bind}]` : options.bind
  const greeting = `Serving HTTP on ${options.bind} port ${options.port} (http://${shown}:${options.port}/) ...\n`
  // What print() says stays in a buffer, unless it goes to a terminal, until the program ends.
  const isSaidAtOnce = run.isUnbuffered || process.isTerminal(1)
  if (isSaidAtOnce) yield* write(process, 1, greeting)
  yield* serveHttp(
    {
      process,
      listening: [fd],
      keepAliveMs: Infinity,
      handle: (request) => answer(process, request, { options, version: run.version }),
      *refuse(text, peer) {
        const [line = ''] = text.split('\n')
        yield* log(process, peer.address, `code 400, message Bad request syntax ('${line}')`)
        return undefined
      },
    },
    () => isInterrupted,
  )
  yield* write(
    process,
    1,
    `${isSaidAtOnce ? '' : greeting}\nKeyboard interrupt received, exiting.\n`,
  )
  return 0
}

interface Serving {
  readonly options: ServerOptions
  readonly version: string
}

function* answer(process: Process, request: HttpRequest, serving: Serving): Run<HttpResponse> {
  const { method, target, version, peer } = request
  const page = yield* pageFor(process, request, serving.options)
  if (page.complaint !== undefined)
    yield* log(process, peer.address, `code ${page.status}, message ${page.complaint}`)
  yield* log(process, peer.address, `"${method} ${target} ${version}" ${page.status} -`)
  return {
    version: 'HTTP/1.0',
    status: page.status,
    reason: page.complaint ?? REASONS[page.status] ?? '',
    headers: [
      ['Server', `SimpleHTTP/0.6 Python/${serving.version}`],
      ['Date', httpDate(process.wallClock)],
      ...page.headers,
    ],
    body: page.body,
    close: true,
  }
}

const REASONS: Readonly<Record<number, string>> = { 200: 'OK', 301: 'Moved Permanently' }

function* log(process: Process, address: string, text: string): Run<void> {
  const date = new Date(process.wallClock)
  const month = MONTHS[date.getUTCMonth()] ?? ''
  const [day, time] = [`${date.getUTCDate()}`.padStart(2, '0'), date.toISOString().slice(11, 19)]
  const from = address.replace(/^::ffff:/, '')
  yield* write(
    process,
    2,
    `${from} - - [${day}/${month}/${date.getUTCFullYear()} ${time}] ${text}\n`,
  )
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

interface Page {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  readonly complaint?: string
}

const encoder = new TextEncoder()

function* pageFor(process: Process, request: HttpRequest, options: ServerOptions): Run<Page> {
  const { method } = request
  if (method !== 'GET' && method !== 'HEAD')
    return errorPage(501, `Unsupported method ('${method}')`)
  const [path = '/'] = request.target.split(/[?#]/)
  const file = `${options.directory}${decoded(path)}`
  try {
    if (process.stat(file).kind !== 'directory') return yield* filePage(process, file)
    if (!path.endsWith('/'))
      return {
        status: 301,
        headers: [
          ['Location', `${path}/`],
          ['Content-Length', '0'],
        ],
        body: new Uint8Array(),
      }
    const names = process.readdir(file)
    const index = ['index.html', 'index.htm'].find((name) => names.includes(name))
    if (index !== undefined) return yield* filePage(process, `${file}${index}`)
    return listing(process, file, path)
  } catch (error) {
    if (error instanceof SystemError) return errorPage(404, 'File not found')
    throw error
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function* filePage(process: Process, path: string): Run<Page> {
  const fd = process.open(path, { read: true })
  const { mtime } = process.fstat(fd)
  const body = yield* readAll(process, fd)
  process.close(fd)
  const type =
    TYPES[(/\.[^./]+$/.exec(path)?.[0] ?? '').toLowerCase()] ?? 'application/octet-stream'
  return {
    status: 200,
    headers: [
      ['Content-type', type],
      ['Content-Length', `${body.length}`],
      ['Last-Modified', httpDate(mtime)],
    ],
    body,
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.py': 'text/x-python',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
}

function listing(process: Process, directory: string, path: string): Page {
  const names = process
    .readdir(directory)
    .toSorted((a, b) => inOrder(a.toLowerCase(), b.toLowerCase()))
  const links = names.map((name) => {
    const { kind } = process.lstat(`${directory}${name}`)
    const mark = kind === 'directory' ? '/' : ''
    const shown = kind === 'symlink' ? `${name}@` : name + mark
    return `<li><a href="${encodeURIComponent(name)}${mark}">${escaped(shown)}</a></li>\n`
  })
  const title = `Directory listing for ${escaped(decoded(path))}`
  const text =
    '<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' +
    `<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n` +
    `${links.join('')}</ul>\n<hr>\n</body>\n</html>\n`
  const body = encoder.encode(text)
  return {
    status: 200,
    headers: [
      ['Content-type', 'text/html; charset=utf-8'],
      ['Content-Length', `${body.length}`],
    ],
    body,
  }
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const EXPLANATIONS: Readonly<Record<number, string>> = {
  404: 'Nothing matches the given URI',
  501: 'Server does not support this operation',
}

function errorPage(status: number, complaint: string): Page {
  const text = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: ${status}</p>
        <p>Message: ${escaped(complaint)}.</p>
        <p>Error code explanation: ${status} - ${EXPLANATIONS[status] ?? ''}.</p>
    </body>
</html>
`
  const body = encoder.encode(text)
  return {
    status,
    headers: [
      ['Connection', 'close'],
      ['Content-Type', 'text/html;charset=utf-8'],
      ['Content-Length', `${body.length}`],
    ],
    body,
    complaint,
  }
}
