import { type Errno, messageOf, SystemError } from '#engine'

/** What Go's syscall.Errno says: strerror's words, begun small. */
export function errnoText(errno: Errno): string {
  const text = messageOf(errno)
  return text === 'Input/output error'
    ? text.toLowerCase()
    : text.charAt(0).toLowerCase() + text.slice(1)
}

/** An *os.PathError: `open /x: no such file or directory`. */
export function pathError(call: string, path: string, error: SystemError): string {
  return `${call} ${path}: ${errnoText(error.errno)}`
}

/** fmt's %q: between double quotes, as Go would read it. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}

/** encoding/json as it marshals by default: keys in order, HTML's signs escaped. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(sorted(value)).replace(
    /[<>&\u2028\u2029]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, own]) => [key, sorted(own)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** os.FileMode as it prints itself: -rw-r--r--, drwxrwxrwx, dtrwxrwxrwx. */
export function fileModeText(mode: number, kind: string): string {
  const type = (KINDS[kind] ?? '') + (mode & 0o4000 ? 'u' : '') + (mode & 0o2000 ? 'g' : '')
  const special = type + (kind === 'character device' ? 'c' : '') + (mode & 0o1000 ? 't' : '')
  const bits = Array.from('rwxrwxrwx', (it, at) => (mode & (0o400 >> at) ? it : '-'))
  return (special === '' ? '-' : special) + bits.join('')
}

const KINDS: Readonly<Record<string, string>> = {
  directory: 'd',
  symlink: 'L',
  'block device': 'D',
  'character device': 'D',
  fifo: 'p',
  socket: 'S',
}
