/** What a command line of GNU wget asks for. */
export interface WgetSettings {
  readonly urls: readonly string[]
  readonly verbosity: 'quiet' | 'short' | 'full'
  /** -O: a file, or - for the standard output. */
  readonly output?: string
  readonly directory: string
  readonly showHeaders: boolean
  readonly spider: boolean
  /** 0: for ever. */
  readonly tries: number
  readonly timeoutMs: number
  readonly method?: string
  readonly body?: string
  readonly headers: readonly (readonly [string, string])[]
  readonly userAgent: string
  readonly mostRedirects: number
  readonly retriesRefused: boolean
  readonly family?: 'inet' | 'inet6'
}

export const VERSION = '1.21.3'

const PLAIN: WgetSettings = {
  urls: [],
  verbosity: 'full',
  directory: '.',
  showHeaders: false,
  spider: false,
  tries: 20,
  timeoutMs: 900_000,
  headers: [],
  userAgent: `Wget/${VERSION}`,
  mostRedirects: 20,
  retriesRefused: false,
}

export type ParsedWget =
  | { readonly kind: 'settings'; readonly settings: WgetSettings }
  | { readonly kind: 'version' | 'help' }
  | { readonly kind: 'refused'; readonly message: string; readonly code: number }

type Change = Partial<WgetSettings>

const FLAGS: Readonly<Record<string, Change>> = {
  q: { verbosity: 'quiet' },
  quiet: { verbosity: 'quiet' },
  nv: { verbosity: 'short' },
  'no-verbose': { verbosity: 'short' },
  v: { verbosity: 'full' },
  verbose: { verbosity: 'full' },
  S: { showHeaders: true },
  'server-response': { showHeaders: true },
  spider: { spider: true },
  'retry-connrefused': { retriesRefused: true },
  4: { family: 'inet' },
  'inet4-only': { family: 'inet' },
  6: { family: 'inet6' },
  'inet6-only': { family: 'inet6' },
  // Certificates, proxies and bars make no difference here.
  'no-check-certificate': {},
  'no-proxy': {},
  'no-cache': {},
  'show-progress': {},
  nc: {},
  'no-clobber': {},
  c: {},
  continue: {},
}

const VALUED: Readonly<Record<string, (settings: WgetSettings, value: string) => Change>> = {
  O: (_, output) => ({ output }),
  'output-document': (_, output) => ({ output }),
  P: (_, directory) => ({ directory }),
  'directory-prefix': (_, directory) => ({ directory }),
  t: (_, value) => ({ tries: value === 'inf' ? 0 : Number(value) }),
  tries: (_, value) => ({ tries: value === 'inf' ? 0 : Number(value) }),
  T: (_, value) => ({ timeoutMs: Number(value) * 1000 }),
  timeout: (_, value) => ({ timeoutMs: Number(value) * 1000 }),
  'read-timeout': (_, value) => ({ timeoutMs: Number(value) * 1000 }),
  'connect-timeout': (_, value) => ({ timeoutMs: Number(value) * 1000 }),
  U: (_, userAgent) => ({ userAgent }),
  'user-agent': (_, userAgent) => ({ userAgent }),
  header: (it, line) => ({ headers: [...it.headers, headerIn(line)] }),
  'post-data': (_, body) => ({ body, method: 'POST' }),
  method: (_, method) => ({ method: method.toUpperCase() }),
  'body-data': (_, body) => ({ body }),
  'max-redirect': (_, value) => ({ mostRedirects: Number(value) }),
  progress: () => ({}),
  o: () => ({}),
}

const USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n"

export function parseWget(args: readonly string[]): ParsedWget {
  let settings = PLAIN
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '-V' || arg === '--version') return { kind: 'version' }
    if (arg === '-h' || arg === '--help') return { kind: 'help' }
    const change = arg.startsWith('--')
      ? readLong(arg, { rest, settings })
      : arg.startsWith('-') && arg !== '-'
        ? readShort(arg, { rest, settings })
        : { urls: [...settings.urls, arg] }
    if (typeof change === 'string')
      return { kind: 'refused', message: `wget: ${change}\n${USAGE}`, code: 2 }
    settings = { ...settings, ...change }
  }
  if (settings.urls.length > 0) return { kind: 'settings', settings }
  return { kind: 'refused', message: `wget: missing URL\n${USAGE}`, code: 1 }
}

interface Reading {
  readonly rest: string[]
  readonly settings: WgetSettings
}

/** A change, or a complaint. */
function readLong(arg: string, { rest, settings }: Reading): Change | string {
  const equals = arg.indexOf('=')
  const name = arg.slice(2, equals < 0 ? undefined : equals)
  if (name.length > 1 && Object.hasOwn(FLAGS, name)) return FLAGS[name] ?? {}
  if (name.length < 2 || !Object.hasOwn(VALUED, name)) return `unrecognized option '--${name}'`
  const value = equals < 0 ? rest.shift() : arg.slice(equals + 1)
  if (value === undefined) return `option '--${name}' requires an argument`
  return VALUED[name]?.(settings, value) ?? {}
}

function readShort(arg: string, { rest, settings }: Reading): Change | string {
  let changed = settings
  for (let at = 1; at < arg.length; at++) {
    const pair = arg.slice(at, at + 2)
    if (pair === 'nv' || pair === 'nc') {
      changed = { ...changed, ...FLAGS[pair] }
      at++
      continue
    }
    const letter = arg.charAt(at)
    if (Object.hasOwn(FLAGS, letter)) changed = { ...changed, ...FLAGS[letter] }
    else if (!Object.hasOwn(VALUED, letter)) return `invalid option -- '${letter}'`
    else {
      const inWord = arg.slice(at + 1)
      const value = inWord === '' ? rest.shift() : inWord
      if (value === undefined) return `option requires an argument -- '${letter}'`
      return { ...changed, ...VALUED[letter]?.(changed, value) }
    }
  }
  return changed
}

function headerIn(line: string): readonly [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}
