import type { Run } from '#engine'
import { httpDate } from '../http/date.ts'
import { headerOf, type Headers } from '../http/message.ts'
import { type Answer, complain, type Handling, plain, redirected } from './answer.ts'
import { errnoText } from './log.ts'
import type { LocationSettings } from './settings.ts'
import { etagOf, type FoundFile, isKnown, lookAt, rangeOf, typeOf } from './static-file.ts'

/** The file that a path of a location stands for. */
export function pathFor(by: LocationSettings, prefix: string, path: string): string {
  return by.alias === undefined ? `${by.root}${path}` : `${by.alias}${path.slice(prefix.length)}`
}

/** What stands below root or alias: a file, an index, a listing, or an error. */
export function* fromFiles(handling: Handling, by: LocationSettings, prefix: string): Run<Answer> {
  const { process, request, uri } = handling
  const path = pathFor(by, prefix, uri.path)
  if (!['GET', 'HEAD'].includes(request.method)) return plain(handling, by, 405)
  if (uri.path.endsWith('/')) return yield* fromDirectory(handling, by, path)
  const looked = yield* lookAt(process, path)
  if (looked.kind === 'file') return fileAnswer(handling, by, looked.file)
  if (looked.kind === 'directory')
    return redirected(handling, by, { status: 301, to: `${uri.path}/${uri.query}` })
  yield* complain(handling, `open() "${path}" failed ${errnoText(looked.error)}`)
  return plain(handling, by, looked.error.errno === 'EACCES' ? 403 : 404)
}

function* fromDirectory(handling: Handling, by: LocationSettings, path: string): Run<Answer> {
  const { process } = handling
  for (const name of by.index) {
    const looked = yield* lookAt(process, `${path}${name}`)
    if (looked.kind === 'file') return fileAnswer(handling, by, looked.file)
    if (looked.kind === 'refused' && looked.error.errno === 'EACCES') {
      yield* complain(handling, `open() "${path}${name}" failed ${errnoText(looked.error)}`)
      return plain(handling, by, 403)
    }
  }
  const looked = yield* lookAt(process, path)
  if (looked.kind === 'refused') {
    yield* complain(
      handling,
      `"${path}${by.index[0] ?? ''}" is not found ${errnoText(looked.error)}`,
    )
    return plain(handling, by, 404)
  }
  if (by.autoindex) return listing(handling, by, path)
  yield* complain(handling, `directory index of "${path}" is forbidden`)
  return plain(handling, by, 403)
}

function fileAnswer(handling: Handling, by: LocationSettings, file: FoundFile): Answer {
  const { request, settings } = handling
  const modified: Headers = [['Last-Modified', httpDate(file.stat.mtime)]]
  const tag: Headers = [['ETag', etagOf(file)]]
  const whole = { by, isError: false, before: modified, after: tag }
  if (isKnown(file, request.headers)) return { ...whole, status: 304, body: new Uint8Array() }
  const type = typeOf(file.path, settings.mimeTypes, by.defaultType)
  const size = file.bytes.length
  const range = rangeOf(headerOf(request.headers, 'Range'), size)
  if (range === undefined)
    return {
      ...whole,
      status: 200,
      type,
      body: file.bytes,
      after: [...tag, ['Accept-Ranges', 'bytes']],
    }
  if (range === 'unsatisfiable')
    return { ...plain(handling, by, 416), after: [['Content-Range', `bytes */${size}`]] }
  const { from, to } = range
  const body = file.bytes.slice(from, to + 1)
  return {
    ...whole,
    status: 206,
    type,
    body,
    after: [...tag, ['Content-Range', `bytes ${from}-${to}/${size}`]],
  }
}

/** autoindex: names first, then the time and the size. */
function listing(handling: Handling, by: LocationSettings, path: string): Answer {
  const { process, uri } = handling
  const entries = process
    .readdir(path)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .map((name) => ({ name, stat: process.stat(`${path}${name}`) }))
  const lines = [...entries.filter(isDirectory), ...entries.filter((it) => !isDirectory(it))].map(
    ({ name, stat }) => {
      const shown = stat.kind === 'directory' ? `${name}/` : name
      const size = stat.kind === 'directory' ? '-' : `${stat.size}`
      const date = new Date(stat.mtime).toISOString()
      const time = `${date.slice(8, 10)}-${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}-${date.slice(0, 4)} ${date.slice(11, 16)}`
      return `<a href="${shown}">${shown}</a>${' '.repeat(Math.max(1, 51 - shown.length))}${time}${size.padStart(20)}\r\n`
    },
  )
  const text =
    `<html>\r\n<head><title>Index of ${uri.path}</title></head>\r\n<body>\r\n` +
    `<h1>Index of ${uri.path}</h1><hr><pre><a href="../">../</a>\r\n${lines.join('')}` +
    '</pre><hr></body>\r\n</html>\r\n'
  const body = new TextEncoder().encode(text)
  return { status: 200, type: 'text/html', body, before: [], after: [], by, isError: false }
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function isDirectory(entry: { readonly stat: { readonly kind: string } }): boolean {
  return entry.stat.kind === 'directory'
}
