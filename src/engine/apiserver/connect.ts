import type { Node, Pod } from '../api/generated/types.ts'
import type { FailureStatus } from '../api/status.ts'
import { relay } from '../streams/relay.ts'
import type { Stream } from '../streams/stream.ts'
import { type Call, flagOf, queryOf } from './call.ts'
import { logOptionsOf } from './log-options.ts'
import type { NodeConnection, PodContainer } from './node-connection.ts'
import { existing } from './read.ts'
import type { Backend } from './backend.ts'
import { badRequest, notFound, type Refused, serverError } from './refusals.ts'
import type { ApiMessage, ApiRequest } from './transport.ts'

/** A kubelet that must be called before anything can be asked of it: it may not answer. */
export interface Unreached {
  readonly host: string
  readonly port: number
  /** Whether it can be asked after all. */
  readonly isBack: () => boolean
  /** What becomes of the request, with the words of whoever called. */
  readonly refusal: (words: string) => Refused
}

/** What the kubelet of a Pod's node will be asked for, once the request is noted. */
export interface Connection {
  readonly code: number
  readonly contentType: string
  /** The kubelet's own refusal, or what begins to pass messages on. */
  readonly open: () => FailureStatus | ((to: Stream<ApiMessage, ApiMessage>) => void)
}

/** The subresources behind which a kubelet stands. */
export const CONNECTED = ['log', 'exec', 'attach', 'portforward']

/** Checks what a request for logs, exec, attach or port-forward asks for. */
export function connectionOf(call: Call): Connection | Unreached {
  const pod = existing(call) as Pod
  switch (call.route.subresource) {
    case 'log':
      return logs(call, pod)
    case 'portforward':
      return portForward(call, pod)
    default:
      return terminal(call, pod)
  }
}

function logs(call: Call, pod: Pod): Connection | Unreached {
  const of = containerOf(call, pod)
  const options = logOptionsOf(call)
  const answer = { code: 200, contentType: 'text/plain' }
  // A Pod without a node has said nothing yet.
  if ((pod.spec.nodeName ?? '') === '')
    return { ...answer, code: 204, open: () => (to) => to.end() }
  const path = `/containerLogs/${of.namespace}/${of.pod}/${of.container}`
  const node = reached(call, nodeOf(call, pod), (address) => `Get "https://${address}${path}"`)
  if ('refusal' in node) return node
  return {
    ...answer,
    open: () => {
      const from = node.logs(of, options)
      if ('kind' in from) return from
      return (client) => {
        relay<ApiMessage, never, Uint8Array, ApiMessage>(client, from, {
          there: () => undefined,
          back: (bytes) => ({ kind: 'bytes', bytes }),
        })
      }
    },
  }
}

function terminal(call: Call, pod: Pod): Connection | Unreached {
  const { request, route } = call
  const of = containerOf(call, pod)
  const node = upgradedNodeOf(call, pod)
  if ('refusal' in node) return node
  const [stdin = false, stdout = false, stderr = false, tty = false] = [
    'stdin',
    'stdout',
    'stderr',
    'tty',
  ].map((name) => flagOf(request, name))
  // A terminal has one stream for both.
  const options = { stdin, stdout, stderr: stderr && !tty, tty }
  if (!options.stdin && !options.stdout && !options.stderr)
    throw badRequest('you must specify at least 1 of stdin, stdout, stderr')
  const argv = request.query.filter(([key]) => key === 'command').map(([, value]) => value)
  return {
    code: 101,
    contentType: 'application/json',
    open: () => {
      const remote =
        route.subresource === 'exec' ? node.exec(of, argv, options) : node.attach(of, options)
      if ('kind' in remote) return remote
      return (client) => {
        relay(client, remote, {
          there: (message) => (message.kind === 'channel' ? message : undefined),
          back: (message) => message,
        })
      }
    },
  }
}

/**
 * One connection to one port: data travel on channel 0, an error as text on channel 1. Without a
 * port, the session of a client that will open its connections one by one: it stays until he goes.
 */
function portForward(call: Call, pod: Pod): Connection | Unreached {
  const node = upgradedNodeOf(call, pod)
  if ('refusal' in node) return node
  const asked = queryOf(call.request, 'ports')
  const answer = { code: 101, contentType: 'application/json' }
  if (asked === '') return { ...answer, open: () => attendClient }
  const port = Number(asked)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw badRequest(`unable to parse port ${asked}`)
  return {
    ...answer,
    open: () => {
      const remote = node.portForward(podOf(pod, ''), port)
      if ('kind' in remote) return remote
      return (client) => {
        relay<ApiMessage, Uint8Array, Uint8Array, ApiMessage>(client, remote, {
          there: (message) =>
            message.kind === 'channel' && message.channel === 0 ? message.bytes : undefined,
          back: (bytes) => ({ kind: 'channel', channel: 0, bytes }),
          broken: ({ message = '' }) => ({
            kind: 'channel',
            channel: 1,
            bytes: new TextEncoder().encode(message),
          }),
        })
      }
    },
  }
}

function attendClient(client: Stream<ApiMessage, ApiMessage>): void {
  client.listen({ message: () => undefined, end: () => client.end() })
}

/** Channels need a connection that becomes a WebSocket, or speaks SPDY. */
function demandUpgrade({ headers }: ApiRequest): void {
  const protocol = (headers['upgrade'] ?? '').toLowerCase()
  if (protocol === '') throw badRequest('Upgrade request required')
  if (protocol !== 'websocket' && protocol !== 'spdy/3.1')
    throw badRequest(`unable to upgrade: ${protocol} is not served, only websocket and SPDY/3.1`)
}

function podOf(pod: Pod, container: string): PodContainer {
  const { namespace, name, uid } = pod.metadata
  return { namespace, pod: name, uid, container }
}

/** The container that is asked for; without a name, the only one there is. */
function containerOf({ request }: Call, pod: Pod): PodContainer {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec
  const names = [...initContainers, ...containers, ...ephemeralContainers].map((it) => it.name)
  const asked = queryOf(request, 'container')
  const [only] = containers
  if (asked === '' && containers.length === 1 && only !== undefined) return podOf(pod, only.name)
  if (asked === '')
    throw badRequest(
      `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`,
    )
  if (!names.includes(asked))
    throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`)
  return podOf(pod, asked)
}

/** The node that the Pod is on. */
function nodeOf({ backend }: Call, pod: Pod): Node {
  const name = pod.spec.nodeName ?? ''
  if (name === '') throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`)
  const node = backend.store.get('nodes', name) as Node | undefined
  // The real server, too, says it of a Pod: that is what the request is about.
  if (node === undefined) throw notFound({ group: '', resource: 'pods' }, name)
  return node
}

/** The kubelet's own server. */
const KUBELET_PORT = 10_250

/** The kubelet of a node; `asking` says, for a refusal, what was to be asked at an address. */
function reached(
  { backend }: Call,
  { metadata: { name }, status }: Node,
  asking: (address: string) => string,
): NodeConnection | Unreached {
  const connection = backend.connectionTo(name)
  if (connection !== undefined) return connection
  const host = status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? name
  const port = KUBELET_PORT
  const refusal = (words: string) => serverError(`${asking(`${host}:${port}`)}: ${words}`)
  const isBack = () => backend.connectionTo(name) !== undefined
  return { host, port, isBack, refusal }
}

/** The same for those who need a connection of their own: first it is asked whether they do. */
function upgradedNodeOf(call: Call, pod: Pod): NodeConnection | Unreached {
  const node = nodeOf(call, pod)
  demandUpgrade(call.request)
  return reached(call, node, () => 'error dialing backend')
}

/** Calls a kubelet that does not answer; `then` is told in Go's words what came of it. */
export function callKubelet(
  { dial }: Backend,
  { host, port }: Unreached,
  then: (words: string) => void,
): void {
  if (dial === undefined) {
    then(`dial tcp ${host}:${port}: connect: connection refused`)
    return
  }
  const stream = dial(host, port)
  stream.listen({
    // Somebody else is there who does not speak TLS.
    message: () => {
      stream.cancel()
      then('http: server gave HTTP response to HTTPS client')
    },
    end: (error) => {
      if (error?.message !== undefined) then(error.message)
    },
  })
}
