import { SystemDirectory } from '../../files/directory.ts'
import type { FileSystem } from '../../files/file-system.ts'
import type { Inode } from '../../files/inode.ts'
import type { Location } from '../../files/mount.ts'
import { pathOf } from '../../files/path-of.ts'
import { MagicLink } from '../../files/special-files.ts'
import type { OpenFile } from '../open-file.ts'
import type { PidNamespace } from '../pid-namespace.ts'
import type { Task } from '../task.ts'
import {
  LISTED,
  made,
  MadeDirectory,
  madeDirectory,
  type MadeEntries,
  MadeFile,
} from './made-files.ts'
import { cmdline, environ, limits, mounts, stat, statm, status } from './task-texts.ts'

/** /proc/PID: one process as the PID namespace of the mount shows it. */
export function taskDirectory(fs: FileSystem, task: Task, namespace: PidNamespace): MadeDirectory {
  const { credentials } = task.files
  const owner = { mode: 0o555, uid: credentials.uid, gid: credentials.gid }
  return new MadeDirectory(fs, owner, entriesOf(task, namespace))
}

function entriesOf(task: Task, namespace: PidNamespace): MadeEntries {
  const { files, surroundings } = task
  const seesAll = namespace.level === 0
  const secret = (text: () => string) => (fs: FileSystem) =>
    new MadeFile(fs, { mode: 0o400, uid: files.credentials.uid, gid: files.credentials.gid }, text)
  return {
    cgroup: made(() => `0::${seesAll ? surroundings.cgroup.path : '/'}\n`),
    cmdline: made(() => cmdline(task)),
    comm: made(() => `${task.comm}\n`),
    cwd: linkTo(task, () => files.workingDirectory, files.root),
    environ: secret(() => environ(task)),
    exe: (fs) =>
      new MagicLink(fs, ownerOf(task), {
        text: () => task.executable,
        place: () => (task.ending === null ? task.executablePlace : null),
      }),
    fd: (fs) => new DescriptorDirectory(fs, task),
    limits: made(() => limits(task)),
    mounts: made(() => mounts(surroundings.mounts)),
    net: (fs) => new NetworkDirectory(fs, task),
    ns: madeDirectory(namespacesOf(task)),
    root: linkTo(task, () => files.root, files.root),
    stat: made(() => stat(task, namespace)),
    statm: made(() => statm(task)),
    status: made(() => status(task, namespace)),
  }
}

function linkTo(task: Task, place: () => Location, root: Location): (fs: FileSystem) => Inode {
  return (fs) => new MagicLink(fs, ownerOf(task), { place, text: () => pathOf(place(), root) })
}

function ownerOf(task: Task): { mode: number; uid: number; gid: number } {
  const { uid, gid } = task.files.credentials
  return { mode: 0o777, uid, gid }
}

/** /proc/PID/ns: two processes share a namespace where the same number stands. */
function namespacesOf(task: Task): MadeEntries {
  const { machine, namespace, surroundings } = task
  const { cgroup, mounts, network, uts } = surroundings
  // The containers of a Pod have UTS and IPC in common.
  const all = { cgroup, ipc: uts, mnt: mounts, net: network, pid: namespace, user: machine, uts }
  const link = (name: string, it: object) => (fs: FileSystem) =>
    new MagicLink(fs, ownerOf(task), {
      text: () => `${name}:[${machine.namespaceNumber(name, it)}]`,
      place: () => null,
    })
  return Object.fromEntries(Object.entries(all).map(([name, it]) => [name, link(name, it)]))
}

/** /proc/PID/fd: links to what is open. */
class DescriptorDirectory extends SystemDirectory {
  readonly #task: Task
  readonly #links = new Map<OpenFile, Inode>()

  constructor(fs: FileSystem, task: Task) {
    super(fs, { ...ownerOf(task), mode: 0o500 })
    this.#task = task
  }

  lookup(name: string): Inode | undefined {
    const fd = Number(name)
    const { descriptors } = this.#task
    if (String(fd) !== name || !descriptors.numbers().includes(fd)) return undefined
    const file = descriptors.file(fd)
    const known = this.#links.get(file)
    if (known !== undefined) return known
    const link = new MagicLink(this.fs, ownerOf(this.#task), {
      text: () => file.label ?? 'anon_inode:[unknown]',
      place: () => file.place ?? null,
      file: () => file,
    })
    this.#links.set(file, link)
    return link
  }

  names(): readonly string[] {
    return this.#task.descriptors.numbers().map(String)
  }
}

/** /proc/PID/net: the network namespace that the process is in. */
class NetworkDirectory extends SystemDirectory {
  readonly #task: Task

  constructor(fs: FileSystem, task: Task) {
    super(fs, LISTED)
    this.#task = task
  }

  lookup(name: string): Inode | undefined {
    const text = this.#files().get(`net/${name}`)
    return text === undefined ? undefined : made(text)(this.fs)
  }

  names(): readonly string[] {
    return [...this.#files().keys()]
      .filter((path) => path.startsWith('net/'))
      .map((path) => path.slice('net/'.length))
  }

  #files(): ReadonlyMap<string, () => string> {
    return this.#task.surroundings.network.procFiles()
  }
}
