/** Header fields in the order in which they stand, spelled as they are sent. */
export type Headers = readonly (readonly [name: string, value: string])[]

export interface RequestHead {
  readonly method: string
  /** As it stands in the request line: /path?query, or a whole URL for a proxy. */
  readonly target: string
  readonly version: HttpVersion
  readonly headers: Headers
}

export interface ResponseHead {
  readonly version: HttpVersion
  readonly status: number
  readonly reason: string
  readonly headers: Headers
}

export type HttpVersion = 'HTTP/1.0' | 'HTTP/1.1'

/** The first of that name, whatever its case. */
export function headerOf(headers: Headers, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([own]) => own.toLowerCase() === wanted)?.[1]
}

/** Whether a comma-separated header has an entry, such as `Connection: close`. */
export function headerHas(headers: Headers, name: string, entry: string): boolean {
  const value = headerOf(headers, name) ?? ''
  return value.split(',').some((it) => it.trim().toLowerCase() === entry)
}

/** Undefined for what is no request; `text` ends before the empty line. */
export function parseRequestHead(text: string): RequestHead | undefined {
  const [first = '', ...lines] = linesOf(text)
  const [, method, target, version] = /^([!-~]+) ([!-~]+) (HTTP\/1\.[01])$/.exec(first) ?? []
  const headers = parseHeaders(lines)
  if (method === undefined || target === undefined || headers === undefined) return undefined
  return { method, target, version: version === 'HTTP/1.0' ? version : 'HTTP/1.1', headers }
}

export function parseResponseHead(text: string): ResponseHead | undefined {
  const [first = '', ...lines] = linesOf(text)
  const [, version, status, reason = ''] =
    /^(HTTP\/1\.[01]) ([1-9][0-9]{2})(?: (.*))?$/.exec(first) ?? []
  const headers = parseHeaders(lines)
  if (version === undefined || headers === undefined) return undefined
  return {
    version: version === 'HTTP/1.0' ? version : 'HTTP/1.1',
    status: Number(status),
    reason,
    headers,
  }
}

export function formatRequestHead(head: RequestHead): string {
  return formatHead(`${head.method} ${head.target} ${head.version}`, head.headers)
}

export function formatResponseHead(head: ResponseHead): string {
  return formatHead(`${head.version} ${head.status} ${head.reason}`, head.headers)
}

/** Whether the connection may carry another request after this message. */
export function staysOpen(head: {
  readonly version: HttpVersion
  readonly headers: Headers
}): boolean {
  if (headerHas(head.headers, 'Connection', 'close')) return false
  return head.version === 'HTTP/1.1' || headerHas(head.headers, 'Connection', 'keep-alive')
}

function formatHead(first: string, headers: Headers): string {
  const fields = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  return `${first}\r\n${fields.join('')}\r\n`
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/\r$/, ''))
}

function parseHeaders(lines: readonly string[]): Headers | undefined {
  const headers: [string, string][] = []
  for (const line of lines) {
    if (line === '') continue
    const colon = line.indexOf(':')
    if (colon < 1 || /[ \t]$/.test(line.slice(0, colon))) return undefined
    headers.push([line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')])
  }
  return headers
}
