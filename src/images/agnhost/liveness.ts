import { type Process, type Run, sleep } from '#engine'
import type { Command } from '../go/command.ts'
import { durationText } from '../go/durations.ts'
import {
  type GoRequest,
  httpError,
  listenAndServe,
  NOT_FOUND,
  redirect,
  type Reply,
} from '../go/http-server.ts'
import { beginRuntime, ENDED_AS_FIRST } from '../go/runtime.ts'
import { EventLoop } from '../http/event-loop.ts'

/** So long /healthz says that all is well. */
const WELL_MS = 10_000

export const liveness: Command = {
  name: 'liveness',
  short: 'Starts a server that is alive for 10 seconds',
  flags: [],
  args: { atMost: 0 },
  *run(process) {
    const ended = beginRuntime(process)
    const startedAt = process.now
    const loop = new EventLoop(process, { sleepsApart: true })
    const handle = (request: GoRequest): Run<Reply | undefined> =>
      answer(process, request, process.now - startedAt)
    yield* listenAndServe(process, loop, { port: 8080, handle })
    yield* loop.run(() => ended.has)
    return ENDED_AS_FIRST
  },
}

function* answer(process: Process, request: GoRequest, aliveMs: number): Run<Reply | undefined> {
  switch (request.path) {
    case '/started':
      return { body: durationText(aliveMs) }
    case '/healthz':
      return aliveMs > WELL_MS ? { status: 500, body: `error: ${aliveMs / 1000}` } : { body: 'ok' }
    case '/redirect':
      return redirect(request, decodeURIComponent(request.form('loc')), 302)
    case '/disconnect-headers':
      return undefined
    case '/sleep-headers':
    case '/sleep-body':
    case '/slow-response':
    case '/disconnect-body':
      return yield* misbehave(process, request)
    default:
      return NOT_FOUND
  }
}

/** Answers late, slowly or not to the end; the head comes with the body, when that is there. */
function* misbehave(process: Process, request: GoRequest): Run<Reply> {
  const asked = { code: 500, time: 0, size: 0, interval: 0 }
  for (const name of ['code', 'time', 'size', 'interval'] as const) {
    const value = request.form(name)
    if (value !== '' && !/^[+-]?\d+$/.test(value)) {
      const why = `strconv.Atoi: parsing "${value}": invalid syntax`
      return httpError(400, `parameter '${name}' is invalid: ${why}`)
    }
    if (value !== '') asked[name] = Number(value)
  }
  const { code: status, time, size, interval } = asked
  const padding = '0'.repeat(1024 * size)
  const isSlow = request.path === '/sleep-body' || request.path === '/slow-response'
  if (isSlow) yield* sleep(process, size * interval * 1000)
  if (request.path === '/slow-response') return { status, body: padding }
  if (request.path === '/disconnect-body') return cutShort(status, `${padding}Disconnecting\n`)
  if (time > 0) yield* sleep(process, time * 1000)
  const slept = `Slept for ${time} secs\n`
  return request.path === '/sleep-headers'
    ? { status, body: `${slept}${padding}` }
    : { status, body: `${padding}Sleeping for ${time} secs\n${slept}` }
}

/** A chunk, and then nothing: the last chunk, which would be empty, never comes. */
function cutShort(status: number, text: string): Reply {
  const body = `${text.length.toString(16)}\r\n${text}\r\n`
  return {
    status,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Transfer-Encoding', 'chunked'],
    ],
    body,
  }
}
