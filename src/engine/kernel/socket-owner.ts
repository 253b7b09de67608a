import { SocketFile } from '../files/special-files.ts'
import type { SocketOwner } from '../network/socket-owner.ts'
import { SystemError } from './errno.ts'
import type { Task } from './task.ts'

/** A process as the network sees it. */
export function socketOwner(task: Task): SocketOwner {
  const { descriptors, files } = task
  return {
    pid: task.pid,
    container: task.surroundings.container,
    get credentials() {
      return files.credentials
    },
    fileOf: (fd) => descriptors.file(fd),
    install: (file) => descriptors.install(file),
    makeSocketInode: (path) => makeSocketInode(task, path),
    socketInode: (path) => {
      const { inode } = files.find(path)
      if (!(inode instanceof SocketFile)) throw new SystemError('ECONNREFUSED')
      files.demand(inode, 'write')
      return inode
    },
  }
}

function makeSocketInode(task: Task, path: string): object {
  try {
    return task.files.makeSocket(path)
  } catch (error) {
    if (error instanceof SystemError && error.errno === 'EEXIST')
      throw new SystemError('EADDRINUSE')
    throw error
  }
}
