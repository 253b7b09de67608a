import { type Fd, type Process, type Run, SystemError } from '#engine'
import { socketAddress } from '../resolver/resolve.ts'
import { type Call, Refusal } from './call.ts'

/** A socket that listens; a refusal in the tool's words when it cannot. */
export function listenOn(
  { process }: Call,
  where: { readonly host: string; readonly port: number; readonly words: (why: string) => string },
): Fd {
  const address = socketAddress(where.host, where.port)
  const fd = process.sockets.socket(address.family, 'stream')
  try {
    process.sockets.setOption(fd, 'reuseaddr', true)
    process.sockets.bind(fd, address)
    process.sockets.listen(fd, 1)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new Refusal(where.words(error.message))
  }
}

/** The next connection. */
export function* acceptedBy(process: Process, listening: Fd): Run {
  for (;;) {
    const fd = process.sockets.tryAccept(listening)
    if (fd !== 'again') return fd
    yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
  }
}
