import { CommandError } from '../../failure.ts'

/** One end of a copy: a file of this machine, or of a Pod. */
export interface FileSpec {
  /** Empty for the current namespace. */
  readonly namespace: string
  /** Empty for a file of this machine. */
  readonly pod: string
  readonly path: string
}

/** `[[namespace/]pod:]file/path` */
export function fileSpecOf(word: string): FileSpec {
  const colon = word.indexOf(':')
  if (colon < 0) return { namespace: '', pod: '', path: withoutSlash(word) }
  const places = word.slice(0, colon).split('/')
  if (colon === 0 || places.length > 2)
    throw new CommandError('filespec must match the canonical format: [[namespace/]pod:]file/path')
  const pod = places.at(-1) ?? ''
  const namespace = places.length === 2 ? (places[0] ?? '') : ''
  return { namespace, pod, path: withoutSlash(word.slice(colon + 1)) }
}

function withoutSlash(path: string): string {
  return path !== '/' && path.endsWith('/') ? path.slice(0, -1) : path
}
