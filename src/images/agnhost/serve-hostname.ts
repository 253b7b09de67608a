import { exit, type Fd, type Process, type Run, sleep, write } from '#engine'
import type { Command } from '../go/command.ts'
import type { Flags } from '../go/flags.ts'
import { type Handler, listen, listenAndServe, remoteAddress } from '../go/http-server.ts'
import { fatal, log, notify } from '../go/runtime.ts'
import { EventLoop } from '../http/event-loop.ts'
import { bindUdp, receive, textOf } from './udp.ts'

const flag = (name: string, value: string, usage: string) =>
  ({ name, kind: 'bool', value, usage }) as const

export const serveHostname: Command = {
  name: 'serve-hostname',
  short: 'Serves the hostname',
  flags: [
    flag('tcp', 'false', 'Serve raw over TCP.'),
    flag('udp', 'false', 'Serve raw over UDP.'),
    flag('http', 'true', 'Serve HTTP.'),
    flag('close', 'false', 'Close connection per each HTTP request.'),
    { name: 'port', kind: 'int', value: '9376', usage: 'Port number.' },
  ],
  args: { atMost: 0 },
  *run(process, flags) {
    if (flags.is('http') && (flags.is('tcp') || flags.is('udp')))
      return yield* fatal(process, "Can't server TCP/UDP mode and HTTP mode at the same time")
    const terminated = notify(process, 'TERM')
    const loop = new EventLoop(process, { sleepsApart: true })
    const port = flags.number('port')
    if (flags.is('tcp')) loop.add(overTcp(process, yield* listen(process, port)))
    if (flags.is('udp')) loop.add(overUdp(process, yield* bindUdp(process, { address: '', port })))
    if (flags.is('http'))
      yield* listenAndServe(process, loop, { port, handle: overHttp(process, flags) })
    yield* log(process, `Serving on port ${port}.`)
    loop.add(lingering(process, terminated.wait()))
    yield* loop.run(() => false)
    return 0
  },
}

/** It serves on for a minute after it was asked to end: whoever still comes is answered. */
function* lingering(process: Process, terminated: Run<string>): Run<void> {
  yield* terminated
  yield* log(process, 'Shutting down after receiving signal: terminated.')
  yield* log(process, 'Awaiting pod deletion.')
  yield* sleep(process, 60_000)
  exit(0)
}

function overHttp(process: Process, flags: Flags): Handler {
  return function* (request) {
    yield* log(process, `HTTP request from ${remoteAddress(request.peer)}`)
    const headers = flags.is('close') ? ([['Connection', 'close']] as const) : []
    return { headers, body: process.hostname }
  }
}

function* overTcp(process: Process, listening: Fd): Run<void> {
  for (;;) {
    const fd = process.sockets.tryAccept(listening)
    if (fd === 'again') {
      yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
      continue
    }
    yield* log(process, `TCP request from ${textOf(process.sockets.peerAddress(fd))}`)
    yield* write(process, fd, process.hostname)
    process.close(fd)
  }
}

function* overUdp(process: Process, fd: Fd): Run<void> {
  for (;;) {
    const { from } = yield* receive(process, fd)
    yield* log(process, `UDP request from ${textOf(from)}`)
    process.sockets.sendTo(fd, new TextEncoder().encode(process.hostname), from)
  }
}
