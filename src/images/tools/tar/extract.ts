import { type Run, SystemError, type TarEntry, TarReader, write } from '#engine'
import { idOf } from '../accounts.ts'
import { type Call, Refusal } from '../call.ts'
import { attempt } from '../texts.ts'
import { failureOf } from './failure.ts'
import { Listing } from './listing.ts'
import { isExcluded } from './matching.ts'
import type { TarRequest } from './request.ts'

/** Takes out, or lists, what is in the archive behind `fd`. */
export function* readArchive(call: Call, request: TarRequest, fd: number): Run {
  return yield* new Extraction(call, request, fd).run()
}

/** A directory gets its mode and its time when everything is in it. */
interface Later {
  readonly path: string
  readonly entry: TarEntry
}

class Extraction {
  readonly #call: Call
  readonly #request: TarRequest
  readonly #fd: number
  readonly #listing: Listing
  readonly #missing: Set<string>
  readonly #later: Later[] = []
  #isWell = true
  #isSlashTold = false
  #out: number | undefined

  constructor(call: Call, request: TarRequest, fd: number) {
    this.#call = call
    this.#request = request
    this.#fd = fd
    this.#listing = new Listing(call)
    this.#missing = new Set(request.members)
  }

  *run(): Run {
    yield* this.#readAll()
    this.#closeOut()
    for (const { path, entry } of this.#later.reverse()) this.#settle(path, entry)
    for (const name of this.#missing) {
      this.#isWell = false
      yield* this.#call.complain(
        `${name}: ${this.#call.isBusybox ? 'not found in archive' : 'Not found in archive'}`,
      )
    }
    if (this.#isWell) return 0
    return this.#call.isBusybox && this.#missing.size > 0 ? 1 : yield* failureOf(this.#call)
  }

  *#readAll(): Run<void> {
    const reader = new TarReader()
    let hasBegun = false
    for (;;) {
      const bytes = yield* this.#call.read(this.#fd)
      if (bytes.length === 0) break
      for (const piece of reader.push(bytes)) {
        if (piece.kind === 'end') {
          yield* this.#readToEnd()
          return
        }
        if (piece.kind === 'damage') throw yield* this.#damaged(hasBegun)
        if (piece.kind === 'content') yield* this.#content(piece.bytes)
        else yield* this.#entry(piece.entry)
        hasBegun = true
      }
    }
    if (!hasBegun) throw yield* this.#nothing()
    const isCut = reader.isWithinContent || (this.#call.isBusybox && reader.isWithinBlock)
    if (isCut) throw this.#cutOff()
  }

  /** Whoever writes into a pipe is let finish. */
  *#readToEnd(): Run<void> {
    for (;;) if ((yield* this.#call.read(this.#fd)).length === 0) return
  }

  *#damaged(hasBegun: boolean): Run<Refusal> {
    if (this.#call.isBusybox) return new Refusal('invalid tar magic')
    yield* this.#call.complain(
      hasBegun ? 'Skipping to next header' : 'This does not look like a tar archive',
    )
    return new Refusal('Exiting with failure status due to previous errors', { status: 2 })
  }

  *#nothing(): Run<Refusal> {
    if (this.#call.isBusybox) return new Refusal('short read')
    return yield* this.#damaged(false)
  }

  /** GNU tar says it a second time when it had the file open. */
  #cutOff(): Refusal {
    if (this.#call.isBusybox) return new Refusal('short read')
    const { name } = this.#call
    const once = 'Unexpected EOF in archive'
    const words = this.#out === undefined ? once : `${once}\n${name}: ${once}`
    return new Refusal(`${words}\n${name}: Error is not recoverable: exiting now`, { status: 2 })
  }

  *#entry(entry: TarEntry): Run<void> {
    this.#closeOut()
    if (!this.#isWanted(entry.name)) return
    const { mode, options } = this.#request
    if (mode === 'list') {
      yield* this.#call.print(options.has('v') ? this.#listing.line(entry) : `${entry.name}\n`)
      return
    }
    const path = yield* this.#pathFor(entry.name)
    if (path === undefined) return
    if (options.has('v')) yield* this.#call.print(`${entry.name}\n`)
    if (options.has('O')) {
      if (entry.kind === 'file') this.#out = 1
      return
    }
    try {
      this.#make(path, entry)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      this.#isWell = false
      yield* this.#call.complain(`${this.#words(path, entry)}: ${error.message}`)
    }
  }

  #words(path: string, { kind }: TarEntry): string {
    if (this.#call.isBusybox) return `can't ${kind === 'directory' ? 'make dir' : 'open'} ${path}`
    const verb: Readonly<Record<TarEntry['kind'], string>> = {
      file: 'open',
      directory: 'mkdir',
      symlink: 'create symlink to',
      link: 'hard link to',
      fifo: 'mkfifo',
    }
    return `${path}: Cannot ${verb[kind]}`
  }

  #isWanted(name: string): boolean {
    const { members, options } = this.#request
    if (isExcluded(options, name)) return false
    if (members.length === 0) return true
    const plain = name.replace(/\/+$/, '')
    const wanted = members.find((it) => {
      const member = it.replace(/\/+$/, '')
      return plain === member || plain.startsWith(`${member}/`)
    })
    if (wanted !== undefined) this.#missing.delete(wanted)
    return wanted !== undefined
  }

  /** Where a member goes; nowhere when nothing is left of its name. */
  *#pathFor(name: string): Run<string | undefined> {
    if (name.split('/').includes('..')) {
      this.#isWell = false
      yield* this.#call.complain(`${name}: Member name contains '..'`)
      return undefined
    }
    if (name.startsWith('/') && !this.#request.options.has('P') && !this.#isSlashTold) {
      this.#isSlashTold = true
      yield* this.#call.complain(
        this.#call.isBusybox
          ? "removing leading '/' from member names"
          : "Removing leading `/' from member names",
      )
    }
    const rooted = this.#request.options.has('P') && name.startsWith('/') ? '/' : ''
    const parts = name.split('/').filter((part) => part !== '')
    const left = parts.slice(this.#request.strip)
    return left.length === 0 ? undefined : rooted + left.join('/')
  }

  #make(path: string, entry: TarEntry): void {
    const { process } = this.#call
    this.#makeParents(path)
    if (entry.kind === 'directory') {
      if (attempt(() => process.stat(path))?.kind !== 'directory') process.mkdir(path, 0o777)
      this.#later.push({ path, entry })
      return
    }
    if (!this.#request.options.has('k')) attempt(() => process.unlink(path))
    switch (entry.kind) {
      case 'symlink':
        process.symlink(entry.target ?? '', path)
        break
      case 'link':
        process.link(entry.target ?? '', path)
        break
      case 'fifo':
        process.mkfifo(path)
        this.#settle(path, entry)
        break
      case 'file':
        this.#out = process.open(path, { write: true, create: true, exclusive: true }, 0o600)
        this.#later.push({ path, entry })
    }
  }

  #makeParents(path: string): void {
    const { process } = this.#call
    const parts = path.split('/').slice(0, -1)
    parts.forEach((_, at) => {
      const directory = parts.slice(0, at + 1).join('/')
      if (directory === '' || attempt(() => process.stat(directory)) !== undefined) return
      process.mkdir(directory, 0o777)
    })
  }

  *#content(bytes: Uint8Array): Run<void> {
    if (this.#out === 1) yield* this.#call.print(bytes)
    else if (this.#out !== undefined) yield* this.#write(this.#out, bytes)
  }

  *#write(fd: number, bytes: Uint8Array): Run<void> {
    try {
      yield* write(this.#call.process, fd, bytes)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      throw new Refusal(`Cannot write: ${error.message}`, { status: 2 })
    }
  }

  #closeOut(): void {
    if (this.#out !== undefined && this.#out !== 1) this.#call.process.close(this.#out)
    this.#out = undefined
  }

  /** Owner, mode and time, as far as they are wanted and may be set. */
  #settle(path: string, entry: TarEntry): void {
    const { process } = this.#call
    const { options } = this.#request
    const isRoot = process.credentials.uid === 0
    if (isRoot && !options.has('o'))
      attempt(() => {
        process.chown(path, this.#idOf('passwd', entry), this.#idOf('group', entry))
      })
    const keepsMode = (isRoot || options.has('p')) && !options.has('no-same-permissions')
    attempt(() => {
      process.chmod(path, keepsMode ? entry.mode : entry.mode & 0o777 & ~process.umask)
    })
    if (!options.has('m'))
      attempt(() => {
        process.utimes(path, entry.mtime * 1000)
      })
  }

  #idOf(kind: 'passwd' | 'group', { uid, gid, user = '', group = '' }: TarEntry): number {
    const [name, number] = kind === 'passwd' ? [user, uid] : [group, gid]
    if (name === '' || this.#request.options.has('numeric')) return number
    return idOf(this.#call.process, kind, name) ?? number
  }
}

/** Where a directory leads when one changes into it. */
export function changeDirectory(call: Call, path: string): void {
  try {
    call.process.chdir(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw call.isBusybox
      ? new Refusal(`can't change directory to '${path}': ${error.message}`)
      : new Refusal(
          `${path}: Cannot open: ${error.message}\n${call.name}: Error is not recoverable: exiting now`,
          { status: 2 },
        )
  }
}
