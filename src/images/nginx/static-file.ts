import { type Process, readAll, type Run, type Stat, SystemError } from '#engine'
import { httpDate } from '../http/date.ts'
import { headerOf, type Headers } from '../http/message.ts'

/** A file that was found, with its contents. */
export interface FoundFile {
  readonly path: string
  readonly stat: Stat
  readonly bytes: Uint8Array
}

/** What a path of the file system is to nginx. */
export type Looked =
  | { readonly kind: 'file'; readonly file: FoundFile }
  | { readonly kind: 'directory' }
  | { readonly kind: 'refused'; readonly error: SystemError }

export function* lookAt(process: Process, path: string): Run<Looked> {
  try {
    const stat = process.stat(path)
    if (stat.kind === 'directory') return { kind: 'directory' }
    const fd = process.open(path, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return { kind: 'file', file: { path, stat, bytes } }
  } catch (error) {
    if (error instanceof SystemError) return { kind: 'refused', error }
    throw error
  }
}

/** "time-size", both in hexadecimal. */
export function etagOf({ stat }: FoundFile): string {
  const seconds = Math.floor(stat.mtime / 1000)
  return `"${seconds.toString(16)}-${stat.size.toString(16)}"`
}

/** By the ending of its name. */
export function typeOf(
  path: string,
  types: ReadonlyMap<string, string>,
  byDefault: string,
): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return (dot < 0 ? undefined : types.get(name.slice(dot + 1).toLowerCase())) ?? byDefault
}

/** If-None-Match, or a date of If-Modified-Since that is exactly the file's. */
export function isKnown(file: FoundFile, headers: Headers): boolean {
  const tags = headerOf(headers, 'If-None-Match')
  if (tags !== undefined)
    return tags.split(',').some((it) => [etagOf(file), '*'].includes(it.trim().replace(/^W\//, '')))
  return headerOf(headers, 'If-Modified-Since') === httpDate(file.stat.mtime)
}

/** One range of bytes: FROM-TO, FROM-, -LAST; undefined where the whole is to be sent. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { readonly from: number; readonly to: number } | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=([0-9]*)-([0-9]*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '')
    return Number(last) === 0
      ? 'unsatisfiable'
      : { from: Math.max(0, size - Number(last)), to: size - 1 }
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from >= size || from > to ? 'unsatisfiable' : { from, to }
}
