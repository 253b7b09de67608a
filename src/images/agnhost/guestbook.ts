import { type Process, type Run, sleep } from '#engine'
import type { Command } from '../go/command.ts'
import { get, lookUp } from '../go/http-client.ts'
import {
  type GoRequest,
  httpError,
  listenAndServe,
  NOT_FOUND,
  type Reply,
} from '../go/http-server.ts'
import { beginRuntime, ENDED_AS_FIRST, fatal, log } from '../go/runtime.ts'
import { jsonOf } from '../go/texts.ts'
import { EventLoop } from '../http/event-loop.ts'

const TIMEOUT_MS = 15_000
const RETRY_MS = 1000
const DIAL_MS = 5000

interface Book {
  readonly process: Process
  readonly backendPort: number
  readonly entries: Map<string, string>
  readonly replicas: string[]
}

export const guestbook: Command = {
  name: 'guestbook',
  short: 'Creates a HTTP server with various endpoints representing a guestbook app',
  flags: [
    { name: 'http-port', kind: 'string', value: '80', usage: 'HTTP Listen Port' },
    { name: 'backend-port', kind: 'string', value: '6379', usage: "Backend's HTTP Listen Port" },
    { name: 'replicaof', kind: 'string', value: '', usage: "The host's name to register to" },
  ],
  args: { atMost: 0 },
  *run(process, flags) {
    const ended = beginRuntime(process)
    const loop = new EventLoop(process, { sleepsApart: true })
    const backendPort = flags.number('backend-port')
    const book: Book = { process, backendPort, entries: new Map(), replicas: [] }
    if (flags.text('replicaof') !== '') loop.add(register(book, flags.text('replicaof')))
    const handle = (request: GoRequest): Run<Reply> => answer(book, request)
    yield* listenAndServe(process, loop, { port: flags.number('http-port'), handle })
    yield* loop.run(() => ended.has)
    return ENDED_AS_FIRST
  },
}

/** A replica makes itself known, and takes over what there is so far. */
function* register({ process, backendPort, entries }: Book, primary: string): Run<void> {
  const until = process.now + TIMEOUT_MS
  const own = process.sockets.interfaces().find(({ name }) => name !== 'lo')
  const ip = own?.addresses.find(({ family }) => family === 'inet')?.address ?? '127.0.0.1'
  while (process.now < until) {
    const target = `/register?host=${ip}`
    yield* log(process, `Registering to primary: ${primary}:${backendPort}${target}`)
    const answer = yield* get(process, { host: primary, port: backendPort, target }, DIAL_MS)
    if (answer.ok) {
      const { data } = JSON.parse(answer.body) as { data: Readonly<Record<string, string>> }
      for (const [key, value] of Object.entries(data)) entries.set(key, value)
      yield* log(process, `Registered to node: ${primary}`)
      return
    }
    const why = `encountered error while registering to primary: ${answer.error}`
    yield* log(process, `${why}. Retrying in 1s.`)
    yield* sleep(process, RETRY_MS)
  }
  yield* fatal(process, 'Timed out while registering to primary.')
}

function* answer(book: Book, request: GoRequest): Run<Reply> {
  switch (request.path) {
    case '/register':
      return yield* registered(book, request.form('host'))
    case '/get':
      return yield* read(book, request.form('key'))
    case '/set':
      return yield* set(book, request.form('key'), request.form('value'))
    case '/guestbook':
      return yield* passOn(book, request)
    default:
      return NOT_FOUND
  }
}

function* registered({ process, entries, replicas }: Book, ip: string): Run<Reply> {
  yield* log(process, `GET /register?host=${ip}`)
  replicas.push(ip)
  yield* log(process, `Node '${ip}' registered.`)
  return { body: jsonOf({ data: Object.fromEntries(entries) }) }
}

function* read({ process, entries }: Book, key: string): Run<Reply> {
  yield* log(process, `GET /get?key=${key}`)
  const data = key === '' ? Object.fromEntries(entries) : (entries.get(key) ?? '')
  return { body: jsonOf({ data }) }
}

function* set(book: Book, key: string, value: string): Run<Reply> {
  const { process, backendPort, entries, replicas } = book
  yield* log(process, `GET /set?key=${key}&value=${value}`)
  if (key === '') return httpError(400, 'cannot set with empty key.')
  entries.set(key, value)
  const target = `/set?key=${encodeURIComponent(key)}&value=${encodeURIComponent(value)}`
  for (const host of replicas) {
    const told = yield* get(process, { host, port: backendPort, target }, DIAL_MS)
    const why = `encountered error while propagating to replica '${host}'`
    if (!told.ok) return httpError(417, `${why}: ${told.error}`)
  }
  return { body: jsonOf({ message: 'Updated' }) }
}

/** The front of the application: writes go to the primary, reads to a replica. */
function* passOn({ process, backendPort }: Book, request: GoRequest): Run<Reply> {
  const [key, value] = [request.form('key'), request.form('value')]
  const command = request.form('cmd').toLowerCase()
  yield* log(process, `GET /guestbook?cmd=${command}&key=${key}&value=${value}`)
  if (command !== 'get' && command !== 'set') return httpError(400, `unsupported cmd: '${command}'`)
  if (command === 'set' && key === '') return httpError(400, 'cannot set with empty key.')
  const host = command === 'get' ? 'agnhost-replica' : 'agnhost-primary'
  const found = yield* lookUp(process, host)
  if (!found.ok) return httpError(400, `host and/or port param are invalid. ${found.error}`)
  const target = `/${command}?key=${encodeURIComponent(key)}&value=${encodeURIComponent(value)}`
  const answer = yield* get(process, { host, port: backendPort, target }, DIAL_MS)
  return answer.ok ? { body: answer.body } : httpError(417, `encountered error: ${answer.error}`)
}
