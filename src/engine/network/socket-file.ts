import { type Errno, SystemError } from '../kernel/errno.ts'
import type { OpenFile } from '../kernel/open-file.ts'
import type { Holder } from './fabric.ts'
import type { Address } from './sockets.ts'

export type SocketOption = 'reuseaddr' | 'reuseport' | 'v6only'

/** Who makes a call: what bind(2) and connect(2) look at, and what the facts tell. */
export interface Caller extends Holder {
  readonly mayBindLowPorts: boolean
  makeSocketInode(path: string): object
  socketInode(path: string): object
}

/** An open socket of whatever kind: a file with the calls of socket(2). */
export interface SocketFile extends OpenFile {
  readonly inode: number
  bind(address: Address, caller: Caller): void
  listen(backlog: number, caller: Caller): void
  tryAccept(): SocketFile | 'again'
  connect(address: Address, caller: Caller): void
  checkConnected(): void
  shutdown(how: 'read' | 'write' | 'both'): void
  localAddress(): Address
  peerAddress(): Address
  setOption(option: SocketOption, value: boolean): void
  sendTo(bytes: Uint8Array, to: Address, caller: Caller): void
  tryReceiveFrom(): { readonly bytes: Uint8Array; readonly from: Address } | 'again'
}

export function isSocketFile(file: OpenFile): file is SocketFile {
  return 'tryAccept' in file
}

/** An agent of the node, which has no process among those that are simulated. */
export const AGENT: Caller = {
  container: null,
  uid: 0,
  mayBindLowPorts: true,
  makeSocketInode: () => refuse('EINVAL'),
  socketInode: () => refuse('EINVAL'),
}

function refuse(errno: Errno): never {
  throw new SystemError(errno)
}
