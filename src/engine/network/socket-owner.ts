import type { OpenFile } from '../kernel/open-file.ts'
import type { Credentials, Fd, Pid } from '../kernel/process.ts'
import type { Sockets } from './sockets.ts'

/** What the socket calls need of the process that makes them: the kernel's side of the seam. */
export interface SocketOwner {
  /** In the process's own PID namespace. */
  readonly pid: Pid
  /** The container's id; null for a process of the machine itself. */
  readonly container: string | null
  readonly credentials: Credentials
  /** The open file behind a descriptor; EBADF. */
  fileOf(fd: Fd): OpenFile
  /** The lowest free descriptor for it; EMFILE. */
  install(file: OpenFile): Fd
  /** bind(2) of a unix socket makes its inode: EADDRINUSE where something stands, ENOENT, EROFS. */
  makeSocketInode(path: string): object
  /**
   * The inode that connect(2) finds: ENOENT, EACCES without write permission, ECONNREFUSED where
   * it is no socket. The same object for every path, mount and namespace that leads to it.
   */
  socketInode(path: string): object
}

/** What a kernel needs of a network namespace: the socket calls of one of its processes. */
export interface SocketProvider {
  socketsFor(owner: SocketOwner): Sockets
  /** The files of /proc/net and /proc/sys/net by their paths below /proc, made when read. */
  procFiles(): ReadonlyMap<string, () => string>
}
