import type { Inode } from '../files/inode.ts'
import type { Machine } from './machine.ts'
import type { OpenFile } from './open-file.ts'
import { Pipe } from './pipe.ts'
import type { OpenFlags, Stat } from './process.ts'

const PIPE_DEVICE = 14

/** pipe(2): two open files that share 64 KiB of room. */
export function openPipe(machine: Pick<Machine, 'nextPipe' | 'wallClock'>): {
  readonly reader: OpenFile
  readonly writer: OpenFile
} {
  const stat = pipeStat(machine.nextPipe(), machine.wallClock)
  const pipe = new Pipe({ stat: () => stat, label: `pipe:[${stat.ino}]`, isNamed: false })
  return { reader: pipe.open({ read: true }), writer: pipe.open({ write: true }) }
}

/** For one named pipe: all who open it, by whatever name, share one pipe. */
export function openNamedPipe(): (flags: OpenFlags, inode: Inode) => OpenFile {
  let pipe: Pipe | undefined
  return (flags, inode) => {
    pipe ??= new Pipe({ stat: () => inode.stat(), label: 'fifo', isNamed: true })
    return pipe.open(flags)
  }
}

function pipeStat(ino: number, now: number): Stat {
  const owner = { mode: 0o600, uid: 0, gid: 0, size: 0, blocks: 0 }
  const times = { mtime: now, ctime: now, atime: now }
  return { kind: 'fifo', ino, dev: PIPE_DEVICE, nlink: 1, ...owner, ...times }
}
