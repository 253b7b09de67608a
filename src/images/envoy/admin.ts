import { type Process, type Run, work } from '#engine'
import { RE2JS } from 're2js'
import { httpDate } from '../http/date.ts'
import { staysOpen } from '../http/message.ts'
import type { HttpRequest, HttpResponse, HttpServer } from '../http/server.ts'
import { clustersText } from './admin-clusters.ts'
import type { Cluster } from './cluster.ts'
import type { ListenerSettings } from './settings.ts'
import { reasonOf } from './reasons.ts'
import type { Stats } from './stats.ts'

const REQUEST_US = 200
const IDLE_MS = 3_600_000

export interface AdminParts {
  readonly process: Process
  readonly stats: Stats
  readonly clusters: readonly Cluster[]
  readonly listeners: readonly ListenerSettings[]
  readonly version: string
  readonly node: { readonly id: string; readonly cluster: string }
  /** Ends the whole program. */
  quit(): void
}

interface Page {
  readonly about: string
  readonly changes?: true
  show(admin: Admin, query: ReadonlyMap<string, string>): string | Refused
}

interface Refused {
  readonly status: number
  readonly text: string
}

/** The administration interface. Envoy: operations, admin. */
export class Admin implements Omit<HttpServer, 'listening'> {
  readonly process: Process
  readonly keepAliveMs = IDLE_MS
  readonly parts: AdminParts
  readonly #startedAt: number
  isFailing = false

  constructor(parts: AdminParts) {
    this.process = parts.process
    this.parts = parts
    this.#startedAt = parts.process.now
  }

  get uptimeSeconds(): number {
    return Math.floor((this.process.now - this.#startedAt) / 1000)
  }

  *handle(request: HttpRequest): Run<HttpResponse> {
    yield* work(REQUEST_US)
    const [path = '', query = ''] = request.target.split('?')
    const page = PAGES.get(path)
    const keepsAlive = staysOpen(request)
    if (page === undefined)
      return this.#toResponse({ status: 404, text: `invalid path. ${help()}` }, keepsAlive)
    if (page.changes === true && request.method !== 'POST')
      return this.#toResponse(
        { status: 405, text: `Method ${request.method} not allowed, POST required.` },
        keepsAlive,
      )
    const shown = page.show(this, argumentsIn(query))
    return this.#toResponse(
      typeof shown === 'string' ? { status: 200, text: shown } : shown,
      keepsAlive,
    )
  }

  *refuse(): Run<HttpResponse> {
    yield* work(REQUEST_US)
    return this.#toResponse({ status: 400, text: 'Bad Request' }, false)
  }

  #toResponse({ status, text }: Refused, keepsAlive: boolean): HttpResponse {
    const body = new TextEncoder().encode(text)
    const type = text.startsWith('{') ? 'application/json' : 'text/plain; charset=UTF-8'
    return {
      status,
      reason: reasonOf(status),
      headers: [
        ['content-type', type],
        ['cache-control', 'no-cache, max-age=0'],
        ['x-content-type-options', 'nosniff'],
        ['date', httpDate(this.process.wallClock)],
        ['server', 'envoy'],
        ...(keepsAlive ? [] : [['connection', 'close'] as const]),
        ['content-length', `${body.length}`],
      ],
      body,
      close: !keepsAlive,
    }
  }
}

const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  ['/', { about: 'Admin home page', show: help }],
  [
    '/clusters',
    { about: 'upstream cluster status', show: ({ parts }) => clustersText(parts.clusters) },
  ],
  [
    '/healthcheck/fail',
    { about: 'cause the server to fail health checks', changes: true, show: failing(true) },
  ],
  [
    '/healthcheck/ok',
    { about: 'cause the server to pass health checks', changes: true, show: failing(false) },
  ],
  ['/help', { about: 'print out list of admin commands', show: help }],
  [
    '/listeners',
    {
      about: 'print listener info',
      show: ({ parts }) =>
        parts.listeners.map((it) => `${it.name}::${it.place.address}:${it.place.port}\n`).join(''),
    },
  ],
  [
    '/quitquitquit',
    {
      about: 'exit the server',
      changes: true,
      show: ({ parts }) => {
        parts.quit()
        return 'OK\n'
      },
    },
  ],
  [
    '/ready',
    {
      about: 'print server state, return 200 if LIVE, otherwise return 503',
      show: () => 'LIVE\n',
    },
  ],
  [
    '/reset_counters',
    {
      about: 'reset all counters to zero',
      changes: true,
      show: ({ parts }) => {
        parts.stats.reset()
        return 'OK\n'
      },
    },
  ],
  ['/server_info', { about: 'print server version/status information', show: serverInfo }],
  ['/stats', { about: 'print server stats', show: statsText }],
])

function help(): string {
  const lines = [...PAGES].map(
    ([path, { about, changes }]) => `  ${path}${changes === true ? ' (POST)' : ''}: ${about}\n`,
  )
  return `admin commands are:\n${lines.join('')}`
}

function failing(isFailing: boolean) {
  return (admin: Admin): string => {
    admin.isFailing = isFailing
    return 'OK\n'
  }
}

function serverInfo(admin: Admin): string {
  const { version, node } = admin.parts
  const uptime = `${admin.uptimeSeconds}s`
  const info = {
    version: `${version}/Clean/RELEASE/BoringSSL`,
    state: admin.isFailing ? 'DRAINING' : 'LIVE',
    hot_restart_version: 'disabled',
    node: { id: node.id, cluster: node.cluster },
    uptime_current_epoch: uptime,
    uptime_all_epochs: uptime,
  }
  return `${JSON.stringify(info, null, 1)}\n`
}

function statsText({ parts }: Admin, query: ReadonlyMap<string, string>): string | Refused {
  const filter = query.get('filter')
  const pattern = filter === undefined ? undefined : compiled(filter)
  if (pattern === null) return { status: 400, text: `Invalid re2 regex: ${filter ?? ''}\n` }
  const format = query.get('format') ?? 'text'
  if (format !== 'text')
    return { status: 400, text: `usage: /stats?format=text: ${format} is not simulated\n` }
  const isUsed = query.has('usedonly')
  return parts.stats
    .values((name, value) => (!isUsed || value !== 0) && (pattern?.matcher(name).find() ?? true))
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

function compiled(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (error instanceof Error && error.name === 'RE2JSSyntaxException') return null
    throw error
  }
}

function argumentsIn(query: string): ReadonlyMap<string, string> {
  return new Map(
    query.split('&').map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=')
      return [name, decoded(value.join('='))]
    }),
  )
}

function decoded(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
}
