import { type Process, SystemError } from '#engine'
import { CommandError } from '../../failure.ts'
import { stringArray, stringSlice } from '../../flags/flag.ts'
import { readTextFile } from '../shared.ts'

/** Where the data of a ConfigMap or Secret comes from. */
export const SOURCE_FLAGS = {
  'from-file': stringSlice({ usage: 'A file or directory, or KEY=FILE.' }),
  'from-literal': stringArray({ usage: 'KEY=VALUE.' }),
  'from-env-file': stringSlice({ usage: 'A file of lines KEY=VALUE.' }),
}

interface Sources {
  readonly 'from-file': readonly string[]
  readonly 'from-literal': readonly string[]
  readonly 'from-env-file': readonly string[]
}

/** All keys with their texts, in the order of the keys; `owner` names the object in errors. */
export function dataFrom(
  process: Process,
  flags: Sources,
  owner: string,
): readonly (readonly [string, string])[] {
  const literals = flags['from-literal'].map(literal)
  const files = flags['from-file'].flatMap((source) => fromFile(process, source))
  const lines = flags['from-env-file'].flatMap((path) => fromEnvFile(readTextFile(process, path)))
  const data = new Map<string, string>()
  for (const [key, value] of [...files, ...literals, ...lines]) {
    if (data.has(key))
      throw new CommandError(
        `cannot add key "${key}", another key by that name already exists in Data for ${owner}`,
      )
    data.set(key, value)
  }
  return [...data].sort(([a], [b]) => (a < b ? -1 : 1))
}

function literal(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  if (at <= 0) throw new CommandError(`invalid literal source ${text}, expected key=value`)
  return [text.slice(0, at), unquoted(text.slice(at + 1))]
}

function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text
}

function fromFile(process: Process, source: string): readonly (readonly [string, string])[] {
  const at = source.indexOf('=')
  const path = at === -1 ? source : source.slice(at + 1)
  demandFile(process, path)
  const name = at === -1 ? (path.split('/').at(-1) ?? path) : source.slice(0, at)
  if (at === -1 && isDirectory(process, path))
    return process
      .readdir(path)
      .filter((file) => process.stat(`${path}/${file}`).kind === 'file')
      .map((file) => [file, readTextFile(process, `${path}/${file}`)])
  return [[name, readTextFile(process, path)]]
}

function demandFile(process: Process, path: string): void {
  try {
    process.stat(path)
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    throw new CommandError(`error reading ${path}: ${error.message.toLowerCase()}`)
  }
}

function isDirectory(process: Process, path: string): boolean {
  return process.stat(path).kind === 'directory'
}

function fromEnvFile(text: string): readonly (readonly [string, string])[] {
  return text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const at = line.indexOf('=')
      return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
    })
}
