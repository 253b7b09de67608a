/** What a configuration says, as far as it makes a difference here. */
export interface NginxSettings {
  readonly user?: string
  readonly workers: number | 'auto'
  readonly pidFile: string
  readonly isDaemon: boolean
  readonly errorLog: ErrorLog
  readonly servers: readonly ServerSettings[]
  readonly upstreams: ReadonlyMap<string, readonly UpstreamServer[]>
  readonly logFormats: ReadonlyMap<string, string>
  readonly mimeTypes: ReadonlyMap<string, string>
  readonly keepAliveMs: number
}

export interface ErrorLog {
  readonly path: string
  readonly level: LogLevel
}

export const LOG_LEVELS = [
  'emerg',
  'alert',
  'crit',
  'error',
  'warn',
  'notice',
  'info',
  'debug',
] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface ListenAddress {
  readonly family: 'inet' | 'inet6'
  readonly address: string
  readonly port: number
  readonly isDefault: boolean
}

/** A place in the configuration, for what can only be refused later. */
export interface Place {
  readonly file: string
  readonly line: number
}

export interface UpstreamServer {
  readonly host: string
  readonly port: number
  readonly at: Place
}

export interface ServerSettings {
  readonly listens: readonly ListenAddress[]
  readonly names: readonly string[]
  /** What holds where no location says otherwise. */
  readonly own: LocationSettings
  readonly locations: readonly Location[]
}

export interface Location {
  readonly match: '=' | '^~' | '~' | '~*' | 'prefix'
  readonly pattern: string
  readonly settings: LocationSettings
}

export interface LocationSettings {
  readonly root: string
  readonly alias?: string
  readonly index: readonly string[]
  readonly defaultType: string
  readonly autoindex: boolean
  readonly returns?: { readonly status: number; readonly text?: string }
  readonly proxyPass?: ProxyPass
  readonly proxyHeaders: readonly (readonly [string, string])[]
  readonly proxyTimeoutMs: { readonly connect: number; readonly read: number }
  readonly tryFiles?: readonly string[]
  readonly errorPages: ReadonlyMap<number, string>
  readonly headers: readonly (readonly [string, string])[]
  /** Undefined: nothing is logged. */
  readonly accessLog: { readonly path: string; readonly format: string } | undefined
  readonly isDenied: boolean
}

export interface ProxyPass {
  readonly host: string
  readonly port: number
  /** As the Host header names it. */
  readonly authority: string
  /** Replaces the part of the path that the location names. */
  readonly uri?: string
  readonly at: Place
}

export const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent ' +
  '"$http_referer" "$http_user_agent"'
