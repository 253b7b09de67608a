import {
  type ApiMessage,
  type ApiRequest,
  type Cluster,
  createCluster,
  loadParts,
  type Status,
} from '#engine'
import { registry } from '#images'

await loadParts()

/** What a request came to, when it has come at once. */
export interface Answer {
  readonly code: number
  readonly messages: readonly ApiMessage[]
  readonly failure: Status | undefined
}

const EPOCH_MS = 1787731200000
const NAMESPACE = '/api/v1/namespaces/default'
const decoder = new TextDecoder()

const PATCHES = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  'strategic-merge': 'application/strategic-merge-patch+json',
} as const

/** A fresh cluster, and an administrator who asks it over the API. */
export class Bench {
  readonly cluster: Cluster

  constructor(nodes: number) {
    this.cluster = createCluster({ seed: 1, epochMs: EPOCH_MS, nodes, registry })
    this.pass(1)
  }

  pass(seconds: number): void {
    this.cluster.clock.advanceBy(seconds * 1000)
  }

  ask(request: Pick<ApiRequest, 'method' | 'path'> & Partial<ApiRequest>, ms = 0): Answer {
    const messages: ApiMessage[] = []
    let code = 0
    let failure: Status | undefined
    const stream = this.cluster.api.open(
      { query: [], headers: {}, user: 'kubernetes-admin', ...request },
      (answer) => {
        code = answer.code
      },
    )
    stream.listen({
      message: (message) => messages.push(message),
      end: (error) => {
        failure = error
      },
    })
    this.cluster.clock.advanceBy(ms)
    return { code, messages, failure }
  }

  /** The object that a request is answered with: what was asked for, or a Status. */
  object(method: string, path: string, more: { body?: object; patch?: keyof typeof PATCHES } = {}) {
    const type = method === 'PATCH' ? PATCHES[more.patch ?? 'strategic-merge'] : 'application/json'
    const headers = { accept: 'application/json', 'content-type': type }
    const body = more.body === undefined ? {} : { body: more.body }
    const [place = '', query = ''] = path.split('?')
    const { messages } = this.ask({
      ...{ method, path: fullPath(place), headers, ...body },
      query: query.split('&').flatMap((it) => (it === '' ? [] : [pairIn(it)])),
    })
    const [first] = messages
    return first?.kind === 'object' ? first.object : undefined
  }

  logs(pod: string, query: Readonly<Record<string, string>>): string {
    const path = fullPath(`pods/${pod}/log`)
    const { messages } = this.ask({ method: 'GET', path, query: Object.entries(query) })
    return messages.map(textOf).join('')
  }

  exec(pod: string, argv: readonly string[], container?: string): string {
    const query = [
      ...argv.map((it) => ['command', it] as const),
      ['stdout', 'true'] as const,
      ['stderr', 'true'] as const,
      ...(container === undefined ? [] : [['container', container] as const]),
    ]
    const headers = { connection: 'Upgrade', upgrade: 'websocket' }
    const path = fullPath(`pods/${pod}/exec`)
    const { messages } = this.ask({ method: 'GET', path, query, headers }, 5000)
    const said = messages.filter((it) => it.kind !== 'channel' || it.channel < 3).map(textOf)
    return said.join('') + exitIn(messages)
  }

  /** `Reason message` of what is told about a Pod, in the order in which it was first told. */
  events(pod: string): readonly string[] {
    const list = this.object('GET', 'events') as {
      readonly items: readonly {
        readonly involvedObject: { readonly name: string }
        readonly reason: string
        readonly message: string
      }[]
    }
    return list.items
      .filter((it) => it.involvedObject.name === pod)
      .map(({ reason, message }) => `${reason} ${message}`)
  }
}

/** Of a query: all behind the first `=` is the value. */
function pairIn(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

function fullPath(path: string): string {
  return path.startsWith('/') ? path : `${NAMESPACE}/${path}`
}

function textOf(message: ApiMessage): string {
  if (message.kind === 'object') return JSON.stringify(message.object)
  return decoder.decode(message.bytes)
}

/** The closing Status on channel 3 tells of an exit code that is not 0. */
function exitIn(messages: readonly ApiMessage[]): string {
  const last = messages.find((it) => it.kind === 'channel' && it.channel === 3)
  const {
    status = '',
    message = '',
    details,
  } = JSON.parse(last === undefined ? '{}' : textOf(last)) as {
    status?: string
    message?: string
    details?: { causes?: readonly { reason: string; message: string }[] }
  }
  if (status !== 'Failure') return ''
  const code = details?.causes?.find((it) => it.reason === 'ExitCode')?.message
  return code === undefined ? message : `exit ${code}`
}
