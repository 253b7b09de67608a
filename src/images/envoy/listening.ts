import { type Fd, type Process, SystemError } from '#engine'
import { socketAddress } from '../resolver/resolve.ts'
import { ConfigError } from './config-error.ts'
import type { SocketPlace } from './settings.ts'

const BACKLOG = 4096

/** A socket with its address; other Envoys of the same user may share it. Throws a ConfigError. */
export function bindTo(process: Process, { address, port }: SocketPlace): Fd {
  const at = socketAddress(address, port)
  const fd = process.sockets.socket(at.family, 'stream')
  try {
    process.sockets.setOption(fd, 'reuseaddr', true)
    process.sockets.setOption(fd, 'reuseport', true)
    process.sockets.bind(fd, at)
    return fd
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    process.close(fd)
    throw new ConfigError(`cannot bind '${address}:${port}': ${error.message}`)
  }
}

export function startListening(process: Process, fd: Fd): void {
  process.sockets.listen(fd, BACKLOG)
}
