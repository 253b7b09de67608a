import type { EnvVar } from '#engine'
import { CommandError } from '../../failure.ts'

/** What becomes of the environment of containers. */
export interface EnvChange {
  readonly set: readonly EnvVar[]
  readonly removed: readonly string[]
}

/** Resources first, then `KEY=VALUE` and `KEY-`. */
export function splitEnv(args: readonly string[]): {
  readonly names: readonly string[]
  readonly words: readonly string[]
} {
  const isEnv = (word: string) => /^.+=/s.test(word) || word.endsWith('-')
  const first = args.findIndex(isEnv)
  if (first < 0) return { names: args, words: [] }
  if (!args.slice(first).every(isEnv))
    throw new CommandError(
      `all resources must be specified before environment changes: ${args.join(' ')}`,
    )
  return { names: args.slice(0, first), words: args.slice(first) }
}

/** Understands the words; `-` stands for the lines of standard input. */
export function parseEnv(words: readonly string[], stdin: () => string): EnvChange {
  const set: EnvVar[] = []
  const removed: string[] = []
  for (const word of words) {
    const at = word.indexOf('=')
    if (word === '-') set.push(...envOfLines(stdin()))
    else if (at >= 0) set.push(variable(word.slice(0, at), word.slice(at + 1)))
    else if (word.endsWith('-')) removed.push(word.slice(0, -1))
    else throw new CommandError(`unknown environment variable: ${word}`)
  }
  const named = new Set(words.filter((word) => word.includes('=')).map(nameIn))
  if (removed.some((name) => named.has(name)))
    throw new CommandError(
      'can not both modify and remove the same environment variable in the same command',
    )
  return { set, removed }
}

function nameIn(word: string): string {
  return word.slice(0, word.indexOf('='))
}

function variable(name: string, value: string): EnvVar {
  const problems = nameProblems(name)
  if (problems.length > 0)
    throw new CommandError(`"${name}" is not a valid key name: ${problems.join(';')}`)
  return { name, value }
}

function nameProblems(name: string): readonly string[] {
  return [
    ...(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) ? [] : [WRONG_NAME]),
    ...(name === '.' ? ["must not be '.'"] : []),
    ...(name === '..' ? ["must not be '..'"] : []),
    ...(name !== '..' && name.startsWith('..') ? ["must not start with '..'"] : []),
  ]
}

const WRONG_NAME =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', " +
  "and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', " +
  "regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"

/** What stands behind `#` is a comment. */
function envOfLines(text: string): readonly EnvVar[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const words = line.replace(/#.*$/s, '')
    const at = words.indexOf('=')
    return at < 0 ? [] : [{ name: words.slice(0, at), value: words.slice(at + 1) }]
  })
}

/** The variables in their places, changed ones too; new ones at the end. */
export function changedEnv(before: readonly EnvVar[], change: EnvChange): readonly EnvVar[] {
  const covered = new Set(change.removed)
  const out: EnvVar[] = []
  for (const each of [...before, ...change.set]) {
    if (covered.has(each.name)) continue
    const newer = change.set.find(({ name }) => name === each.name)
    if (newer !== undefined) covered.add(each.name)
    out.push(newer ?? each)
  }
  return out
}

/** With --overwrite=false nothing that is there may become something else. */
export function refuseOverwrites(before: readonly EnvVar[], { set }: EnvChange): void {
  for (const { name, value = '' } of set) {
    const current = before.find((each) => each.name === name)
    if (current !== undefined && (current.value ?? '') !== value)
      throw new CommandError(
        `'${name}' already has a value (${current.value ?? ''}), and --overwrite is false`,
      )
  }
}
