import { type Address, type Fd, type Process, type Run, SystemError } from '#engine'
import { fatal, log } from '../go/runtime.ts'
import { errnoText } from '../go/texts.ts'
import { socketAddress } from '../resolver/resolve.ts'

const encoder = new TextEncoder()

/** Binds a socket for datagrams, and gives what answers them in an event loop. */
export function* serveUdp(
  process: Process,
  where: { readonly address: string; readonly port: number },
): Run<Run<void>> {
  return answerCommands(process, yield* bindUdp(process, where))
}

/** The datagram and who sent it, as soon as one is there. */
export function* receive(
  process: Process,
  fd: Fd,
): Run<{ readonly bytes: Uint8Array; readonly from: Address }> {
  for (;;) {
    const datagram = process.sockets.tryReceiveFrom(fd)
    if (datagram !== 'again') return datagram
    yield { do: 'wait', for: [{ fd, for: 'read' }] }
  }
}

export function* bindUdp(
  process: Process,
  { address, port }: { readonly address: string; readonly port: number },
): Run {
  const at =
    address === ''
      ? ({ family: 'inet6', address: '::', port } as const)
      : socketAddress(address, port)
  const fd = process.sockets.socket(at.family, 'datagram')
  try {
    process.sockets.bind(fd, at)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const shown = `${address}:${port}`
    const why = `listen udp ${shown}: bind: ${errnoText(error.errno)}`
    return yield* fatal(
      process,
      `Error occurred: failed to create listener for UDP address ${shown}:${why}`,
    )
  }
}

/** As net.UDPAddr prints itself. */
export function textOf(address: Address): string {
  if (address.family === 'unix') return address.path
  const plain = address.address.replace(/^::ffff:/, '')
  return plain.includes(':') ? `[${plain}]:${address.port}` : `${plain}:${address.port}`
}

function* answerCommands(process: Process, fd: Fd): Run<void> {
  for (;;) {
    const { bytes, from } = yield* receive(process, fd)
    const said = new TextDecoder().decode(bytes).trim().toLowerCase()
    const reply = yield* replyTo(process, said, textOf(from))
    if (reply !== undefined) process.sockets.sendTo(fd, encoder.encode(reply), from)
  }
}

function* replyTo(process: Process, said: string, from: string): Run<string | undefined> {
  if (said === 'hostname') {
    yield* log(process, 'Sending udp hostName response')
    yield* log(process, `hostname: ${process.hostname}`)
    return process.hostname
  }
  if (said.startsWith('echo ')) {
    const text = said.slice('echo '.length)
    yield* log(process, `Echoing ${text} to UDP client ${from}`)
    return text
  }
  if (said === 'clientip') {
    yield* log(process, `Sending clientip back to UDP client ${from}`)
    return from
  }
  if (said !== '') yield* log(process, `Unknown UDP command received from ${from}: ${said}`)
  return undefined
}
