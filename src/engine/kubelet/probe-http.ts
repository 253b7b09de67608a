import type { HTTPGetAction } from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'
import { httpGet, type HttpOutcome, type HttpRequest } from './http-get.ts'
import type { HttpResponse } from './http-response.ts'
import type { Parts } from './parts.ts'
import type { ProbeAnswer } from './prober.ts'

const PROBE_AGENT = 'kube-probe/1.36'
const MOST_REDIRECTS = 10

interface HttpProbe {
  readonly host: string
  readonly port: number
  readonly timeoutMs: Ms
  readonly action: HTTPGetAction
}

/** An HTTP probe succeeds with a status from 200 to 399; redirects to the same host are followed. */
export function probeHttp(
  parts: Pick<Parts, 'clock' | 'runtime'>,
  { action, ...place }: HttpProbe,
  done: (answer: ProbeAnswer) => void,
): void {
  const { path = '/', httpHeaders = [], scheme = 'HTTP' } = action
  if (scheme === 'HTTPS') {
    probeHttps(parts, { ...place, path }, done)
    return
  }
  const until = parts.clock.now + place.timeoutMs
  const ask = (request: HttpRequest, redirects: number): void => {
    httpGet(parts, request, (outcome) => {
      const next = redirectOf(outcome, request)
      if (next === null) done(answerOf(outcome))
      else if (next === 'elsewhere')
        done({
          kind: 'warning',
          output: `Probe terminated redirects, Response body: ${bodyOf(outcome)}`,
        })
      else if (redirects >= MOST_REDIRECTS)
        done({ kind: 'failure', output: `Get "${next.path}": stopped after 10 redirects` })
      else ask({ ...next, timeoutMs: Math.max(1, until - parts.clock.now) }, redirects + 1)
    })
  }
  ask({ ...place, path, headers: httpHeaders, agent: PROBE_AGENT }, 0)
}

function answerOf(outcome: HttpOutcome): ProbeAnswer {
  if (outcome.kind === 'failed') return { kind: 'failure', output: outcome.message }
  const { status, body } = outcome.response
  if (status >= 200 && status < 400) return { kind: 'success', output: body }
  return { kind: 'failure', output: `HTTP probe failed with statuscode: ${status}` }
}

function bodyOf(outcome: HttpOutcome): string {
  return outcome.kind === 'response' ? outcome.response.body : ''
}

/** Where the answer sends the probe: nowhere, to another host, or to another path of this one. */
function redirectOf(outcome: HttpOutcome, request: HttpRequest): HttpRequest | 'elsewhere' | null {
  if (outcome.kind !== 'response' || !isRedirect(outcome.response)) return null
  const location = outcome.response.headers.get('location') ?? ''
  const [, host, port, path] = /^http:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(location) ?? []
  if (host !== undefined) {
    if (host !== request.host) return 'elsewhere'
    return { ...request, port: Number(port ?? 80), path: path ?? '/' }
  }
  if (location.includes('://')) return 'elsewhere'
  const directory = request.path.slice(0, request.path.lastIndexOf('/') + 1)
  return { ...request, path: location.startsWith('/') ? location : `${directory}${location}` }
}

function isRedirect({ status, headers }: HttpResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.has('location')
}

/** No server of the simulation speaks TLS: whoever listens answers in plain text. */
function probeHttps(
  parts: Pick<Parts, 'clock' | 'runtime'>,
  request: {
    readonly host: string
    readonly port: number
    readonly timeoutMs: Ms
    readonly path: string
  },
  done: (answer: ProbeAnswer) => void,
): void {
  httpGet(parts, { ...request, headers: [], agent: PROBE_AGENT }, (outcome) => {
    const said =
      outcome.kind === 'response'
        ? `Get "https://${request.host}:${request.port}${request.path}": http: server gave HTTP response to HTTPS client`
        : outcome.message.replace('Get "http:', 'Get "https:')
    done({ kind: 'failure', output: said })
  })
}
