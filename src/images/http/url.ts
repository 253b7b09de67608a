/** Where a request goes. */
export interface HttpUrl {
  /** As it is shown: with http:// in front, without its fragment. */
  readonly text: string
  readonly host: string
  readonly port: number
  /** The Host header: with the port unless it is 80. */
  readonly authority: string
  readonly user?: string
  /** Path and query. */
  readonly target: string
}

export type ParsedUrl =
  | { readonly ok: true; readonly url: HttpUrl }
  | { readonly ok: false; readonly fault: 'malformed' }
  | { readonly ok: false; readonly fault: 'protocol'; readonly protocol: string }
  | { readonly ok: false; readonly fault: 'port'; readonly port: number }

const SHAPE =
  /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:([^/?#@]*)@)?(\[[0-9a-fA-F:.]+\]|[^/?#:]*)(?::([0-9]*))?([/?][^#]*)?(?:#.*)?$/

export function parseUrl(text: string): ParsedUrl {
  const [, protocol = 'http', user, bracketed, portText, rest = '/'] = SHAPE.exec(text) ?? []
  if (bracketed === undefined || bracketed === '' || /\s/.test(text))
    return { ok: false, fault: 'malformed' }
  if (protocol.toLowerCase() !== 'http') return { ok: false, fault: 'protocol', protocol }
  const port = portText === undefined || portText === '' ? 80 : Number(portText)
  if (port > 65_535) return { ok: false, fault: 'port', port }
  const target = rest.startsWith('/') ? rest : `/${rest}`
  const authority = port === 80 ? bracketed : `${bracketed}:${port}`
  const url = {
    text: `http://${authority}${target}`,
    host: bracketed.replace(/^\[|\]$/g, ''),
    port,
    authority,
    ...(user === undefined ? {} : { user }),
    target,
  }
  return { ok: true, url }
}

/** Where a Location header leads from here. */
export function resolveUrl(from: HttpUrl, location: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.test(location)) return location
  if (location.startsWith('//')) return `http:${location}`
  if (location.startsWith('/')) return `http://${from.authority}${location}`
  const [path = '/'] = from.target.split('?')
  const directory = path.slice(0, path.lastIndexOf('/') + 1)
  return `http://${from.authority}${location.startsWith('?') ? path : directory}${location}`
}

/** What -O calls the file; empty where the path has no last part. */
export function remoteName(url: HttpUrl): string {
  const [path = ''] = url.target.split('?')
  return path.slice(path.lastIndexOf('/') + 1)
}
