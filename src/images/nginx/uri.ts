/** What a request line asks for, as nginx understands it. */
export interface RequestUri {
  /** Decoded, without dot segments, slashes merged. */
  readonly path: string
  /** With its question mark; empty where there is none. */
  readonly query: string
  /** As it stood in the request line. */
  readonly raw: string
}

/** Undefined for what is answered with 400: a path outside, a broken escape. */
export function parseUri(target: string): RequestUri | undefined {
  const text = target.replace(/^https?:\/\/[^/]*/, '')
  const mark = text.indexOf('?')
  const [rawPath, query] = mark < 0 ? [text, ''] : [text.slice(0, mark), text.slice(mark)]
  if (!rawPath.startsWith('/')) return undefined
  const decoded = percentDecoded(rawPath)
  const path = decoded === undefined ? undefined : normalised(decoded)
  return path === undefined ? undefined : { path, query, raw: text }
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

function normalised(path: string): string | undefined {
  const kept: string[] = []
  const parts = path.split('/')
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    if (part === '..' && kept.pop() === undefined) return undefined
    if (part !== '' && part !== '.' && part !== '..') kept.push(part)
    else if (isLast) kept.push('')
  }
  return `/${kept.join('/')}`
}
