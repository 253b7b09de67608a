import {
  type ApiAnswer,
  type ApiRequest,
  type ApiTransport,
  type Process,
  type Run,
  statusOfText,
  write,
} from '#engine'
import { StatusError, WordedError } from '../failure.ts'
import { answerOf, Exchange, nextMessage } from './exchange.ts'
import { isStatus, type KubeObject } from './objects.ts'

export type Query = readonly (readonly [name: string, value: string])[]

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Query
  readonly body?: object
  readonly contentType?: string
  readonly accept?: string
  /** Of the WebSocket that the connection becomes. */
  readonly protocol?: string
  /** The path is the user's own: nobody here knows what resource it leads to. */
  readonly isRaw?: boolean
}

export interface ApiOptions {
  readonly transport: ApiTransport
  readonly process: Process
  readonly user: string
  /** Who the user acts as, beside the name: the headers that say so. */
  readonly impersonation: Readonly<Record<string, string>>
  readonly version: string
  /** The address in the kubeconfig; without one there is nobody to ask. */
  readonly server: string | undefined
}

/** The requests of one run of kubectl. */
export class Api {
  readonly #options: ApiOptions
  readonly #warned = new Set<string>()

  constructor(options: ApiOptions) {
    this.#options = options
  }

  /** How many different warnings the server has given. */
  get warnings(): number {
    return this.#warned.size
  }

  /** The object that is answered; a refusal is thrown as a StatusError. */
  *call(call: Call): Run<KubeObject> {
    const exchange = this.open(call)
    try {
      yield* this.#head(exchange)
      return yield* bodyOf(exchange, call)
    } finally {
      exchange.cancel()
    }
  }

  *get(path: string, query: Query = []): Run<KubeObject> {
    return yield* this.call({ method: 'GET', path, query })
  }

  /**
   * Opens what goes on for a while: a watch, a log, an exec. Comes back once the server has agreed;
   * the caller cancels it.
   */
  *stream(call: Call): Run<Exchange> {
    const exchange = this.open(call)
    const answer = yield* this.#head(exchange)
    if (answer.code < 400) return exchange
    yield* bodyOf(exchange, call)
    throw new Error(`${call.path} was refused with ${answer.code} and no Status`)
  }

  /** Opens a stream with channels: exec, attach, port-forward. */
  *upgrade({ path, query }: { readonly path: string; readonly query: Query }): Run<Exchange> {
    return yield* this.stream({ method: 'GET', path, query, protocol: 'v5.channel.k8s.io' })
  }

  open(call: Call): Exchange {
    if (this.#options.server === undefined) throw new WordedError(NO_SERVER)
    return new Exchange(this.#options.transport, this.#request(call))
  }

  *#head(exchange: Exchange): Run<ApiAnswer> {
    const answer = yield* answerOf(exchange)
    if (answer === undefined) throw new StatusError(exchange.error ?? NO_ANSWER)
    for (const warning of answer.warnings) yield* this.#warn(warning)
    return answer
  }

  *#warn(text: string): Run<void> {
    if (this.#warned.has(text)) return
    this.#warned.add(text)
    yield* warn(this.#options.process, text)
  }

  #request(call: Call): ApiRequest {
    const { method, path, query = [], body, contentType, accept, protocol } = call
    const headers = {
      accept: accept ?? 'application/json',
      'user-agent': `kubectl/${this.#options.version} (linux/amd64) kubernetes/glasspod`,
      ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
      ...(protocol === undefined ? {} : upgradeHeaders(protocol)),
      ...this.#options.impersonation,
    }
    const { user } = this.#options
    return { method, path, query, headers, user, ...(body === undefined ? {} : { body }) }
  }
}

function upgradeHeaders(protocol: string) {
  return { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-protocol': protocol }
}

/** A warning as kubectl prints it, in colour on a terminal that has some. */
export function* warn(process: Process, text: string): Run<void> {
  const isColoured =
    process.isTerminal(2) && process.env.get('TERM') !== 'dumb' && !process.env.has('NO_COLOR')
  const label = isColoured ? '\u001b[33;1mWarning:\u001b[0m' : 'Warning:'
  yield* write(process, 2, `${label} ${text}\n`)
}

const NO_SERVER =
  'The connection to the server localhost:8080 was refused - did you specify the right host or port?'

const NO_ANSWER = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  code: 500,
  reason: 'InternalError',
  message: 'an error on the server ("unknown") has prevented the request from succeeding',
} as const

function* bodyOf(exchange: Exchange, call: Call): Run<KubeObject> {
  const message = yield* nextMessage(exchange)
  const code = exchange.answer?.code ?? 0
  if (message?.kind === 'bytes' && code >= 400)
    throw new StatusError(statusOfText(code, message.bytes, call.isRaw ? undefined : call))
  if (message?.kind !== 'object') throw new StatusError(exchange.error ?? NO_ANSWER)
  const { object } = message
  if (isStatus(object) && object.status === 'Failure') throw new StatusError(object)
  return object as KubeObject
}
