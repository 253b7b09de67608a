import { type Process, SystemError } from '#engine'
import { ShellError } from '../failure.ts'
import type { Shell } from '../shell.ts'
import { compilePattern, isPattern, withoutQuotes } from './pattern.ts'

/** The files that a field stands for; undefined when it stands for itself. */
export function matchFiles(shell: Shell, pattern: string): readonly string[] | undefined {
  if (shell.has('noglob') || !isPattern(pattern)) return undefined
  const paths = expandPathname(shell.process, pattern, shell.has('dotglob'))
  if (paths.length > 0) return paths
  if (shell.has('failglob'))
    throw new ShellError(`no match: ${withoutQuotes(pattern)}`, { status: 1, reach: 'line' })
  return shell.has('nullglob') ? [] : undefined
}

/** Pathname expansion: the files that match, in order; none when there is no match. */
function expandPathname(
  process: Process,
  pattern: string,
  takesHidden: boolean,
): readonly string[] {
  const isAbsolute = pattern.startsWith('/')
  const parts = pattern.split('/').filter((part) => part !== '')
  let found = [isAbsolute ? '/' : '']
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1
    found = found.flatMap((directory) => matchesIn(process, directory, { part, takesHidden }))
    if (!isLast) found = found.filter((path) => isDirectory(process, path))
  }
  if (pattern.endsWith('/'))
    found = found.filter((path) => isDirectory(process, path)).map((path) => `${path}/`)
  return found.sort((a, b) => (a < b ? -1 : 1))
}

function matchesIn(
  process: Process,
  directory: string,
  { part, takesHidden }: { readonly part: string; readonly takesHidden: boolean },
): string[] {
  const join = (name: string): string =>
    directory === '' || directory.endsWith('/') ? directory + name : `${directory}/${name}`
  if (!isPattern(part)) {
    const path = join(withoutQuotes(part))
    return exists(process, path) ? [path] : []
  }
  const compiled = compilePattern(part)
  const wantsHidden = part.startsWith('.') || part.startsWith('\\.')
  return namesIn(process, directory)
    .filter((name) => isCandidate(name, { wantsHidden, takesHidden }) && compiled.matches(name))
    .map(join)
}

/** . and .. are listed for .*; other hidden names for dotglob too. */
function isCandidate(
  name: string,
  { wantsHidden, takesHidden }: { readonly wantsHidden: boolean; readonly takesHidden: boolean },
): boolean {
  return wantsHidden ? name.startsWith('.') : takesHidden || !name.startsWith('.')
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
