import type { Run } from '#engine'
import { type Answer, complain, type Handling, plain, redirected } from './answer.ts'
import { chooseLocation } from './choose-location.ts'
import { fromFiles, pathFor } from './files.ts'
import { passOn } from './proxy.ts'
import type { LocationSettings } from './settings.ts'
import { lookAt } from './static-file.ts'
import { interpolate } from './variables.ts'

const MOST_INTERNAL_REDIRECTS = 10

/** Finds the answer, error pages and internal redirects included. */
export function* respond(handling: Handling): Run<Answer> {
  let { uri } = handling
  let status: number | undefined
  for (let redirects = 0; redirects <= MOST_INTERNAL_REDIRECTS; redirects++) {
    const answer = yield* answerFor({ ...handling, uri })
    const page =
      answer.isError && status === undefined ? answer.by.errorPages.get(answer.status) : undefined
    if (page === undefined) {
      if (status === undefined) return answer
      return answer.isError ? answer : { ...answer, status }
    }
    status = answer.status
    uri = { ...uri, path: page }
  }
  return plain(handling, handling.server.own, 500)
}

function* answerFor(handling: Handling): Run<Answer> {
  const { server, uri } = handling
  const { own, locations } = server
  if (own.returns !== undefined) return returned(handling, own)
  const location = chooseLocation(locations, uri.path)
  const by = location?.settings ?? own
  if (by.returns !== undefined) return returned(handling, by)
  if (by.isDenied) {
    yield* complain(handling, 'access forbidden by rule')
    return plain(handling, by, 403)
  }
  if (by.tryFiles !== undefined) return yield* tryFiles(handling, by, location?.pattern ?? '/')
  if (by.proxyPass !== undefined)
    return yield* passOn({ ...handling, by, prefix: location?.pattern ?? '/' }, by.proxyPass)
  return yield* fromFiles(handling, by, location?.pattern ?? '/')
}

function returned(handling: Handling, by: LocationSettings): Answer {
  const { status, text } = by.returns ?? { status: 200 }
  const value = interpolate(text ?? '', handling.valueOf)
  if (status >= 300 && status < 400) return redirected(handling, by, { status, to: value })
  if (text === undefined) return plain(handling, by, status)
  const body = new TextEncoder().encode(value)
  return { status, type: by.defaultType, body, before: [], after: [], by, isError: false }
}

function* tryFiles(handling: Handling, by: LocationSettings, prefix: string): Run<Answer> {
  const candidates = (by.tryFiles ?? []).map((it) => interpolate(it, handling.valueOf))
  for (const candidate of candidates.slice(0, -1)) {
    const looked = yield* lookAt(handling.process, pathFor(by, prefix, candidate))
    const isWanted = candidate.endsWith('/') ? 'directory' : 'file'
    if (looked.kind !== isWanted) continue
    return yield* fromFiles({ ...handling, uri: { ...handling.uri, path: candidate } }, by, prefix)
  }
  const last = candidates.at(-1) ?? '=404'
  if (last.startsWith('=')) return plain(handling, by, Number(last.slice(1)))
  const [path = ''] = last.split('?')
  return yield* answerFor({ ...handling, uri: { ...handling.uri, path } })
}
