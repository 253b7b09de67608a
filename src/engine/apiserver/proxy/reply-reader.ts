/** The head of an HTTP answer; names of headers are lower case. */
export interface ReplyHead {
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
}

/** Reads one HTTP/1.1 answer out of the bytes of a connection, as they come. */
export class ReplyReader {
  readonly #hasBody: boolean
  #unread = new Uint8Array(0)
  #head: ReplyHead | undefined
  /** Bytes that are still to come: of the body, or of the chunk that has begun. */
  #missing = 0
  #isWhole = false

  /** To HEAD only a head is answered. */
  constructor(of: { readonly hasBody: boolean }) {
    this.#hasBody = of.hasBody
  }

  get head(): ReplyHead | undefined {
    return this.#head
  }

  get isWhole(): boolean {
    return this.#isWhole
  }

  /** The first line, where it is no HTTP. */
  get nonsense(): string | undefined {
    const [first = ''] = latin(this.#unread.subarray(0, 512)).split(/\r?\n/, 1)
    const isHttp = 'HTTP/1.'.startsWith(first.slice(0, 7))
    return this.#head === undefined && !isHttp ? first : undefined
  }

  /** Takes what came, and gives what it holds of the body. */
  take(bytes: Uint8Array): readonly Uint8Array[] {
    this.#unread = joined(this.#unread, bytes)
    while (this.#head === undefined) if (!this.#readHead()) return []
    const parts: Uint8Array[] = []
    while (!this.#isWhole && this.#unread.length > 0) {
      const part = this.#isChunked() ? this.#chunk() : this.#cut(this.#missing)
      if (part === undefined) break
      if (part.length > 0) parts.push(part)
      if (!this.#isChunked() && this.#missing === 0) this.#isWhole = true
    }
    return parts
  }

  /** False: it is not here yet. Answers that only prepare for another are passed over. */
  #readHead(): boolean {
    const text = latin(this.#unread)
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return false
    const [first = '', ...lines] = text.slice(0, end).split('\r\n')
    const code = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0)
    this.#unread = this.#unread.slice(end + 4)
    if (code === 0) return false
    if (code >= 100 && code < 200) return true
    const headers = Object.fromEntries(lines.map(headerOf))
    this.#head = { code, headers }
    this.#missing = Number(headers['content-length'] ?? Number.POSITIVE_INFINITY)
    this.#isWhole = !this.#hasBody || code === 204 || code === 304 || this.#missing === 0
    if (this.#isChunked()) this.#missing = 0
    return true
  }

  #isChunked(): boolean {
    return this.#head?.headers['transfer-encoding'] === 'chunked'
  }

  /** A part of a chunk, or nothing while its size is not here. The last one is empty. */
  #chunk(): Uint8Array | undefined {
    if (this.#missing > 0) return this.#cut(this.#missing)
    const size = /^(?:\r\n)?([0-9a-fA-F]+)[^\r\n]*\r\n/.exec(latin(this.#unread.subarray(0, 512)))
    if (size === null) return undefined
    this.#unread = this.#unread.slice(size[0].length)
    this.#missing = Number.parseInt(size[1] ?? '0', 16)
    this.#isWhole = this.#missing === 0
    return new Uint8Array(0)
  }

  #cut(most: number): Uint8Array {
    const part = this.#unread.slice(0, Math.min(most, this.#unread.length))
    this.#unread = this.#unread.slice(part.length)
    this.#missing -= part.length
    return part
  }
}

function headerOf(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
