import type { CurlEdition } from './edition.ts'

/** What --write-out can tell of a transfer; times in milliseconds since it began. */
export interface TransferFacts {
  readonly url: string
  readonly status: number
  readonly contentType: string
  readonly httpVersion: string
  readonly method: string
  readonly redirects: number
  readonly redirectUrl: string
  readonly connects: number
  readonly headBytes: number
  readonly requestBytes: number
  readonly received: number
  readonly sent: number
  readonly lookedUpAfter: number
  readonly connectedAfter: number
  readonly answeredAfter: number
  readonly totalMs: number
  readonly remote: { readonly address: string; readonly port: number }
  readonly local: { readonly address: string; readonly port: number }
  readonly file: string
  readonly exitCode: number
  readonly errorMessage: string
}

export interface WrittenOut {
  readonly text: string
  /** Names that are not known; each is complained about. */
  readonly unknown: readonly string[]
}

export function writeOut(format: string, facts: TransferFacts, edition: CurlEdition): WrittenOut {
  const unknown: string[] = []
  const text = format.replace(
    /%%|%\{([^}]*)\}|\\([nrt])/g,
    (match: string, name: string | undefined, escape: string | undefined) => {
      if (escape !== undefined) return { n: '\n', r: '\r', t: '\t' }[escape] ?? ''
      if (name === undefined) return match === '%%' ? '%' : match
      const value = valueOf(name.toLowerCase(), facts, edition)
      if (value === undefined) unknown.push(name)
      return value ?? ''
    },
  )
  return { text, unknown }
}

function valueOf(name: string, facts: TransferFacts, edition: CurlEdition): string | undefined {
  const seconds = (ms: number): string => (ms / 1000).toFixed(edition.timeDecimals)
  const speed = (bytes: number): string =>
    (facts.totalMs === 0 ? 0 : Math.floor((bytes * 1000) / facts.totalMs)).toFixed(
      edition.speedDecimals,
    )
  const values: Readonly<Record<string, () => string>> = {
    url_effective: () => facts.url,
    http_code: () => `${facts.status}`.padStart(3, '0'),
    response_code: () => `${facts.status}`.padStart(3, '0'),
    http_connect: () => '000',
    http_version: () => facts.httpVersion,
    method: () => facts.method,
    content_type: () => facts.contentType,
    time_total: () => seconds(facts.totalMs),
    time_namelookup: () => seconds(facts.lookedUpAfter),
    time_connect: () => seconds(facts.connectedAfter),
    time_appconnect: () => seconds(0),
    time_pretransfer: () => seconds(facts.connectedAfter),
    time_starttransfer: () => seconds(facts.answeredAfter),
    time_redirect: () => seconds(0),
    size_header: () => `${facts.headBytes}`,
    size_request: () => `${facts.requestBytes}`,
    size_download: () => `${facts.received}`,
    size_upload: () => `${facts.sent}`,
    speed_download: () => speed(facts.received),
    speed_upload: () => speed(facts.sent),
    num_connects: () => `${facts.connects}`,
    num_redirects: () => `${facts.redirects}`,
    redirect_url: () => facts.redirectUrl,
    remote_ip: () => facts.remote.address,
    remote_port: () => `${facts.remote.port}`,
    local_ip: () => facts.local.address,
    local_port: () => `${facts.local.port}`,
    filename_effective: () => facts.file,
    ssl_verify_result: () => '0',
    ftp_entry_path: () => '',
    exitcode: () => `${facts.exitCode}`,
    errormsg: () => facts.errorMessage,
  }
  return Object.hasOwn(values, name) ? values[name]?.() : undefined
}
