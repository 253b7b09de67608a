import { failure, type FailureStatus } from '../api/status.ts'
import type { LogOptions, NodeConnection, PodContainer } from '../apiserver/node-connection.ts'
import type { Stream } from '../streams/stream.ts'
import { createPair } from '../streams/pair.ts'
import { instanceForLogs } from './container-of.ts'
import { countLines } from './count-lines.ts'
import { logText } from './log-text.ts'
import type { Parts } from './parts.ts'
import type { PodState } from './pod-state.ts'
import { newestOf } from './runtime-status.ts'

/** The kubelet's own server: what the API server hands on for logs, exec, attach, port-forward. */
export function createNodeServer(
  parts: Parts,
  podOf: (uid: string) => PodState | undefined,
): NodeConnection {
  const { runtime } = parts
  return {
    logs: (of, options) => logs(parts, podOf(of.uid), { of, options }),
    exec: (of, argv, options) => {
      const id = runningId(podOf(of.uid), of)
      return typeof id === 'string' ? runtime.exec(id, argv, options) : id
    },
    attach: (of, options) => {
      const id = runningId(podOf(of.uid), of)
      return typeof id === 'string' ? runtime.attach(id, options) : id
    },
    portForward: (of, port) => portForward(parts, podOf(of.uid), { of, port }),
    usageOf: (which) => parts.accounting.usageOf(which),
  }
}

function logs(
  parts: Parts,
  state: PodState | undefined,
  { of, options }: { readonly of: PodContainer; readonly options: LogOptions },
): Stream<never, Uint8Array> | FailureStatus {
  if (state === undefined)
    return notFound(`pod "${of.pod}" in namespace "${of.namespace}": pod not found`)
  const { runtime, clock, epochMs, statuses } = parts
  const wanted = { pod: of.pod, container: of.container, previous: options.previous }
  const found = instanceForLogs(statuses.statusOf(state.pod), wanted)
  if ('error' in found) return failure({ code: 400, reason: 'BadRequest', message: found.error })
  const nowMs = epochMs + clock.now
  const whole = (existing: number) =>
    logText(clock, runtime.logs(found.id, options.follow), { ...options, nowMs, existing })
  // Only a tail has to know how many lines there are before it begins.
  if (options.tailLines === undefined) return whole(0)
  return countLines(parts, found.id, whole)
}

function notFound(message: string): FailureStatus {
  return failure({ code: 404, reason: 'NotFound', message })
}

/** The running instance, or the words of the refused upgrade. */
function runningId(state: PodState | undefined, of: PodContainer): string | FailureStatus {
  const newest = newestOf(state?.live.containers ?? [], of.container)
  if (newest?.state === 'running') return newest.id
  const message = `unable to upgrade connection: container not found ("${of.container}")`
  return failure({ code: 500, reason: 'InternalError', message })
}

function portForward(
  { runtime, clock }: Parts,
  state: PodState | undefined,
  { of, port }: { readonly of: PodContainer; readonly port: number },
): Stream<Uint8Array, Uint8Array> | FailureStatus {
  const sandbox = state?.live.sandboxes.find((it) => it.state === 'Ready')
  if (sandbox === undefined)
    return notFound(`unable to upgrade connection: pod not found ("${of.pod}_${of.namespace}")`)
  const [near, far] = createPair<Uint8Array, Uint8Array>(clock)
  const inside = runtime.dial({ sandbox: sandbox.id }, 'localhost', port)
  far.listen({
    message: (bytes) => {
      if (!inside.send(bytes)) far.pause()
    },
    drain: () => {
      inside.resume()
    },
    end: (error) => {
      if (error === undefined) inside.end()
      else inside.cancel(error.message)
    },
  })
  inside.listen({
    message: (bytes) => {
      // The empty one only tells that the connection stands.
      if (bytes.length > 0 && !far.send(bytes)) inside.pause()
    },
    drain: () => {
      far.resume()
    },
    end: (error) => {
      if (error === undefined) far.end()
      else far.cancel(refusedWords({ sandbox: sandbox.id, port }, error.message ?? ''))
    },
  })
  return near
}

function refusedWords({ sandbox, port }: { sandbox: string; port: number }, why: string): string {
  return `error forwarding port ${port} to pod ${sandbox}, uid : failed to execute portforward in network namespace: failed to connect to localhost:${port} inside namespace: ${why}`
}
