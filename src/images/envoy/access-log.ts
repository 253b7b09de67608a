import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import { headerOf } from '../http/message.ts'
import { ConfigError } from './config-error.ts'
import type { Answer, Exchange } from './exchange.ts'
import { Gate } from './gate.ts'
import { plainAddress } from './headers.ts'
import type { LogPiece } from './log-format.ts'
import type { AccessLogSettings } from './settings.ts'

/** The access logs of one connection manager; lines go out together. Envoy: --file-flush-interval-msec. */
export class AccessLog {
  readonly #process: Process
  readonly #logs: readonly AccessLogSettings[]
  readonly #flushMs: number
  readonly #files: ReadonlyMap<string, Fd>
  readonly #hasLines = new Gate()
  #lines: { readonly path: string; readonly line: string }[] = []

  /** Opens its files. Throws a ConfigError. */
  constructor(process: Process, logs: readonly AccessLogSettings[], flushMs: number) {
    this.#process = process
    this.#logs = logs
    this.#flushMs = flushMs
    this.#files = new Map(logs.map(({ path }) => [path, open(process, path)]))
  }

  /** Takes note of a request and its answer; undefined: there was none. */
  write(exchange: Exchange, answer: Answer | undefined): void {
    for (const { path, format } of this.#logs) {
      const line = format.map((it) => this.#textOf(it, exchange, answer)).join('')
      this.#lines.push({ path, line })
    }
    if (this.#lines.length > 0) this.#hasLines.open()
  }

  /** Writes what has come together, at every interval. */
  *keepFlushing(): Run<void> {
    const start = this.#process.now
    for (;;) {
      while (!this.#hasLines.isReady()) yield { do: 'wait', for: [{ readiness: this.#hasLines }] }
      const passed = this.#process.now - start
      const until = start + (Math.floor(passed / this.#flushMs) + 1) * this.#flushMs
      while (this.#process.now < until) yield { do: 'wait', for: [], until }
      yield* this.flush()
    }
  }

  *flush(): Run<void> {
    const lines = this.#lines
    this.#lines = []
    this.#hasLines.close()
    for (const [path, fd] of this.#files) {
      const text = lines.flatMap((it) => (it.path === path ? [it.line] : [])).join('')
      if (text !== '') yield* write(this.#process, fd, text)
    }
  }

  #textOf(piece: LogPiece, exchange: Exchange, answer: Answer | undefined): string {
    if ('text' in piece) return piece.text
    const value = this.#valueOf(piece, exchange, answer)
    const text = value === undefined || value === '' ? '-' : value
    return piece.longest === undefined ? text : text.slice(0, piece.longest)
  }

  #valueOf(
    { command, argument = '' }: Extract<LogPiece, { readonly command: string }>,
    exchange: Exchange,
    answer: Answer | undefined,
  ): string | undefined {
    const { request } = exchange
    const { peer } = request
    if (command === 'REQ') return requestHeader(exchange, argument)
    if (command === 'RESP')
      return firstOf(argument, (name) => headerOf(answer?.headers ?? [], name))
    const remote = plainAddress(peer.address)
    const values: Readonly<Record<string, string | undefined>> = {
      BYTES_RECEIVED: `${request.body.length}`,
      BYTES_SENT: `${answer?.body.length ?? 0}`,
      DOWNSTREAM_LOCAL_ADDRESS: `${plainAddress(peer.local.address)}:${peer.local.port}`,
      DOWNSTREAM_REMOTE_ADDRESS: `${remote}:${peer.port}`,
      DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT: remote,
      DURATION: `${Math.floor(this.#process.now - exchange.startedAt)}`,
      HOSTNAME: this.#process.hostname,
      PROTOCOL: request.version,
      RESPONSE_CODE: `${answer?.status ?? 0}`,
      RESPONSE_CODE_DETAILS: exchange.details,
      RESPONSE_FLAGS: [...exchange.flags].sort().join(','),
      ROUTE_NAME: exchange.routeName,
      START_TIME: new Date(exchange.startedWallClock).toISOString(),
      UPSTREAM_CLUSTER: exchange.upstreamCluster,
      UPSTREAM_HOST: exchange.upstreamHost?.shown,
      UPSTREAM_REQUEST_ATTEMPT_COUNT: `${exchange.tries}`,
    }
    return values[command]
  }
}

/** `X?Y`: the second where the first is not there. */
function firstOf(argument: string, read: (name: string) => string | undefined): string | undefined {
  const [first = '', second] = argument.split('?')
  return read(first) ?? (second === undefined ? undefined : read(second))
}

function requestHeader({ request, headers }: Exchange, argument: string): string | undefined {
  return firstOf(argument, (name) => {
    switch (name.toUpperCase()) {
      case ':METHOD':
        return request.method
      case 'PATH':
      case ':PATH':
        return request.target
      case ':AUTHORITY':
        return headerOf(headers, 'host')
      default:
        return headerOf(headers, name)
    }
  })
}

function open(process: Process, path: string): Fd {
  try {
    return process.open(path, { write: true, append: true, create: true }, 0o644)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new ConfigError(`unable to open file '${path}': ${error.message}`)
  }
}
