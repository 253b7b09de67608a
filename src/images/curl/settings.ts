import type { Headers } from '../http/message.ts'

/** A piece of the body that -d or its kin ask for. */
export interface DataPart {
  readonly kind: 'ascii' | 'binary' | 'urlencode' | 'raw'
  readonly text: string
}

/** What a command line asks for. */
export interface Settings {
  readonly urls: readonly string[]
  /** Of the n-th URL: a file, or the last part of the URL's path. */
  readonly outputs: readonly ({ readonly file: string } | 'remote name')[]
  readonly silent: boolean
  readonly showError: boolean
  readonly verbose: boolean
  readonly include: boolean
  readonly head: boolean
  readonly method?: string
  readonly data: readonly DataPart[]
  readonly dataInUrl: boolean
  /** `undefined` as value removes what curl would send itself. */
  readonly headers: readonly (readonly [name: string, value: string | undefined])[]
  readonly userAgent?: string
  readonly referer?: string
  readonly user?: string
  readonly cookie?: string
  readonly range?: string
  readonly compressed: boolean
  readonly http10: boolean
  readonly fail: boolean
  readonly follow: boolean
  readonly mostRedirects: number
  readonly retries: number
  readonly retryDelaySeconds: number
  readonly maxTimeMs?: number
  readonly connectTimeoutMs?: number
  readonly writeOut?: string
  readonly dumpHeader?: string
  readonly upload?: string
  readonly unixSocket?: string
  readonly family?: 'inet' | 'inet6'
  readonly progressBar: boolean
  /** HOST:PORT:ADDRESS */
  readonly resolved: readonly string[]
}

export const PLAIN: Settings = {
  urls: [],
  outputs: [],
  silent: false,
  showError: false,
  verbose: false,
  include: false,
  head: false,
  data: [],
  dataInUrl: false,
  headers: [],
  compressed: false,
  http10: false,
  fail: false,
  follow: false,
  mostRedirects: 50,
  retries: 0,
  retryDelaySeconds: 0,
  progressBar: false,
  resolved: [],
}

/** The headers that the user gives a value: those that only remove one are left out. */
export function givenHeaders(settings: Settings): Headers {
  return settings.headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
}
