import { type Fd, type Process, type Run, SystemError, write } from '#engine'
import { dial } from '../http/dial.ts'
import { resolve, resolveMessage, socketAddress } from '../resolver/resolve.ts'
import { type Call, Refusal, type Tool } from './call.ts'
import { acceptedBy, listenOn } from './nc-listen.ts'
import { dialPath, listenAtPath, socketPathOf } from './nc-unix.ts'
import { type Options, parseOptions } from './options.ts'
import { portName } from './socket-table.ts'

/** nc: that of busybox, or OpenBSD's as Debian and Alpine have it. */
export const nc: Tool = function* (call) {
  const options = optionsOf(call)
  if (call.isBusybox) return yield* plainNc(call, options)
  return yield* openbsdNc(call, options)
}

function optionsOf(call: Call): Options {
  if (call.isBusybox)
    return parseOptions(call, { flags: 'lvzn', takes: 'pwief', stopsAtOperand: false })
  try {
    return parseOptions(call, { flags: '46bCDdFhklNnrStUuvZz', takes: 'IiMmOPpqsTVWwXx' })
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    throw new Refusal(
      `${thrown.message.replaceAll("'", '').replace(/ -- (.)$/, " -- '$1'")}\n${USAGE}`,
    )
  }
}

const USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]`

function* plainNc(call: Call, options: Options): Run {
  const { process } = call
  if (options.has('l')) {
    const port = Number(options.value('p') ?? 0)
    const listening = listenOn(call, { host: '::', port, words: (why) => `bind: ${why}` })
    const fd = yield* acceptedBy(process, listening)
    process.close(listening)
    return yield* exchange(process, fd, { endsWithInput: true })
  }
  const [host, port = '23'] = options.operands
  if (host === undefined) throw new Refusal('', { usage: true })
  const found = yield* resolve(process, host)
  const [address] = found.ok ? found.addresses : []
  if (address === undefined) throw new Refusal(`bad address '${host}'`)
  const fd = yield* connected(call, { address, port: Number(port), options }, (error) => {
    if (error.errno === 'ETIMEDOUT' && options.has('w')) return 'timed out'
    return `can't connect to remote host (${address}): ${error.message}`
  })
  if (fd === undefined) return 1
  if (options.has('v')) yield* write(process, 2, `${host} (${address}:${port}) open\n`)
  if (options.has('z')) return 0
  return yield* exchange(process, fd, { endsWithInput: true })
}

function* openbsdNc(call: Call, options: Options): Run {
  const { process } = call
  const [first, second] = options.operands
  if (options.has('l')) return yield* listenAsOpenbsd(call, options)
  const path = options.has('U') ? socketPathOf(options) : undefined
  if (path !== undefined) return yield* talkOverPath(process, path, options)
  if (first === undefined) {
    yield* write(process, 2, `${USAGE}\n`)
    return 1
  }
  if (second === undefined) throw new Refusal('missing port number')
  const found = yield* resolve(process, first)
  const [address] = found.ok ? found.addresses : []
  if (address === undefined) {
    const why = found.ok ? '' : resolveMessage(found.error)
    throw new Refusal(`getaddrinfo for host "${first}" port ${second}: ${why}`)
  }
  let status = 1
  const [from = 0, to = from] = second.split('-').map(Number)
  for (let port = from; port <= to; port++) {
    const fd = yield* connected(call, { address, port, options }, (error) =>
      options.has('v') ? `connect to ${first} port ${port} (tcp) failed: ${error.message}` : '',
    )
    if (fd === undefined) continue
    status = 0
    const service = portName(process, port, 'tcp')
    const named = service === `${port}` || options.has('n') ? '*' : service
    if (options.has('v'))
      yield* write(process, 2, `Connection to ${first} ${port} port [tcp/${named}] succeeded!\n`)
    if (options.has('z')) process.close(fd)
    else return yield* exchange(process, fd, { endsWithInput: options.has('N') })
  }
  return status
}

function* talkOverPath(process: Process, path: string, options: Options): Run {
  const fd = yield* dialPath(process, path)
  if (!options.has('z')) return yield* exchange(process, fd, { endsWithInput: options.has('N') })
  process.close(fd)
  return 0
}

function* listenAsOpenbsd(call: Call, options: Options): Run {
  const { process } = call
  const path = options.has('U') ? socketPathOf(options) : undefined
  const listening =
    path === undefined
      ? yield* listenAtPort(call, options)
      : yield* listenAtPath(call, path, options.has('v'))
  for (;;) {
    const fd = yield* acceptedBy(process, listening)
    const peer = process.sockets.peerAddress(fd)
    const from = peer.family === 'unix' ? (path ?? '') : `${peer.address} ${peer.port}`
    if (options.has('v')) yield* write(process, 2, `Connection received on ${from}\n`)
    const status = yield* exchange(process, fd, { endsWithInput: options.has('N') })
    if (!options.has('k')) return status
    process.close(fd)
  }
}

function* listenAtPort(call: Call, options: Options): Run {
  const words = [...options.operands]
  const port = words.pop() ?? options.value('p')
  if (port === undefined) throw new Refusal('missing port number')
  const host = words[0] ?? '0.0.0.0'
  const fd = listenOn(call, { host, port: Number(port), words: (why) => why })
  if (options.has('v')) yield* write(call.process, 2, `Listening on ${host} ${port}\n`)
  return fd
}

/** Undefined, and a complaint unless that is empty, when there is no connection. */
function* connected(
  call: Call,
  to: { readonly address: string; readonly port: number; readonly options: Options },
  words: (error: SystemError) => string,
): Run<Fd | undefined> {
  const { process } = call
  const seconds = Number(to.options.value('w') ?? Infinity)
  try {
    return yield* dial(process, socketAddress(to.address, to.port), process.now + seconds * 1000)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const complaint = words(error)
    if (complaint !== '') yield* call.complain(complaint)
    return undefined
  }
}

/** What comes in goes out on the other side, both ways, until the peer has ended. */
function* exchange(
  process: Process,
  fd: Fd,
  { endsWithInput }: { readonly endsWithInput: boolean },
): Run {
  let isListening = true
  for (;;) {
    const heard = process.tryRead(fd, 65_536)
    if (heard !== 'again') {
      if (heard.length === 0) return 0
      yield* write(process, 1, heard)
      continue
    }
    if (isListening) {
      const typed = process.tryRead(0, 65_536)
      if (typed !== 'again') {
        if (typed.length > 0) yield* write(process, fd, typed)
        else {
          isListening = false
          if (endsWithInput) process.sockets.shutdown(fd, 'write')
        }
        continue
      }
    }
    yield {
      do: 'wait',
      for: [{ fd, for: 'read' }, ...(isListening ? [{ fd: 0, for: 'read' } as const] : [])],
    }
  }
}
