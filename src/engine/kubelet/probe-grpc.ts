import type { Ms } from '../clock/clock.ts'
import { type CallEnd, HealthCall } from './health-call.ts'
import type { Parts } from './parts.ts'
import type { ProbeAnswer } from './prober.ts'
import { durationText } from './wording.ts'

interface GrpcProbe {
  readonly host: string
  readonly port: number
  readonly service: string
  readonly timeoutMs: Ms
}

/** Between tries to connect: a second first, 1.6 times as long each time. Source: grpc backoff. */
const FIRST_WAIT_MS = 1000
const WAIT_FACTOR = 1.6

/**
 * A gRPC probe succeeds when the health service says SERVING. Whoever does not answer in HTTP/2 is
 * tried again until the time is over, whatever went wrong. Source: pkg/probe/grpc.
 */
export function probeGrpc(
  { clock, runtime }: Pick<Parts, 'clock' | 'runtime'>,
  { host, port, service, timeoutMs }: GrpcProbe,
  done: (answer: ProbeAnswer) => void,
): void {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const within = durationText(timeoutMs)
  let isConnected = false
  let isOver = false
  let drop: () => void = () => undefined
  const finish = (answer: ProbeAnswer): void => {
    if (isOver) return
    isOver = true
    timeout.cancel()
    drop()
    done(answer)
  }
  const timeout = clock.after(timeoutMs, () => {
    const output = isConnected
      ? `timeout: health rpc did not complete within ${within}`
      : `timeout: failed to connect service "${authority}" within ${within}: context deadline exceeded`
    finish({ kind: 'failure', output })
  })
  const attempt = (waitMs: Ms): void => {
    if (isOver) return
    const call = new HealthCall(authority, service)
    const stream = runtime.dial('node', host, port)
    let isDropped = false
    drop = () => {
      isDropped = true
      stream.cancel()
    }
    const broken = (): void => {
      if (isDropped) return
      drop()
      if (isConnected) finish(answerTo(BROKEN_OFF))
      else
        clock.after(waitMs, () => {
          attempt(waitMs * WAIT_FACTOR)
        })
    }
    stream.listen({
      message: (bytes) => {
        if (isDropped) return
        const reply = call.take(bytes)
        isConnected ||= call.isConnected
        if (call.end !== undefined) finish(answerTo(call.end))
        else if (call.isMalformed) broken()
        else if (reply.length > 0) stream.send(reply)
      },
      end: broken,
    })
    stream.send(call.greeting)
  }
  attempt(FIRST_WAIT_MS)
}

/** The connection ended while the answer was waited for. */
const BROKEN_OFF: CallEnd = {
  kind: 'refused',
  code: 'Unavailable',
  message: 'error reading from server: EOF',
}

/** In the words of the kubelet's prober. */
function answerTo(end: CallEnd): ProbeAnswer {
  if (end.kind === 'answered') {
    if (end.status === 'SERVING') return { kind: 'success', output: 'service healthy' }
    return {
      kind: 'failure',
      output: `service unhealthy (responded with "${end.status ?? 'UNKNOWN'}")`,
    }
  }
  const output =
    end.code === 'Unimplemented'
      ? `error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ${end.message}`
      : `error: health rpc probe failed: rpc error: code = ${end.code} desc = ${end.message}`
  return { kind: 'failure', output }
}
