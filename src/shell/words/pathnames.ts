import { type Process, SystemError } from '#engine'
import { compilePattern, isPattern, withoutQuotes } from './pattern.ts'

/** Pathname expansion: the files that match, in order; none when there is no match. */
export function expandPathname(process: Process, pattern: string): readonly string[] {
  if (!isPattern(pattern)) return []
  const isAbsolute = pattern.startsWith('/')
  const parts = pattern.split('/').filter((part) => part !== '')
  let found = [isAbsolute ? '/' : '']
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    found = found.flatMap((directory) => matchesIn(process, directory, part))
    if (!isLast) found = found.filter((path) => isDirectory(process, path))
  }
  if (pattern.endsWith('/'))
    found = found.filter((path) => isDirectory(process, path)).map((path) => `${path}/`)
  return found.sort((a, b) => (a < b ? -1 : 1))
}

function matchesIn(process: Process, directory: string, part: string): string[] {
  const join = (name: string): string =>
    directory === '' || directory.endsWith('/') ? directory + name : `${directory}/${name}`
  if (!isPattern(part)) {
    const path = join(withoutQuotes(part))
    return exists(process, path) ? [path] : []
  }
  const compiled = compilePattern(part)
  const wantsHidden = part.startsWith('.') || part.startsWith('\\.')
  return namesIn(process, directory)
    .filter((name) => name.startsWith('.') === wantsHidden && compiled.matches(name))
    .map(join)
}

function namesIn(process: Process, directory: string): readonly string[] {
  return attempt(() => process.readdir(directory === '' ? '.' : directory)) ?? []
}

function exists(process: Process, path: string): boolean {
  return attempt(() => process.lstat(path)) !== undefined
}

function isDirectory(process: Process, path: string): boolean {
  return attempt(() => process.stat(path))?.kind === 'directory'
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    if (error instanceof SystemError) return undefined
    throw error
  }
}
