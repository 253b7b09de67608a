import { type Process, readAll, type Run, SystemError } from '#engine'
import { readDocuments } from '#manifest'
import { CommandError, WordedError } from '../failure.ts'
import { goErrorOf } from '../go-errors.ts'
import { decodeObject } from './decode.ts'
import type { KubeObject } from './objects.ts'

export interface FileOptions {
  readonly filenames: readonly string[]
  readonly kustomize: string
  readonly isRecursive: boolean
  readonly isValidated: boolean
}

/** An object from a file, or why there is none; in the order in which they stand. */
export type FileObject =
  | { readonly source: string; readonly object: KubeObject }
  | { readonly source: string; readonly error: CommandError }

const EXTENSIONS = ['.json', '.yaml', '.yml']

/** Reads what -f names. Names that cannot be read at all are thrown; broken objects are entries. */
export function* readFiles(process: Process, options: FileOptions): Run<readonly FileObject[]> {
  checkOptions(options)
  const sources = expand(process, options)
  const found: FileObject[] = []
  for (const source of sources) {
    const text = yield* readSource(process, source)
    found.push(...objectsIn(text, source, options.isValidated))
  }
  return found
}

function checkOptions({ filenames, kustomize, isRecursive }: FileOptions): void {
  if (kustomize === '') return
  if (filenames.length > 0) throw new CommandError('only one of -f or -k can be specified')
  if (isRecursive) throw new CommandError("the -k flag can't be used with -f or -R")
  throw new CommandError('kustomization directories (-k) are not supported here')
}

const STDIN = 'STDIN'

function expand(process: Process, { filenames, isRecursive }: FileOptions): readonly string[] {
  const errors: string[] = []
  const sources: string[] = []
  for (const name of filenames) {
    if (name === '-') {
      if (sources.includes(STDIN))
        errors.push('standard input cannot be used for multiple arguments')
      sources.push(STDIN)
    } else if (/^https?:\/\//.test(name)) throw new WordedError(unreachable(name))
    else {
      const paths = pathsAt(process, name, isRecursive)
      if (typeof paths === 'string') errors.push(paths)
      else if (paths.length > 0) sources.push(...paths)
      else if (sources.length === 0) errors.push(noManifests(name))
    }
  }
  if (errors.length === 1) throw new CommandError(errors.join(''))
  if (errors.length > 1) throw new CommandError(errors.map((error) => `${error}\n`).join(''))
  return sources
}

function noManifests(name: string): string {
  return `error reading [${name}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`
}

/** There is no way from here to any other host. */
function unreachable(url: string): string {
  const host = /^https?:\/\/([^/:?#]*)/.exec(url)?.[1] ?? ''
  return `Unable to connect to the server: dial tcp: lookup ${host}: no such host`
}

/** The files at a path, or an error in words. */
function pathsAt(process: Process, path: string, isRecursive: boolean): readonly string[] | string {
  try {
    return process.stat(path).kind === 'directory' ? filesIn(process, path, isRecursive) : [path]
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    if (error.errno === 'ENOENT') return `the path "${path}" does not exist`
    return `the path "${path}" cannot be accessed: ${goErrorOf('stat', path, error)}`
  }
}

function filesIn(process: Process, directory: string, isRecursive: boolean): readonly string[] {
  const names = [...process.readdir(directory)].sort()
  return names.flatMap((name) => {
    const path = `${directory.replace(/\/+$/, '')}/${name}`.replace(/^\.\//, '')
    if (process.stat(path).kind === 'directory')
      return isRecursive ? filesIn(process, path, true) : []
    return EXTENSIONS.some((extension) => name.endsWith(extension)) ? [path] : []
  })
}

function* readSource(process: Process, source: string): Run<string> {
  if (source === STDIN) return new TextDecoder().decode(yield* readAll(process, 0))
  try {
    const fd = process.open(source, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    if (error instanceof SystemError) throw new CommandError(goErrorOf('open', source, error))
    throw error
  }
}

/** kubectl stops at the first document that it cannot read; the ones before it are good. */
function objectsIn(text: string, source: string, isValidated: boolean): readonly FileObject[] {
  const found: FileObject[] = []
  for (const document of readDocuments(text)) {
    if (!document.ok) {
      const message = `error parsing ${source}: ${document.problem.message}`
      return [...found, { source, error: new CommandError(message) }]
    }
    if (document.value === null) continue
    try {
      found.push({ source, object: decodeObject(document.value, { source, isValidated }) })
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      found.push({ source, error })
      if (error.message.startsWith('error validating')) return found
    }
  }
  return found
}
