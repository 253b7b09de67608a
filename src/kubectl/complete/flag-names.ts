import type { Command } from '../command.ts'
import type { Flag, FlagSet } from '../flags/flag.ts'

/** Flags that begin so, long and short, each with what it is for; those of all commands first. */
export function flagNames(
  command: Command,
  globals: FlagSet,
  { start, given }: { readonly start: string; readonly given: ReadonlySet<string> },
): readonly string[] {
  const help = { type: '', initial: false, short: 'h', usage: `help for ${command.name}` }
  const own = { ...command.flags, help }
  const sets: readonly Readonly<Record<string, Shown>>[] = [globals, own]
  return sets.flatMap((flags) =>
    Object.entries(flags)
      .filter(([name, flag]) => flag.isHidden !== true && (!given.has(name) || isMany(flag)))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([name, flag]) => spellingsOf(name, flag))
      .filter((spelling) => spelling.startsWith(start)),
  )
}

/** Flags that must stand on the line and do not yet. */
export function requiredFlags(
  { flags }: Command,
  { start, given }: { readonly start: string; readonly given: ReadonlySet<string> },
): readonly string[] {
  return Object.entries(flags)
    .filter(([name, { isRequired }]) => isRequired === true && !given.has(name))
    .map(([name, { usage }]) => `--${name}\t${usage}`)
    .filter((spelling) => spelling.startsWith(start))
}

type Shown = Pick<Flag<unknown>, 'short' | 'usage' | 'isHidden' | 'initial'>

function isMany({ initial }: Shown): boolean {
  return Array.isArray(initial)
}

function spellingsOf(name: string, { short, usage }: Shown): readonly string[] {
  const long = `--${name}\t${usage}`
  return short === undefined ? [long] : [long, `-${short}\t${usage}`]
}
