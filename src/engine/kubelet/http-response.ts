export interface HttpResponse {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** More of an answer than that nobody looks at. */
const LONGEST_BODY = 10 * 1024

/** Reads one HTTP/1 answer out of the bytes of a connection. */
export class HttpResponseReader {
  #bytes = new Uint8Array(0)
  #head:
    | {
        readonly status: number
        readonly headers: ReadonlyMap<string, string>
        readonly end: number
      }
    | undefined

  take(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#bytes.length + bytes.length)
    joined.set(this.#bytes)
    joined.set(bytes, this.#bytes.length)
    this.#bytes = joined
    this.#head ??= headIn(this.#bytes)
  }

  get hasHead(): boolean {
    return this.#head !== undefined
  }

  get firstLine(): string {
    return latin(this.#bytes).split(/\r?\n/, 1)[0] ?? ''
  }

  /** What came is not HTTP. */
  get isMalformed(): boolean {
    const start = latin(this.#bytes.subarray(0, 5))
    return start !== '' && !'HTTP/'.startsWith(start)
  }

  /** The answer, once it is whole or long enough. */
  get response(): HttpResponse | undefined {
    if (this.#head === undefined) return undefined
    const { headers, end, status } = this.#head
    const received = this.#bytes.length - end
    const length = headers.get('content-length')
    const isBodiless = status === 204 || status === 304 || length === '0'
    const isWhole = isBodiless || (length !== undefined && received >= Number(length))
    const isChunked = headers.get('transfer-encoding') === 'chunked'
    const isEnded = isChunked && latin(this.#bytes.subarray(end)).endsWith('0\r\n\r\n')
    return isWhole || isEnded || received >= LONGEST_BODY ? this.#made() : undefined
  }

  /** What was received when the server closed the connection; undefined when it said nothing. */
  atEnd(): HttpResponse | undefined {
    return this.#head === undefined ? undefined : this.#made()
  }

  #made(): HttpResponse | undefined {
    if (this.#head === undefined) return undefined
    const { status, headers, end } = this.#head
    const body = this.#bytes.subarray(end)
    const isChunked = headers.get('transfer-encoding') === 'chunked'
    const text = new TextDecoder().decode(body.subarray(0, LONGEST_BODY))
    return { status, headers, body: isChunked ? withoutChunks(text) : text }
  }
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, LONGEST_BODY))
}

function headIn(bytes: Uint8Array) {
  const text = latin(bytes)
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = text.slice(0, end).split('\r\n')
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0)
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { status, headers: new Map(headers), end: end + 4 }
}

function withoutChunks(text: string): string {
  let rest = text
  let body = ''
  for (;;) {
    const line = /^([0-9a-fA-F]+)[^\r\n]*\r\n/.exec(rest)
    const size = Number.parseInt(line?.[1] ?? '0', 16)
    if (line === null || size === 0) return body
    body += rest.slice(line[0].length, line[0].length + size)
    rest = rest.slice(line[0].length + size + 2)
  }
}
