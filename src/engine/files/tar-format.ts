/** What stands in a tar archive before the content of a file: tar(5), the ustar and GNU forms. */
export interface TarEntry {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'symlink' | 'link' | 'fifo'
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Bytes of content that follow. */
  readonly size: number
  /** Seconds since 1970. */
  readonly mtime: number
  /** Where a link leads; the member that a hard link is the same as. */
  readonly target?: string
  readonly user?: string
  readonly group?: string
}

export const TAR_BLOCK = 512

const KINDS = { file: '0', link: '1', symlink: '2', directory: '5', fifo: '6' } as const
const LONG_NAME = 'L'
const LONG_TARGET = 'K'
const NAME_BYTES = 100

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The head of a member; a name that is too long for it stands in a member of its own before. */
export function tarHead(entry: TarEntry): Uint8Array {
  const name = encoder.encode(entry.name)
  const target = encoder.encode(entry.target ?? '')
  const long = [
    ...(target.length > NAME_BYTES ? [longText(LONG_TARGET, target)] : []),
    ...(name.length > NAME_BYTES ? [longText(LONG_NAME, name)] : []),
  ]
  return joined([...long, headBlock({ ...entry, type: KINDS[entry.kind], name, target })])
}

/** Zeros up to the next whole block. */
export function tarPadding(size: number): Uint8Array {
  return new Uint8Array((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK)
}

interface Head extends Omit<TarEntry, 'kind' | 'name' | 'target'> {
  readonly type: string
  readonly name: Uint8Array
  readonly target: Uint8Array
}

function longText(type: string, text: Uint8Array): Uint8Array {
  const content = joined([text, Uint8Array.of(0)])
  const of = { mode: 0, uid: 0, gid: 0, mtime: 0, user: 'root', group: 'root' }
  const name = encoder.encode('././@LongLink')
  const head = headBlock({ ...of, type, name, target: new Uint8Array(0), size: content.length })
  return joined([head, content, tarPadding(content.length)])
}

/** Where the fields of a head stand. */
const AT = {
  name: 0,
  mode: 100,
  uid: 108,
  gid: 116,
  size: 124,
  mtime: 136,
  checksum: 148,
  type: 156,
  target: 157,
  magic: 257,
  user: 265,
  group: 297,
  prefix: 345,
} as const

function headBlock(head: Head): Uint8Array {
  const block = new Uint8Array(TAR_BLOCK)
  const put = (at: number, text: string) => {
    block.set(encoder.encode(text), at)
  }
  block.set(head.name.subarray(0, NAME_BYTES), AT.name)
  put(AT.mode, octal(head.mode, 7))
  put(AT.uid, octal(head.uid, 7))
  put(AT.gid, octal(head.gid, 7))
  put(AT.size, octal(head.size, 11))
  put(AT.mtime, octal(Math.max(0, head.mtime), 11))
  put(AT.checksum, '        ')
  put(AT.type, head.type)
  block.set(head.target.subarray(0, NAME_BYTES), AT.target)
  put(AT.magic, 'ustar  ')
  put(AT.user, (head.user ?? '').slice(0, 31))
  put(AT.group, (head.group ?? '').slice(0, 31))
  put(AT.checksum, `${octal(sumOf(block), 6)}\0 `)
  return block
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function sumOf(block: Uint8Array): number {
  let sum = 0
  for (const byte of block) sum += byte
  return sum
}

/** What an archive turns out to hold, piece by piece. */
export type TarPiece =
  | { readonly kind: 'entry'; readonly entry: TarEntry }
  /** Content of the member before. */
  | { readonly kind: 'content'; readonly bytes: Uint8Array }
  /** Two empty blocks. */
  | { readonly kind: 'end' }
  /** Here stands no head. */
  | { readonly kind: 'damage' }

/** Takes an archive in as it arrives. */
export class TarReader {
  #rest: Uint8Array = new Uint8Array(0)
  #contentLeft = 0
  #paddingLeft = 0
  #long: { type: string; bytes: Uint8Array[] } | undefined
  #longName: string | undefined
  #longTarget: string | undefined
  #emptyBlocks = 0
  #isOver = false

  /** Content is still to come: an archive that ends here was cut off. */
  get isWithinContent(): boolean {
    return this.#contentLeft > 0
  }

  /** Bytes are there that make no whole block. */
  get isWithinBlock(): boolean {
    return this.#rest.length > 0
  }

  push(bytes: Uint8Array): readonly TarPiece[] {
    const pieces: TarPiece[] = []
    this.#rest = joined([this.#rest, bytes])
    while (!this.#isOver && this.#step(pieces));
    return pieces
  }

  /** False when more must come first. */
  #step(pieces: TarPiece[]): boolean {
    if (this.#contentLeft > 0) return this.#takeContent(pieces)
    if (this.#paddingLeft > 0) {
      this.#paddingLeft -= this.#take(this.#paddingLeft).length
      return this.#paddingLeft === 0
    }
    if (this.#long !== undefined) this.#endLong(this.#long)
    if (this.#rest.length < TAR_BLOCK) return false
    this.#takeHead(this.#take(TAR_BLOCK), pieces)
    return true
  }

  #takeContent(pieces: TarPiece[]): boolean {
    const bytes = this.#take(this.#contentLeft)
    if (bytes.length === 0) return false
    this.#contentLeft -= bytes.length
    if (this.#long === undefined) pieces.push({ kind: 'content', bytes })
    else this.#long.bytes.push(bytes)
    return true
  }

  #take(most: number): Uint8Array {
    const taken = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(taken.length)
    return taken
  }

  #takeHead(block: Uint8Array, pieces: TarPiece[]): void {
    if (block.every((byte) => byte === 0)) {
      this.#emptyBlocks++
      if (this.#emptyBlocks < 2) return
      this.#isOver = true
      pieces.push({ kind: 'end' })
      return
    }
    this.#emptyBlocks = 0
    if (!isHead(block)) {
      this.#isOver = true
      pieces.push({ kind: 'damage' })
      return
    }
    const size = numberAt(block, AT.size, 12)
    this.#contentLeft = size
    this.#paddingLeft = tarPadding(size).length
    const type = String.fromCharCode(block[AT.type] ?? 0)
    if (type === LONG_NAME || type === LONG_TARGET) this.#long = { type, bytes: [] }
    else pieces.push({ kind: 'entry', entry: this.#entry(block, type) })
  }

  #endLong({
    type,
    bytes,
  }: {
    readonly type: string
    readonly bytes: readonly Uint8Array[]
  }): void {
    const text = decoder.decode(joined(bytes)).replace(/\0.*$/s, '')
    if (type === LONG_NAME) this.#longName = text
    else this.#longTarget = text
    this.#long = undefined
  }

  #entry(block: Uint8Array, type: string): TarEntry {
    const isPosix = textAt(block, AT.magic, 8) === 'ustar'
    const prefix = isPosix ? textAt(block, AT.prefix, 155) : ''
    const short = textAt(block, AT.name, NAME_BYTES)
    const name = this.#longName ?? (prefix === '' ? short : `${prefix}/${short}`)
    const target = this.#longTarget ?? textAt(block, AT.target, NAME_BYTES)
    this.#longName = undefined
    this.#longTarget = undefined
    return {
      name,
      kind: kindOf(type, name),
      mode: numberAt(block, AT.mode, 8) & 0o7777,
      uid: numberAt(block, AT.uid, 8),
      gid: numberAt(block, AT.gid, 8),
      size: numberAt(block, AT.size, 12),
      mtime: numberAt(block, AT.mtime, 12),
      ...(target === '' ? {} : { target }),
      user: textAt(block, AT.user, 32),
      group: textAt(block, AT.group, 32),
    }
  }
}

function kindOf(type: string, name: string): TarEntry['kind'] {
  if (name.endsWith('/') && (type === '0' || type === '\0')) return 'directory'
  const found = Object.entries(KINDS).find(([, letter]) => letter === type)
  // The entries of KINDS are named by the kinds.
  return (found?.[0] ?? 'file') as TarEntry['kind']
}

function isHead(block: Uint8Array): boolean {
  const without = block.slice()
  without.fill(0x20, AT.checksum, AT.checksum + 8)
  return numberAt(block, AT.checksum, 8) === sumOf(without)
}

function textAt(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length)
  const end = field.indexOf(0)
  return decoder.decode(end < 0 ? field : field.subarray(0, end))
}

function numberAt(block: Uint8Array, at: number, length: number): number {
  const digits = textAt(block, at, length).trim()
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : 0
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
