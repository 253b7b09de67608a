import { need, type Run } from '#engine'
import type { Command } from './command.ts'
import { CommandError, WordedError } from './failure.ts'
import type { FlagSet } from './flags/flag.ts'
import { VERBS, wholeKubectl } from './verbs/root.ts'

const NAME = 'kubectl'

export interface FoundCommand {
  readonly command: Command
  /** From the root on: `kubectl config view`. */
  readonly path: string
  /** The words of the line without the names of the commands. */
  readonly words: readonly string[]
}

/** Finds the command that a line means, past flags that stand before it, as cobra does. */
export function* findCommand(line: readonly string[], persistent: FlagSet): Run<FoundCommand> {
  const at = firstArgument(line, persistent)
  const name = at === undefined ? undefined : line[at]
  if (at === undefined || name === undefined)
    return { command: yield* wholeKubectl(), path: NAME, words: line }
  const verb = VERBS.find((each) => each.name === name)
  if (verb === undefined) throw unknownCommand(yield* wholeKubectl(), name, line)
  const command = yield* need(verb.command)
  return belowVerb({ command, path: `${NAME} ${name}`, words: line.toSpliced(at, 1) }, persistent)
}

function belowVerb(verb: FoundCommand, persistent: FlagSet): FoundCommand {
  let found = verb
  for (;;) {
    const { command, path, words } = found
    const at = firstArgument(words, { ...persistent, ...command.flags })
    const name = at === undefined ? undefined : words[at]
    if (at === undefined || name === undefined) return found
    const next = command.subcommands?.find((sub) => isNamed(sub, name))
    if (next === undefined) return found
    found = { command: next, path: `${path} ${next.name}`, words: words.toSpliced(at, 1) }
  }
}

function isNamed(command: Command, name: string): boolean {
  return command.name === name || command.aliases?.includes(name) === true
}

/** Where the first word stands that is neither a flag nor the value of one. */
function firstArgument(words: readonly string[], flags: FlagSet): number | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--') return undefined
    if (!word.startsWith('-')) return word === '' ? undefined : at
    if (takesNextWord(word, flags)) at++
  }
  return undefined
}

function takesNextWord(word: string, flags: FlagSet): boolean {
  if (word.includes('=')) return false
  if (word.startsWith('--')) return flags[word.slice(2)]?.bare === undefined
  const flag = Object.values(flags).find(({ short }) => short === word.slice(1))
  return word.length === 2 && flag?.bare === undefined
}

/** kubectl looks for a plug-in of that name first, and wants its name before all flags. */
function unknownCommand(root: Command, name: string, line: readonly string[]): CommandError {
  const [first = ''] = line
  if (first.startsWith('-'))
    return new WordedError(`Error: flags cannot be placed before plugin name: ${first}`)
  const suggestions = suggestionsFor(root, name)
  const hint =
    suggestions.length === 0
      ? ''
      : `\n\nDid you mean this?\n${suggestions.map((each) => `\t${each}\n`).join('')}`
  return new CommandError(`unknown command "${name}" for "${root.name}"${hint}`)
}

function suggestionsFor(root: Command, name: string): readonly string[] {
  const typed = name.toLowerCase()
  return (root.subcommands ?? [])
    .filter(
      (command) =>
        distance(typed, command.name.toLowerCase()) <= 2 ||
        command.name.toLowerCase().startsWith(typed) ||
        command.suggestFor?.some((word) => word.toLowerCase() === typed) === true,
    )
    .map((command) => command.name)
}

/** Levenshtein's: how many letters must be put in, taken out or changed. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let at = 1; at <= left.length; at++) {
    const next = [at]
    for (let to = 1; to <= right.length; to++) {
      const change = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1)
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
