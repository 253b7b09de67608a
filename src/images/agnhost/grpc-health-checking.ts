import { checkResponse, HEALTH_CHECK, type Process, type Run, serviceIn, type Ms } from '#engine'
import type { Command } from '../go/command.ts'
import { durationText } from '../go/durations.ts'
import type { Flags } from '../go/flags.ts'
import { type GrpcReply, serveGrpc } from '../go/grpc-server.ts'
import { listen, listenAndServe, NOT_FOUND, type Reply } from '../go/http-server.ts'
import { beginRuntime, ENDED_AS_FIRST, log, timeText } from '../go/runtime.ts'
import { EventLoop } from '../http/event-loop.ts'

const LONG =
  'Starts a simple grpc health checking endpoint with --port to serve on and --service to check status for. ' +
  'The endpoint returns SERVING for the first --delay-unhealthy-sec, and NOT_SERVING after this. ' +
  'NOT_FOUND will be returned for the requests for non-configured service name. ' +
  'Probe can be forced to be set NOT_SERVING by calling /make-not-serving http endpoint.'

export const grpcHealthChecking: Command = {
  name: 'grpc-health-checking',
  short: 'Starts a simple grpc health checking endpoint',
  long: LONG,
  flags: [
    { name: 'port', kind: 'int', value: '5000', usage: 'Port number.' },
    {
      name: 'http-port',
      kind: 'int',
      value: '8080',
      usage: 'Port number for the /make-serving and /make-not-serving.',
    },
    {
      name: 'delay-unhealthy-sec',
      kind: 'int',
      value: '-1',
      usage:
        'Number of seconds to delay before start reporting NOT_SERVING, negative value indicates never.',
    },
    {
      name: 'service',
      kind: 'string',
      value: '',
      usage: 'Service name to register the health check for.',
    },
  ],
  args: { atMost: 0 },
  *run(process, flags) {
    const ended = beginRuntime(process)
    const health: Health = { startedAt: process.now, startedText: timeText(process), forced: null }
    const loop = new EventLoop(process, { sleepsApart: true })
    const httpPort = flags.number('http-port')
    yield* log(process, `Http server starting to listen on :${httpPort}`)
    yield* listenAndServe(process, loop, {
      port: httpPort,
      handle: ({ path }) => force(process, health, path),
    })
    const port = flags.number('port')
    const listening = yield* listen(process, port)
    yield* log(process, `gRPC server starting to listen on :${port}`)
    const check = (request: Uint8Array): Run<GrpcReply> =>
      answer(process, { flags, health, service: serviceIn(request) })
    serveGrpc(loop, process, { listening, methods: new Map([[HEALTH_CHECK, check]]) })
    yield* loop.run(() => ended.has)
    return ENDED_AS_FIRST
  },
}

/** What somebody has asked it to say, if anybody has. */
interface Health {
  readonly startedAt: Ms
  readonly startedText: string
  forced: 'SERVING' | 'NOT_SERVING' | null
}

function* force(process: Process, health: Health, path: string): Run<Reply> {
  if (path !== '/make-serving' && path !== '/make-not-serving') return NOT_FOUND
  const isWell = path === '/make-serving'
  yield* log(process, `Mark as ${isWell ? 'healthy' : 'unhealthy'}`)
  health.forced = isWell ? 'SERVING' : 'NOT_SERVING'
  return { body: durationText(process.now - health.startedAt) }
}

function* answer(
  process: Process,
  of: { readonly flags: Flags; readonly health: Health; readonly service: string },
): Run<GrpcReply> {
  const { flags, health, service } = of
  const started = health.startedText
  yield* log(process, `Serving the Check request for health check, started at ${started}`)
  if (service !== flags.text('service')) return { code: 'NotFound', message: 'unknown service' }
  const delayMs = flags.number('delay-unhealthy-sec') * 1000
  const isLate = delayMs >= 0 && process.now - health.startedAt >= delayMs
  const isIll = health.forced === 'NOT_SERVING' || isLate
  return { message: checkResponse(isIll ? 'NOT_SERVING' : 'SERVING') }
}
