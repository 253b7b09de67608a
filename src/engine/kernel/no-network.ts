import type { SocketProvider } from '../network/socket-owner.ts'
import { SystemError } from './errno.ts'

const refuse = (): never => {
  throw new SystemError('EAFNOSUPPORT')
}

/** A machine without any network: not even a loopback interface. */
export const NO_NETWORK: SocketProvider = {
  socketsFor: () => ({
    socket: refuse,
    bind: refuse,
    listen: refuse,
    tryAccept: refuse,
    connect: refuse,
    checkConnected: refuse,
    shutdown: refuse,
    localAddress: refuse,
    peerAddress: refuse,
    setOption: refuse,
    sendTo: refuse,
    tryReceiveFrom: refuse,
    interfaces: () => [],
    routes: () => [],
  }),
  procFiles: () => new Map(),
}
