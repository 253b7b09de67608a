import { type Process, readAll, type Run, SystemError } from '#engine'
import type { Command } from '../go/command.ts'
import {
  type GoRequest,
  listenAndServe,
  NOT_FOUND,
  type Reply,
  sniffed,
} from '../go/http-server.ts'
import { beginRuntime, ENDED_AS_FIRST } from '../go/runtime.ts'
import { httpDate } from '../http/date.ts'
import { EventLoop } from '../http/event-loop.ts'
import type { Headers } from '../http/message.ts'

const HEADERS: Headers = [
  ['Access-Control-Allow-Credentials', 'true'],
  [
    'Access-Control-Allow-Headers',
    'DNT,X-Mx-ReqToken,Keep-Alive,User-Agent,X-Requested-With,Cache-Control,Content-Type',
  ],
  ['Access-Control-Allow-Methods', 'GET, POST, OPTIONS'],
  ['Access-Control-Allow-Origin', '*'],
  ['Cache-Control', 'private'],
]

/** What Go's mime package knows without a table of the system. */
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  htm: 'text/html; charset=utf-8',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  xml: 'text/xml; charset=utf-8',
}

export const testWebserver: Command = {
  name: 'test-webserver',
  short: 'Starts a simple HTTP fileserver',
  flags: [{ name: 'port', kind: 'int', value: '80', usage: 'Port number.' }],
  args: { atMost: 0 },
  *run(process, flags) {
    const ended = beginRuntime(process)
    const loop = new EventLoop(process, { sleepsApart: true })
    yield* listenAndServe(process, loop, {
      port: flags.number('port'),
      *handle(request) {
        const reply = yield* serve(process, request)
        return { ...reply, headers: [...HEADERS, ...(reply.headers ?? [])] }
      },
    })
    yield* loop.run(() => ended.has)
    return ENDED_AS_FIRST
  },
}

/** http.FileServer on the root of the file system. */
function* serve(process: Process, { path }: GoRequest): Run<Reply> {
  if (path.endsWith('/index.html')) return moved('./')
  try {
    const { kind } = process.stat(path)
    if (kind === 'directory') {
      if (!path.endsWith('/')) return moved(`${path.split('/').at(-1) ?? ''}/`)
      return yield* serveDirectory(process, path)
    }
    if (path.endsWith('/') && path !== '/') return moved(`../${path.split('/').at(-2) ?? ''}`)
    return yield* serveFile(process, path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno === 'EACCES') return { ...NOT_FOUND, status: 403, body: '403 Forbidden\n' }
    return NOT_FOUND
  }
}

function moved(location: string): Reply {
  return { status: 301, headers: [['Location', location]] }
}

function* serveDirectory(process: Process, path: string): Run<Reply> {
  const names = process.readdir(path).toSorted()
  if (names.includes('index.html')) return yield* serveFile(process, `${path}index.html`)
  const links = names.map((name) => {
    const shown = process.lstat(`${path}${name}`).kind === 'directory' ? `${name}/` : name
    return `<a href="${encodeURI(shown)}">${shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</a>\n`
  })
  const body = `<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n${links.join('')}</pre>\n`
  const changed = httpDate(process.stat(path).mtime)
  return {
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Last-Modified', changed],
    ],
    body,
  }
}

function* serveFile(process: Process, path: string): Run<Reply> {
  const fd = process.open(path, { read: true })
  const { mtime } = process.fstat(fd)
  const body = yield* readAll(process, fd)
  process.close(fd)
  const type = TYPES[path.split('.').at(-1) ?? ''] ?? sniffed(body)
  return {
    headers: [
      ['Accept-Ranges', 'bytes'],
      ['Content-Type', type],
      ['Last-Modified', httpDate(mtime)],
    ],
    body,
  }
}
