import { type Process, readAll, type Run, type Stat, SystemError, work } from '#engine'
import { httpDate } from '../http/date.ts'
import { headerHas, headerOf, type Headers, staysOpen } from '../http/message.ts'
import type { HttpRequest, HttpResponse } from '../http/server.ts'
import { directoryFor, type HttpdSettings } from './config.ts'
import { errorPage, reasonOf } from './error-page.ts'
import { accessLine, append, complain } from './httpd-log.ts'

const REQUEST_US = 150
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  gif: 'image/gif',
  html: 'text/html',
  htm: 'text/html',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'application/xml',
}

export interface Asked {
  readonly process: Process
  readonly settings: HttpdSettings
  readonly server: string
  readonly request: HttpRequest
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Answers one request, and notes it in the access logs. */
export function* respond(asked: Asked): Run<HttpResponse> {
  const { process, settings, request } = asked
  const startedAt = process.wallClock
  yield* work(REQUEST_US)
  const answer = yield* answerFor(asked)
  const response = toResponse(asked, answer)
  const bytes = request.method === 'HEAD' ? 0 : answer.body.length
  const logged = { request, status: answer.status, bytes, headers: response.headers, startedAt }
  for (const { path, format } of settings.accessLogs)
    yield* append(process, path, `${accessLine(process, format, logged)}\n`)
  return response
}

function toResponse({ process, server, request }: Asked, answer: Answer): HttpResponse {
  const keepsAlive = staysOpen(request)
  const isOld = request.version === 'HTTP/1.0'
  const connection: Headers = keepsAlive
    ? isOld || headerHas(request.headers, 'Connection', 'keep-alive')
      ? [
          ['Keep-Alive', 'timeout=5, max=100'],
          ['Connection', 'Keep-Alive'],
        ]
      : []
    : [['Connection', 'close']]
  const type = headerOf(answer.headers, 'Content-Type')
  const others = answer.headers.filter(([name]) => name !== 'Content-Type')
  return {
    status: answer.status,
    reason: reasonOf(answer.status),
    headers: [
      ['Date', httpDate(process.wallClock)],
      ['Server', server],
      ...others,
      ...(answer.status === 304 ? [] : [['Content-Length', `${answer.body.length}`] as const]),
      ...connection,
      ...(type === undefined ? [] : [['Content-Type', type] as const]),
    ],
    body: answer.body,
    close: !keepsAlive,
  }
}

function page(status: number, text?: string, headers: Headers = []): Answer {
  const body = new TextEncoder().encode(errorPage(status, text))
  return { status, headers: [...headers, ['Content-Type', 'text/html; charset=iso-8859-1']], body }
}

function* answerFor(asked: Asked): Run<Answer> {
  const { request, settings } = asked
  const path = pathOf(request.target)
  if (path === undefined) return page(400)
  if (request.version === 'HTTP/1.1' && headerOf(request.headers, 'Host') === undefined)
    return page(400)
  if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(request.method)) return notAllowed(request)
  const file = `${settings.documentRoot}${path}`
  if (!directoryFor(settings, file).isGranted) {
    yield* say(asked, 'authz_core', `AH01630: client denied by server configuration: ${file}`)
    return page(403)
  }
  return yield* fromFiles(asked, { path, file })
}

function notAllowed({ method }: HttpRequest): Answer {
  return page(405, `<p>The requested method ${method} is not allowed for this URL.</p>`, [
    ['Allow', 'GET,POST,OPTIONS,HEAD'],
  ])
}

/** Without query, decoded, and never above the root. */
function pathOf(target: string): string | undefined {
  const [raw = ''] = target.replace(/^https?:\/\/[^/]*/, '').split('?')
  let path: string
  try {
    path = decodeURIComponent(raw)
  } catch {
    return undefined
  }
  return path.startsWith('/') && !path.split('/').includes('..')
    ? path.replace(/\/+/g, '/')
    : undefined
}

interface Place {
  readonly path: string
  readonly file: string
}

function* fromFiles(asked: Asked, place: Place): Run<Answer> {
  const { process, request, settings } = asked
  try {
    const stat = process.stat(place.file)
    if (stat.kind !== 'directory') return yield* fileAnswer(asked, place.file, stat)
    if (!place.path.endsWith('/')) {
      const to = `http://${headerOf(request.headers, 'Host') ?? ''}${place.path}/`
      return page(301, `<p>The document has moved <a href="${to}">here</a>.</p>`, [
        ['Location', to],
      ])
    }
    for (const name of settings.index) {
      const found = statOf(process, `${place.file}${name}`)
      if (found?.kind === 'file') return yield* fileAnswer(asked, `${place.file}${name}`, found)
    }
    return yield* fromDirectory(asked, place)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno !== 'EACCES') return page(404)
    const why = `(13)Permission denied: AH00035: access to ${place.path} denied (filesystem path '${place.file}') because search permissions are missing on a component of the path`
    yield* say(asked, 'core', why)
    return page(403)
  }
}

function statOf(process: Process, path: string): Stat | undefined {
  try {
    return process.stat(path)
  } catch (error) {
    if (error instanceof SystemError && error.errno === 'ENOENT') return undefined
    throw error
  }
}

function* fileAnswer(asked: Asked, file: string, stat: Stat): Run<Answer> {
  const { process, request } = asked
  if (!['GET', 'HEAD'].includes(request.method)) return notAllowed(request)
  if (!process.access(file, 'read')) {
    yield* say(
      asked,
      'core',
      `(13)Permission denied: AH00132: file permissions deny server access: ${file}`,
    )
    return page(403)
  }
  const fd = process.open(file, { read: true })
  const body = yield* readAll(process, fd)
  process.close(fd)
  const tag = `"${body.length.toString(16)}-${(Math.floor(stat.mtime) * 1000).toString(16)}"`
  const headers: Headers = [
    ['Last-Modified', httpDate(stat.mtime)],
    ['ETag', tag],
    ['Accept-Ranges', 'bytes'],
  ]
  if (headerOf(request.headers, 'If-None-Match') === tag)
    return { status: 304, headers: headers.slice(0, 2), body: new Uint8Array() }
  const type = TYPES[/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '']
  return {
    status: 200,
    headers: type === undefined ? headers : [...headers, ['Content-Type', type]],
    body,
  }
}

function* fromDirectory(asked: Asked, { path, file }: Place): Run<Answer> {
  const { process, settings } = asked
  if (!directoryFor(settings, file.replace(/(.)\/$/, '$1')).hasIndexes) {
    yield* say(
      asked,
      'autoindex',
      `AH01276: Cannot serve directory ${file}: No matching DirectoryIndex (${settings.index.join(',')}) found, and server-generated directory index forbidden by Options directive`,
    )
    return page(403)
  }
  const names = process
    .readdir(file)
    .filter((name) => !name.startsWith('.'))
    .map((name) => (statOf(process, `${file}${name}`)?.kind === 'directory' ? `${name}/` : name))
    .toSorted()
  const parent =
    path === '/'
      ? []
      : [`<li><a href="${path.replace(/[^/]+\/$/, '')}"> Parent Directory</a></li>\n`]
  const items = names.map((name) => `<li><a href="${name}"> ${name}</a></li>\n`)
  const shown = path === '/' ? '/' : path.slice(0, -1)
  const text =
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n' +
    `  <title>Index of ${shown}</title>\n </head>\n <body>\n<h1>Index of ${shown}</h1>\n` +
    `<ul>${[...parent, ...items].join('')}</ul>\n</body></html>\n`
  return {
    status: 200,
    headers: [['Content-Type', 'text/html;charset=ISO-8859-1']],
    body: new TextEncoder().encode(text),
  }
}

function* say({ process, settings, request }: Asked, module: string, text: string): Run<void> {
  const { address, port } = request.peer
  const client = `${address.replace(/^::ffff:/, '')}:${port}`
  yield* complain(process, settings.errorLog, { module, level: 'error', text, client })
}
