import { type Process, type Run } from '#engine'
import type { Command } from '../go/command.ts'
import { type GoRequest, listenAndServe, type Reply } from '../go/http-server.ts'
import { beginRuntime, ENDED_AS_FIRST, log } from '../go/runtime.ts'
import { jsonOf } from '../go/texts.ts'
import { EventLoop } from '../http/event-loop.ts'
import { bindUdp, receive } from './udp.ts'

/** Serves the value of every variable SERVE_PORT_9001 on the port that it names. */
export const porter: Command = {
  name: 'porter',
  short: 'Serves requested data on ports specified in ENV variables',
  flags: [
    {
      name: 'json-response',
      kind: 'bool',
      value: 'false',
      usage:
        'Responds to requests with a json response that includes the default value with the http.Request Method',
    },
  ],
  args: { atMost: 0 },
  *run(process, flags) {
    const ended = beginRuntime(process)
    const loop = new EventLoop(process, { sleepsApart: true })
    loop.add(ended.wait())
    for (const [name, value] of process.env) {
      const [, kind = '', port = ''] = /^SERVE_(TCP_|UDP_|TLS_|SCTP_|)PORT_(\d+)$/.exec(name) ?? []
      const how = { port: Number(port), value, isJson: flags.is('json-response') }
      if (port === '') continue
      if (kind === 'UDP_') yield* addUdp(process, loop, how)
      else if (kind === '' || kind === 'TCP_') yield* addHttp(process, loop, how)
      else
        yield* log(process, `server on port "${port}" failed: not simulated: ${kind.slice(0, -1)}`)
    }
    yield* loop.run(() => ended.has)
    return ENDED_AS_FIRST
  },
}

interface Served {
  readonly port: number
  readonly value: string
  readonly isJson: boolean
}

function* addHttp(process: Process, loop: EventLoop, { port, value, isJson }: Served): Run<void> {
  const handle = function* (request: GoRequest): Run<Reply> {
    if (!isJson) return { body: value }
    const body = jsonOf({ Method: request.method, Body: value })
    return { headers: [['Content-Type', 'application/json']], body }
  }
  yield* listenAndServe(process, loop, { port, address: '0.0.0.0', handle })
}

function* addUdp(process: Process, loop: EventLoop, { port, value }: Served): Run<void> {
  const fd = yield* bindUdp(process, { address: '0.0.0.0', port })
  yield* log(process, `Started UDP server on port ${port}`)
  loop.add(
    (function* (): Run<void> {
      for (;;) {
        const { from } = yield* receive(process, fd)
        process.sockets.sendTo(fd, new TextEncoder().encode(value), from)
      }
    })(),
  )
}
