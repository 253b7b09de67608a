import { type Process, type Run, SystemError, write } from '#engine'
import type { Command } from '../go/command.ts'
import { lookUp } from '../go/http-client.ts'
import { errnoText } from '../go/texts.ts'
import { dial } from '../http/dial.ts'
import { type InternetAddress, socketAddress } from '../resolver/resolve.ts'

export const connect: Command = {
  name: 'connect',
  operands: '[host:port]',
  short: 'Attempts a TCP, UDP or SCTP connection and returns useful errors',
  flags: [
    {
      name: 'timeout',
      kind: 'duration',
      value: '0s',
      usage: 'Maximum time before returning an error',
    },
    {
      name: 'protocol',
      kind: 'string',
      value: 'tcp',
      usage: 'The protocol to use to perform the connection, can be tcp, udp or sctp',
    },
    {
      name: 'udp-data',
      kind: 'string',
      value: 'hostname',
      usage: 'The UDP payload send to the server',
    },
  ],
  args: { exactly: 1 },
  *run(process, flags) {
    const [target = ''] = flags.args
    const [, bracketed, plain = '', port = ''] =
      /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(target) ?? []
    if (port === '') {
      const why = `address ${target}: ${target.includes(':') ? 'too many colons in address' : 'missing port in address'}`
      return yield* say(process, `UNKNOWN: ${why}`)
    }
    const found = yield* lookUp(process, bracketed ?? plain)
    if (!found.ok) return yield* say(process, `DNS: ${found.error}`)
    const timeoutMs = flags.duration('timeout')
    const until = timeoutMs === 0 ? Infinity : process.now + timeoutMs
    const address = socketAddress(found.address, Number(port))
    switch (flags.text('protocol')) {
      case '':
      case 'tcp':
        return yield* overTcp(process, address, until)
      case 'udp':
        return yield* overUdp(process, { address, until, data: flags.text('udp-data') })
      default:
        return yield* say(process, 'Unsupported protocol')
    }
  },
}

function* overTcp(process: Process, address: InternetAddress, until: number): Run {
  try {
    process.close(yield* dial(process, address, until))
    return 0
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno === 'ETIMEDOUT') return yield* say(process, 'TIMEOUT')
    if (error.errno === 'ECONNREFUSED') return yield* say(process, 'REFUSED')
    const where = `dial tcp ${address.address}:${address.port}`
    return yield* say(process, `OTHER: ${where}: connect: ${errnoText(error.errno)}`)
  }
}

function* overUdp(
  process: Process,
  how: { readonly address: InternetAddress; readonly until: number; readonly data: string },
): Run {
  const { address, until, data } = how
  const fd = process.sockets.socket(address.family, 'datagram')
  try {
    process.sockets.sendTo(fd, new TextEncoder().encode(`${data}\n`), address)
    while (process.sockets.tryReceiveFrom(fd) === 'again') {
      if (process.now >= until) return yield* say(process, `TIMEOUT: read udp: i/o timeout`)
      yield {
        do: 'wait',
        for: [{ fd, for: 'read' }],
        ...(until === Infinity ? {} : { until }),
      }
    }
    return 0
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const kind = error.errno === 'ECONNREFUSED' ? 'REFUSED' : 'UNKNOWN'
    return yield* say(process, `${kind}: read udp: ${errnoText(error.errno)}`)
  }
}

function* say(process: Process, line: string): Run {
  yield* write(process, 2, `${line}\n`)
  return 1
}
