import type { ServerResponse } from 'node:http'
import type { ApiAnswer, ApiMessage, FailureStatus } from '#engine'
import { wireJson } from './wire-json.ts'

export interface AnswerForm {
  readonly write: (object: object) => string
  /** Instead of that of JSON. */
  readonly contentType?: string
}

export interface AnswerOptions {
  /** HEAD: everything but the body. */
  readonly hasBody: boolean
  /** How an object is written, and as what. */
  readonly form: AnswerForm
  /** The client takes no more for now. */
  readonly onFull: () => void
}

/**
 * Writes one answer to HTTP. What comes at once goes out in one piece, with its length; the rest
 * in chunks, as it comes.
 */
export class AnswerWriter {
  readonly #response: ServerResponse
  readonly #options: AnswerOptions
  #held: Uint8Array[] | null = []

  constructor(response: ServerResponse, options: AnswerOptions) {
    this.#response = response
    this.#options = options
  }

  get hasBegun(): boolean {
    return this.#code !== 0
  }

  #code = 0
  #headers: Record<string, string | string[]> = {}

  begin(answer: ApiAnswer): void {
    this.#code = answer.code
    const { contentType } = this.#options.form
    const isJson = answer.headers['content-type'] === 'application/json'
    const form = contentType !== undefined && isJson ? { 'content-type': contentType } : {}
    this.#headers = { ...answer.headers, ...form, ...CACHE_CONTROL, ...warningsOf(answer) }
    if (!this.#options.hasBody) this.end()
    else setImmediate(() => this.#flush())
  }

  message(message: ApiMessage): void {
    const bytes =
      message.kind === 'object'
        ? Buffer.from(this.#options.form.write(message.object))
        : message.bytes
    if (this.#held !== null) this.#held.push(bytes)
    else if (!this.#response.write(bytes)) this.#options.onFull()
  }

  end(): void {
    if (this.#held === null) {
      this.#response.end()
      return
    }
    const body = Buffer.concat(this.#held)
    this.#held = null
    const { hasBody } = this.#options
    const length = hasBody ? { 'content-length': `${body.length}` } : {}
    this.#response.writeHead(this.#code, { ...this.#headers, ...length })
    this.#response.end(hasBody ? body : undefined)
  }

  #flush(): void {
    const held = this.#held
    if (held === null || this.#response.writableEnded) return
    this.#held = null
    this.#response.writeHead(this.#code, this.#headers)
    this.#response.flushHeaders()
    for (const bytes of held) this.#response.write(bytes)
  }
}

const CACHE_CONTROL = { 'cache-control': 'no-cache, private' }

/** Kubernetes' own code and agent, and the text as a quoted string. */
function warningsOf({ warnings }: ApiAnswer): Record<string, string[]> {
  if (warnings.length === 0) return {}
  const quoted = (text: string) => `"${printable(text).replace(/[\\"]/g, '\\$&')}"`
  return { warning: warnings.map((text) => `299 - ${quoted(text)}`) }
}

/** A header takes one line of bytes: what is not ASCII is sent as UTF-8. */
function printable(text: string): string {
  return Buffer.from(text.replace(/\p{Cc}+/gu, ' ')).toString('latin1')
}

export function sendJson(response: ServerResponse, code: number, value: object): void {
  const body = Buffer.from(wireJson(value, false))
  const headers = { 'content-type': 'application/json', 'content-length': `${body.length}` }
  response.writeHead(code, { ...headers, ...CACHE_CONTROL, ...retryAfter(value) })
  response.end(body)
}

export function sendStatus(response: ServerResponse, status: FailureStatus): void {
  sendJson(response, status.code, status)
}

function retryAfter(value: object): Record<string, string> {
  const { details } = value as Partial<FailureStatus>
  const seconds = details?.retryAfterSeconds
  return seconds === undefined ? {} : { 'retry-after': `${seconds}` }
}
