import { SystemDirectory, type TreeDirectory } from '../files/directory.ts'
import { FileSystem } from '../files/file-system.ts'
import type { Inode, Ownership } from '../files/inode.ts'
import { type Device, DeviceFile, Symlink } from '../files/special-files.ts'
import type { Viewer } from '../files/viewer.ts'
import type { Machine } from './machine.ts'
import { SystemError } from './errno.ts'
import type { OpenFile } from './open-file.ts'
import type { OpenFlags, Stat } from './process.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'

const EVERYBODY: Ownership = { mode: 0o666, uid: 0, gid: 0 }
const DIRECTORY: Ownership = { mode: 0o755, uid: 0, gid: 0 }
const ZEROS = new Uint8Array(65536)
const nothing = (): void => undefined

interface Stream {
  readonly read: (max: number) => Uint8Array
  readonly write: (bytes: Uint8Array) => number
}

/** A file without position that is always ready: what /dev/null and /dev/zero are. */
function alwaysReady(stream: Stream, inode: { stat(): Stat; readonly label: string }): OpenFile {
  return {
    label: inode.label,
    tryRead: (max) => stream.read(max),
    tryWrite: (bytes) => stream.write(bytes),
    isReady: () => true,
    onChange: () => nothing,
    stat: () => inode.stat(),
    seek: () => 0,
    close: nothing,
    reopen: () => alwaysReady(stream, inode),
  }
}

const empty = (): Uint8Array => new Uint8Array(0)
const swallow = (bytes: Uint8Array): number => bytes.length
const zeros = (max: number): Uint8Array => ZEROS.subarray(0, max)
const refuse = (): number => {
  throw new SystemError('ENOSPC')
}

/** The devices that every container has: null(4), zero(4), full(4), random(4). */
export function addDevices(directory: TreeDirectory, machine: Machine): void {
  const { fs } = directory
  const { random } = machine.options
  const chance = (max: number): Uint8Array =>
    Uint8Array.from({ length: Math.min(max, 4096) }, () => random.below(256))
  const streams: readonly (readonly [name: string, minor: number, stream: Stream])[] = [
    ['null', 3, { read: empty, write: swallow }],
    ['zero', 5, { read: zeros, write: swallow }],
    ['full', 7, { read: zeros, write: refuse }],
    ['random', 8, { read: chance, write: swallow }],
    ['urandom', 9, { read: chance, write: swallow }],
  ]
  for (const [name, minor, stream] of streams) {
    const open = (): OpenFile =>
      alwaysReady(stream, { label: `/dev/${name}`, stat: () => file.stat() })
    const file = new DeviceFile(fs, EVERYBODY, { major: 1, minor, open })
    directory.add(name, file)
  }
  directory.add('tty', new DeviceFile(fs, EVERYBODY, CONTROLLING_TERMINAL))
  for (const [name, target] of LINKS) directory.add(name, new Symlink(fs, EVERYBODY, target))
}

const CONTROLLING_TERMINAL: Device = {
  major: 5,
  minor: 0,
  open: (_flags: OpenFlags, viewer: Viewer) => viewer.openControllingTerminal(),
}

const LINKS = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
  ['ptmx', 'pts/ptmx'],
] as const

/** /dev/pts: the terminals of one container, or of the machine itself. */
export class TerminalDirectory extends SystemDirectory {
  readonly #terminals = new Map<string, Inode>()
  #next = 0

  constructor(machine: Machine) {
    super(devptsOf(machine), DIRECTORY)
  }

  /** Numbers a new terminal. */
  nextName(): string {
    return String(this.#next++)
  }

  put(name: string, terminal: PseudoTerminal): void {
    this.#terminals.set(name, this.#inodeOf(Number(name), terminal))
  }

  take(name: string): void {
    this.#terminals.delete(name)
  }

  inode(name: string): Inode | undefined {
    return this.#terminals.get(name)
  }

  lookup(name: string): Inode | undefined {
    return this.#terminals.get(name)
  }

  names(): readonly string[] {
    return [...this.#terminals.keys()]
  }

  #inodeOf(minor: number, terminal: PseudoTerminal): Inode {
    const owner = { mode: 0o620, uid: 0, gid: 5 }
    return new DeviceFile(this.fs, owner, { major: 136, minor, open: () => terminal.open() })
  }
}

function devptsOf(machine: Machine): FileSystem {
  return new FileSystem({
    type: 'devpts',
    source: 'devpts',
    device: machine.nextDevice(),
    now: () => machine.wallClock,
    options: ['gid=5', 'mode=620', 'ptmxmode=666'],
  })
}
