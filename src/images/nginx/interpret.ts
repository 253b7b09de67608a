import { canonicalIpv6, familyOf } from '#engine'
import { ConfigError, type Directive } from './config-syntax.ts'
import { ACCEPTED, CONTEXTS } from './known-directives.ts'
import {
  COMBINED,
  type ListenAddress,
  type Location,
  type LocationSettings,
  LOG_LEVELS,
  type LogLevel,
  type NginxSettings,
  type ProxyPass,
  type ServerSettings,
  type UpstreamServer,
} from './settings.ts'

/** What the directives of a whole configuration amount to; throws a ConfigError. */
export function interpret(directives: readonly Directive[]): NginxSettings {
  check(directives, 'main')
  const http = blocks(directives, 'http')
  const upstreams = new Map(blocksNamed(http, 'upstream').map(upstreamOf))
  const httpDefaults = locationSettings(http, DEFAULTS, upstreams)
  const logFormats = named(http, 'log_format').map(
    ({ args: [name = '', ...parts] }) => [name, parts.join('')] as const,
  )
  const keepAlive = last(http, 'keepalive_timeout')?.args[0]
  return {
    ...optional('user', last(directives, 'user')?.args[0]),
    workers: workersOf(last(directives, 'worker_processes')),
    pidFile: last(directives, 'pid')?.args[0] ?? '/run/nginx.pid',
    isDaemon: last(directives, 'daemon')?.args[0] !== 'off',
    errorLog: errorLogOf(last(directives, 'error_log')),
    servers: blocksNamed(http, 'server').map((it) => serverOf(it, httpDefaults, upstreams)),
    upstreams,
    logFormats: new Map([['combined', COMBINED], ...logFormats]),
    mimeTypes: mimeTypesOf(http),
    keepAliveMs: keepAlive === undefined ? 75_000 : milliseconds(keepAlive),
  }
}

type Upstreams = ReadonlyMap<string, readonly UpstreamServer[]>

const DEFAULTS: LocationSettings = {
  root: '/etc/nginx/html',
  index: ['index.html'],
  defaultType: 'text/plain',
  autoindex: false,
  proxyHeaders: [],
  proxyTimeoutMs: { connect: 60_000, read: 60_000 },
  errorPages: new Map(),
  headers: [],
  accessLog: { path: '/var/log/nginx/access.log', format: 'combined' },
  isDenied: false,
}

/** Unknown names, and known ones in the wrong place. */
function check(directives: readonly Directive[], context: string): void {
  for (const directive of directives) {
    const { name, block, args } = directive
    if (context === 'types') continue
    const allowed = CONTEXTS[name]
    if (allowed === undefined && !ACCEPTED.has(name))
      throw new ConfigError(`unknown directive "${name}"`, directive)
    if (allowed !== undefined && !allowed.includes(context))
      throw new ConfigError(`"${name}" directive is not allowed here`, directive)
    if (args.length === 0 && !['events', 'http', 'server', 'types'].includes(name))
      throw new ConfigError(`invalid number of arguments in "${name}" directive`, directive)
    if (block !== undefined) check(block, name)
  }
}

function serverOf(
  server: Directive,
  defaults: LocationSettings,
  upstreams: Upstreams,
): ServerSettings {
  const block = server.block ?? []
  const own = locationSettings(block, defaults, upstreams)
  const listens = named(block, 'listen').map(listenOf)
  return {
    listens: listens.length > 0 ? listens : [EVERYWHERE],
    names: named(block, 'server_name').flatMap((it) => it.args),
    own,
    locations: locationsIn(block, own, upstreams),
  }
}

const EVERYWHERE: ListenAddress = {
  family: 'inet',
  address: '0.0.0.0',
  port: 80,
  isDefault: false,
}

function locationsIn(
  block: readonly Directive[],
  defaults: LocationSettings,
  upstreams: Upstreams,
): readonly Location[] {
  return blocksNamed(block, 'location').flatMap((location) => {
    const [first = '', second] = location.args
    const modifiers = ['=', '^~', '~', '~*'] as const
    const modifier = modifiers.find((it) => it === first)
    const inside = location.block ?? []
    const settings = locationSettings(inside, inheritable(defaults), upstreams)
    const pattern = modifier === undefined ? first : (second ?? '')
    return [
      { match: modifier ?? 'prefix', pattern, settings },
      ...locationsIn(inside, settings, upstreams),
    ]
  })
}

/** What a location says for itself is not for those inside it, nor the server's for its own. */
function inheritable(from: LocationSettings): LocationSettings {
  const { root, index, defaultType, autoindex, proxyHeaders, proxyTimeoutMs } = from
  const { errorPages, headers, accessLog, isDenied } = from
  return {
    ...{ root, index, defaultType, autoindex, proxyHeaders, proxyTimeoutMs },
    ...{ errorPages, headers, accessLog, isDenied },
  }
}

function locationSettings(
  block: readonly Directive[],
  defaults: LocationSettings,
  upstreams: Upstreams,
): LocationSettings {
  const value = (name: string): string | undefined => last(block, name)?.args[0]
  const index = last(block, 'index')?.args
  const proxy = last(block, 'proxy_pass')
  const headers = named(block, 'add_header').map(pairOf)
  const proxyHeaders = named(block, 'proxy_set_header').map(pairOf)
  const errorPages = named(block, 'error_page').flatMap(errorPagesOf)
  const time = (name: string): number | undefined => {
    const text = value(name)
    return text === undefined ? undefined : milliseconds(text)
  }
  return {
    ...defaults,
    ...optional('root', value('root')),
    ...optional('alias', value('alias')),
    ...optional('index', index),
    ...optional('defaultType', value('default_type')),
    ...optional('returns', returnsOf(last(block, 'return'))),
    ...optional('tryFiles', last(block, 'try_files')?.args),
    ...optional('proxyPass', proxy === undefined ? undefined : proxyPassOf(proxy, upstreams)),
    autoindex: value('autoindex') === undefined ? defaults.autoindex : value('autoindex') === 'on',
    proxyTimeoutMs: {
      connect: time('proxy_connect_timeout') ?? defaults.proxyTimeoutMs.connect,
      read: time('proxy_read_timeout') ?? defaults.proxyTimeoutMs.read,
    },
    proxyHeaders: proxyHeaders.length > 0 ? proxyHeaders : defaults.proxyHeaders,
    headers: headers.length > 0 ? headers : defaults.headers,
    errorPages: errorPages.length > 0 ? new Map(errorPages) : defaults.errorPages,
    accessLog: accessLogOf(last(block, 'access_log'), defaults.accessLog),
    isDenied: value('deny') === 'all' ? value('allow') === undefined : defaults.isDenied,
  }
}

function listenOf(directive: Directive): ListenAddress {
  const [where = '', ...options] = directive.args
  const isDefault = options.includes('default_server') || options.includes('default')
  const [, bracketed, host, portText] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*))(?::([0-9]+))?$/.exec(where) ?? []
  const isPortOnly = host !== undefined && /^[0-9]+$/.test(host) && portText === undefined
  const port = Number(isPortOnly ? host : (portText ?? 80))
  if (where === '' || port > 65_535 || (port === 0 && portText !== undefined))
    throw new ConfigError(`invalid port in "${where}" of the "listen" directive`, directive)
  if (bracketed !== undefined)
    return { family: 'inet6', address: canonicalIpv6(bracketed) ?? '::', port, isDefault }
  const name = isPortOnly || host === '*' || host === undefined ? '0.0.0.0' : host
  const address = name === 'localhost' ? '127.0.0.1' : name
  if (familyOf(address) !== 'inet')
    throw new ConfigError(`host not found in "${where}" of the "listen" directive`, directive)
  return { family: 'inet', address, port, isDefault }
}

function upstreamOf(directive: Directive): readonly [string, readonly UpstreamServer[]] {
  const servers = named(directive.block ?? [], 'server').map(({ args: [address = ''], ...at }) => {
    const [host = '', port = '80'] = address.split(':')
    return { host, port: Number(port), at }
  })
  return [directive.args[0] ?? '', servers]
}

function proxyPassOf(directive: Directive, upstreams: Upstreams): ProxyPass {
  const [url = ''] = directive.args
  const [, host, port, uri] = /^http:\/\/([^/:]+)(?::([0-9]+))?(\/.*)?$/.exec(url) ?? []
  if (host === undefined) throw new ConfigError('invalid URL prefix', directive)
  const authority = port === undefined || upstreams.has(host) ? host : `${host}:${port}`
  return { host, port: Number(port ?? 80), authority, ...optional('uri', uri), at: directive }
}

function errorPagesOf({ args }: Directive): readonly (readonly [number, string])[] {
  const uri = args.at(-1) ?? ''
  return args
    .slice(0, -1)
    .flatMap((it) => (/^[0-9]+$/.test(it) ? [[Number(it), uri] as const] : []))
}

function returnsOf(directive: Directive | undefined): LocationSettings['returns'] {
  if (directive === undefined) return undefined
  const [first = '', text] = directive.args
  if (/^[0-9]{1,3}$/.test(first)) return { status: Number(first), ...optional('text', text) }
  if (/^https?:\/\//.test(first)) return { status: 302, text: first }
  throw new ConfigError(`invalid return code "${first}"`, directive)
}

function accessLogOf(
  directive: Directive | undefined,
  inherited: LocationSettings['accessLog'],
): LocationSettings['accessLog'] {
  if (directive === undefined) return inherited
  const [path = '', format = 'combined'] = directive.args
  return path === 'off' ? undefined : { path, format }
}

function errorLogOf(directive: Directive | undefined): NginxSettings['errorLog'] {
  const [path = '/var/log/nginx/error.log', level = 'error'] = directive?.args ?? []
  return { path, level: LOG_LEVELS.find((it): it is LogLevel => it === level) ?? 'error' }
}

function mimeTypesOf(http: readonly Directive[]): ReadonlyMap<string, string> {
  const types = blocksNamed(http, 'types').flatMap((it) => it.block ?? [])
  return new Map(types.flatMap(({ name, args }) => args.map((extension) => [extension, name])))
}

function workersOf(directive: Directive | undefined): number | 'auto' {
  const [text = '1'] = directive?.args ?? []
  return text === 'auto' ? text : Math.max(1, Number(text))
}

/** 65, 65s, 500ms, 1m, 2h. */
function milliseconds(text: string): number {
  const [, number = '0', unit = 's'] = /^([0-9]+)(ms|s|m|h|d)?$/.exec(text) ?? []
  const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
  return Number(number) * (factors[unit] ?? 86_400_000)
}

function pairOf({ args: [name = '', value = ''] }: Directive): readonly [string, string] {
  return [name, value]
}

function named(block: readonly Directive[], name: string): readonly Directive[] {
  return block.filter((it) => it.name === name)
}

function last(block: readonly Directive[], name: string): Directive | undefined {
  return block.findLast((it) => it.name === name)
}

function blocksNamed(block: readonly Directive[], name: string): readonly Directive[] {
  return named(block, name).filter((it) => it.block !== undefined)
}

function blocks(block: readonly Directive[], name: string): readonly Directive[] {
  return blocksNamed(block, name).flatMap((it) => it.block ?? [])
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Readonly<Record<Name, Value>>> {
  return value === undefined ? {} : ({ [name]: value } as Readonly<Record<Name, Value>>)
}
