import { type Process, type Run, sleep } from '#engine'
import type { Query } from '../api/api.ts'
import type { Exchange } from '../api/exchange.ts'
import { type Cli, err, out } from '../cli.ts'
import { CommandError, StatusError } from '../failure.ts'
import { Lines } from './lines.ts'
import type { LogSource } from './log-sources.ts'

export interface LogRequest {
  /** What is asked for of each container, without its name. */
  readonly query: Query
  readonly follow: boolean
  readonly withPrefix: boolean
  readonly ignoresErrors: boolean
  /** How long to go on trying when nothing can be followed yet, in milliseconds. */
  readonly patience: number
}

/** Prints the logs of several containers: one after the other, or mixed when they are followed. */
export function* copyLogs(cli: Cli, sources: readonly LogSource[], request: LogRequest): Run<void> {
  if (request.follow && sources.length > 1) yield* copyTogether(cli, sources, request)
  else for (const source of sources) yield* copyOne(cli, source, request)
}

function* copyOne(cli: Cli, source: LogSource, request: LogRequest): Run<void> {
  const exchange = yield* openPatiently(cli, source, request)
  if (exchange === undefined) return
  const log = new Log(exchange, prefixOf(source, request))
  try {
    for (;;) {
      yield* out(cli, log.read())
      if (log.hasEnded) break
      yield { do: 'wait', for: [{ readiness: exchange }] }
    }
    yield* out(cli, log.rest())
  } finally {
    exchange.cancel()
  }
}

function* copyTogether(cli: Cli, sources: readonly LogSource[], request: LogRequest): Run<void> {
  const logs: Log[] = []
  try {
    for (const source of sources) {
      const exchange = yield* openPatiently(cli, source, request)
      if (exchange !== undefined) logs.push(new Log(exchange, prefixOf(source, request)))
    }
    for (let open = [...logs]; open.length > 0; open = open.filter((log) => !log.hasEnded)) {
      yield { do: 'wait', for: open.map(({ exchange }) => ({ readiness: exchange })) }
      for (const log of open) {
        yield* out(cli, log.read())
        if (log.hasEnded) yield* out(cli, log.rest())
      }
    }
  } finally {
    for (const { exchange } of logs) exchange.cancel()
  }
}

function prefixOf({ pod, container }: LogSource, { withPrefix }: LogRequest): string {
  return withPrefix ? `[pod/${pod}/${container}] ` : ''
}

/** What cannot be followed yet is tried again every second. */
function* openPatiently(
  cli: Cli,
  source: LogSource,
  request: LogRequest,
): Run<Exchange | undefined> {
  const until = cli.process.now + request.patience
  for (;;) {
    try {
      return yield* open(cli, source, request)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      if (request.ignoresErrors) {
        yield* out(cli, `error: ${error.message}\n`)
        return undefined
      }
      if (!request.follow) throw error
      yield* err(cli, `${error.message}\n`)
      if (!(error instanceof StatusError)) throw error
    }
    yield* pause(cli.process, until)
  }
}

function* pause(process: Process, until: number): Run<void> {
  if (process.now + 1000 > until) throw new CommandError('context deadline exceeded')
  yield* sleep(process, 1000)
}

function* open(cli: Cli, source: LogSource, { query }: LogRequest): Run<Exchange> {
  const path = `/api/v1/namespaces/${source.namespace}/pods/${source.pod}/log`
  const own = ['container', source.container] as const
  const all = [own, ...query].sort(([left], [right]) => (left < right ? -1 : 1))
  return yield* cli.api.stream({ method: 'GET', path, query: all })
}

/** A log that comes in pieces; it gives whole lines. */
class Log {
  readonly exchange: Exchange
  readonly #prefix: string
  readonly #lines = new Lines()

  constructor(exchange: Exchange, prefix: string) {
    this.exchange = exchange
    this.#prefix = prefix
    exchange.passOverAnswer()
  }

  get hasEnded(): boolean {
    return this.exchange.hasEnded && !this.exchange.hasMessages
  }

  read(): string {
    let text = ''
    for (;;) {
      const message = this.exchange.take()
      if (message === undefined) return text
      if (message.kind !== 'bytes') continue
      for (const line of this.#lines.add(message.bytes)) text += `${this.#prefix}${line}\n`
    }
  }

  /** What follows the last newline. */
  rest(): string {
    const rest = this.#lines.rest()
    return rest === '' ? '' : this.#prefix + rest
  }
}
