import { exit, type Process, type Run, sleep } from '#engine'
import type { Command } from '../go/command.ts'
import type { Flags } from '../go/flags.ts'
import { type GoRequest, type Handler, listenAndServe, valuesOf } from '../go/http-server.ts'
import { fatal, log, notify, type Notified } from '../go/runtime.ts'
import { EventLoop } from '../http/event-loop.ts'
import { answer } from './netexec-answers.ts'
import { serveUdp } from './udp.ts'

export const netexec: Command = {
  name: 'netexec',
  short: 'Creates HTTP(S), UDP, and (optionally) SCTP servers with various endpoints',
  flags: [
    { name: 'http-port', kind: 'int', value: '8080', usage: 'HTTP Listen Port' },
    { name: 'udp-port', kind: 'int', value: '8081', usage: 'UDP Listen Port' },
    { name: 'sctp-port', kind: 'int', value: '-1', usage: 'SCTP Listen Port' },
    {
      name: 'tls-cert-file',
      kind: 'string',
      value: '',
      usage:
        'File containing an x509 certificate for HTTPS. (CA cert, if any, concatenated after server cert)',
    },
    {
      name: 'tls-private-key-file',
      kind: 'string',
      value: '',
      usage: 'File containing an x509 private key matching --tls-cert-file',
    },
    {
      name: 'http-override',
      kind: 'string',
      value: '',
      usage:
        'Override the HTTP handler to always respond as if it were a GET with this path & params',
    },
    {
      name: 'udp-listen-addresses',
      kind: 'string',
      value: '',
      usage: 'A comma separated list of ip addresses the udp servers listen from',
    },
    {
      name: 'delay-shutdown',
      kind: 'int',
      value: '0',
      usage: 'Number of seconds to delay shutdown when receiving SIGTERM.',
    },
  ],
  args: { atMost: 0 },
  *run(process, flags) {
    const unsupported = flags.text('tls-cert-file') !== '' || flags.number('sctp-port') !== -1
    if (unsupported) return yield* fatal(process, 'TLS and SCTP are not simulated')
    const terminated = notify(process, 'TERM')
    const loop = new EventLoop(process, { sleepsApart: true })
    loop.add(endWhen(process, terminated, flags.number('delay-shutdown')))
    const state = { isReady: false, isEnding: () => terminated.has }
    yield* addUdp(process, loop, { flags, state })
    const port = flags.number('http-port')
    yield* log(process, `Started HTTP server on port ${port}`)
    const handle: Handler = (request) =>
      answer(process, overridden(request, flags.text('http-override')), state)
    yield* listenAndServe(process, loop, { port, handle })
    yield* loop.run(() => false)
    return 0
  },
}

/** What the endpoints tell of the server itself. */
export interface ServerState {
  /** The UDP server is there. */
  isReady: boolean
  readonly isEnding: () => boolean
}

function* endWhen(process: Process, terminated: Notified, delaySeconds: number): Run<void> {
  yield* terminated.wait()
  if (delaySeconds > 0) {
    yield* log(process, `Sleeping ${delaySeconds} seconds before terminating...`)
    yield* sleep(process, delaySeconds * 1000)
  }
  exit(0)
}

function* addUdp(
  process: Process,
  loop: EventLoop,
  { flags, state }: { readonly flags: Flags; readonly state: ServerState },
): Run<void> {
  const port = flags.number('udp-port')
  if (port === -1) return
  const listed = flags.text('udp-listen-addresses')
  const addresses = listed === '' ? [''] : [...new Set(listed.split(','))].sort()
  for (const address of addresses) {
    const serve = yield* serveUdp(process, { address, port })
    yield* log(process, `Started UDP server on port ${address} ${port}`)
    state.isReady = true
    loop.add(serve)
  }
}

function overridden(request: GoRequest, target: string): GoRequest {
  if (target === '') return request
  const [path = '/', query = ''] = target.split('?')
  return { ...request, method: 'GET', path, target, form: valuesOf(query) }
}
