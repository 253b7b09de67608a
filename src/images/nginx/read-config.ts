import { type Process, type Run, SystemError } from '#engine'
import { readText } from '../resolver/name-files.ts'
import { ConfigError, type Directive, parseConfig } from './config-syntax.ts'

/** Reads a configuration file with all that it includes; throws a ConfigError. */
export function* readConfig(process: Process, path: string): Run<readonly Directive[]> {
  return yield* withIncludes(process, yield* parseFile(process, path))
}

function* parseFile(process: Process, path: string): Run<readonly Directive[]> {
  if (!isReadable(process, path))
    throw new OpenError(`open() "${path}" failed (2: No such file or directory)`)
  return parseConfig(yield* readText(process, path), path)
}

/** The file itself cannot be read: there is no line to name. */
export class OpenError extends Error {}

function* withIncludes(
  process: Process,
  directives: readonly Directive[],
): Run<readonly Directive[]> {
  const all: Directive[] = []
  for (const directive of directives) {
    if (directive.name === 'include') all.push(...(yield* included(process, directive)))
    else if (directive.block === undefined) all.push(directive)
    else all.push({ ...directive, block: yield* withIncludes(process, directive.block) })
  }
  return all
}

function* included(process: Process, directive: Directive): Run<readonly Directive[]> {
  const [pattern = ''] = directive.args
  const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`
  const all: Directive[] = []
  for (const file of filesMatching(process, path)) {
    if (!isReadable(process, file))
      throw new ConfigError(`open() "${file}" failed (2: No such file or directory)`, directive)
    all.push(...(yield* withIncludes(process, yield* parseFile(process, file))))
  }
  return all
}

/** In the order of their names; a pattern that matches nothing includes nothing. */
function filesMatching(process: Process, path: string): readonly string[] {
  const slash = path.lastIndexOf('/')
  const [directory, pattern] = [path.slice(0, slash), path.slice(slash + 1)]
  if (!pattern.includes('*')) return [path]
  const parts = pattern.split('*')
  return namesIn(process, directory)
    .filter((name) => !name.startsWith('.') && matches(name, parts))
    .toSorted()
    .map((name) => `${directory}/${name}`)
}

function matches(name: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const [index, part] of others.entries()) {
    const found = index === others.length - 1 ? name.length - part.length : name.indexOf(part, at)
    if (found < at || !name.startsWith(part, found)) return false
    at = found + part.length
  }
  return true
}

function namesIn(process: Process, directory: string): readonly string[] {
  try {
    return process.readdir(directory === '' ? '/' : directory)
  } catch (error) {
    if (error instanceof SystemError) return []
    throw error
  }
}

function isReadable(process: Process, path: string): boolean {
  try {
    return process.access(path, 'read')
  } catch (error) {
    if (error instanceof SystemError) return false
    throw error
  }
}
