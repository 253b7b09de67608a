import type { Stat } from '../kernel/process.ts'

/** What fstat(2) tells of a socket. */
export function socketStat(inode: number): Stat {
  return {
    kind: 'socket',
    mode: 0o777,
    uid: 0,
    gid: 0,
    size: 0,
    blocks: 0,
    ino: inode,
    dev: 8,
    nlink: 1,
    mtime: 0,
    ctime: 0,
    atime: 0,
  }
}
