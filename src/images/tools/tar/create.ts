import {
  type Run,
  type Stat,
  SystemError,
  TAR_BLOCK,
  type TarEntry,
  tarHead,
  tarPadding,
  work,
  write,
} from '#engine'
import { Names } from '../accounts.ts'
import { type Call, Refusal } from '../call.ts'
import { joinPath } from '../paths.ts'
import { attempt } from '../texts.ts'
import { failureOf } from './failure.ts'
import { isExcluded } from './matching.ts'
import type { TarRequest } from './request.ts'

/** tar fills whole records of so many bytes. */
const RECORD = 20 * TAR_BLOCK

/** Writes the files into an archive behind `fd`. */
export function* createArchive(call: Call, request: TarRequest, fd: number): Run {
  return yield* new Archive(call, request, fd).write()
}

class Archive {
  readonly #call: Call
  readonly #request: TarRequest
  readonly #fd: number
  readonly #names: Names
  readonly #own: Stat | undefined
  /** Files with several names that are in already: what they are called there. */
  readonly #links = new Map<string, string>()
  readonly #told = new Set<string>()
  #written = 0
  #isWell = true

  constructor(call: Call, request: TarRequest, fd: number) {
    this.#call = call
    this.#request = request
    this.#fd = fd
    this.#names = new Names(call.process)
    this.#own = request.archive === '-' ? undefined : attempt(() => call.process.fstat(fd))
  }

  *write(): Run {
    for (const path of this.#request.members) yield* this.#add(path)
    const end = 2 * TAR_BLOCK
    const whole = this.#call.isBusybox ? TAR_BLOCK : RECORD
    const total = Math.ceil((this.#written + end) / whole) * whole
    yield* this.#put(new Uint8Array(total - this.#written))
    return this.#isWell ? 0 : yield* failureOf(this.#call)
  }

  *#put(bytes: Uint8Array): Run<void> {
    yield* work(4 + bytes.length / 1024)
    try {
      yield* write(this.#call.process, this.#fd, bytes)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      throw new Refusal(`write error: ${error.message}`, { status: 2 })
    }
    this.#written += bytes.length
  }

  *#complain(path: string, verb: string, error: SystemError): Run<void> {
    this.#isWell = false
    const what = this.#call.isBusybox ? '' : `${verb}: `
    yield* this.#call.complain(`${path}: ${what}${error.message}`)
  }

  *#add(path: string): Run<void> {
    const { process } = this.#call
    if (isExcluded(this.#request.options, path)) return
    try {
      const stat = this.#request.options.has('h') ? process.stat(path) : process.lstat(path)
      if (stat.dev === this.#own?.dev && stat.ino === this.#own.ino) {
        yield* this.#call.complain(`${path}: file is the archive; not dumped`)
        return
      }
      yield* this.#addFound(path, stat)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      yield* this.#complain(path, 'Cannot stat', error)
    }
  }

  *#addFound(path: string, stat: Stat): Run<void> {
    if (stat.kind === 'directory') yield* this.#addDirectory(path, stat)
    else if (stat.kind === 'symlink')
      yield* this.#addHead(path, {
        ...stat,
        kind: 'symlink',
        target: this.#call.process.readlink(path),
      })
    else if (stat.kind === 'fifo') yield* this.#addHead(path, { ...stat, kind: 'fifo' })
    else if (stat.kind === 'file') yield* this.#addFile(path, stat)
    else if (stat.kind === 'socket') yield* this.#call.complain(`${path}: socket ignored`)
  }

  *#addDirectory(path: string, stat: Stat): Run<void> {
    const named = path.endsWith('/') ? path : `${path}/`
    yield* this.#addHead(named, { ...stat, kind: 'directory' })
    let names: readonly string[] = []
    try {
      names = this.#call.process.readdir(path)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      yield* this.#complain(path, 'Cannot open', error)
    }
    for (const name of names) yield* this.#add(joinPath(path, name))
  }

  *#addFile(path: string, stat: Stat): Run<void> {
    const inode = `${stat.dev} ${stat.ino}`
    const target = this.#links.get(inode)
    if (target !== undefined) {
      yield* this.#addHead(path, { ...stat, kind: 'link', target })
      return
    }
    let fd: number
    try {
      fd = this.#call.process.open(path, { read: true })
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      yield* this.#complain(path, 'Cannot open', error)
      return
    }
    if (stat.nlink > 1) this.#links.set(inode, yield* this.#memberName(path))
    yield* this.#addHead(path, { ...stat, kind: 'file' })
    yield* this.#addContent(fd, stat.size)
    this.#call.process.close(fd)
  }

  /** As many bytes as were announced, whatever becomes of the file meanwhile. */
  *#addContent(fd: number, size: number): Run<void> {
    for (let left = size; left > 0;) {
      const bytes = (yield* this.#call.read(fd)).subarray(0, left)
      const some = bytes.length === 0 ? new Uint8Array(Math.min(left, RECORD)) : bytes
      yield* this.#put(some)
      left -= some.length
    }
    yield* this.#put(tarPadding(size))
  }

  *#addHead(
    path: string,
    { kind, target, ...stat }: Omit<Stat, 'kind'> & Pick<TarEntry, 'kind' | 'target'>,
  ): Run<void> {
    const name = yield* this.#memberName(path)
    const { mode, uid, gid } = stat
    yield* this.#put(
      tarHead({
        ...{ name, kind, mode, uid, gid, mtime: Math.floor(stat.mtime / 1000) },
        size: kind === 'file' ? stat.size : 0,
        ...(target === undefined ? {} : { target }),
        user: this.#names.hasUser(uid) ? this.#names.user(uid) : '',
        group: this.#names.hasGroup(gid) ? this.#names.group(gid) : '',
      }),
    )
    if (!this.#request.options.has('v')) return
    if (this.#request.archive === '-') yield* write(this.#call.process, 2, `${name}\n`)
    else yield* this.#call.print(`${name}\n`)
  }

  /** Members are named relatively, and that is said once. */
  *#memberName(path: string): Run<string> {
    const prefix = /^(\/+|.*(?:^|\/)\.\.(?:\/|$))/.exec(path)?.[1] ?? ''
    if (prefix === '' || this.#request.options.has('P')) return path
    if (!this.#told.has(prefix)) {
      this.#told.add(prefix)
      const words = this.#call.isBusybox
        ? `removing leading '${prefix}' from member names`
        : `Removing leading \`${prefix}' from member names`
      yield* this.#call.complain(words)
    }
    return path.slice(prefix.length) || './'
  }
}
