import type { Command } from './command.ts'
import type { Flag, FlagSet } from './flags/flag.ts'
import { goDuration } from './printers/duration.ts'

/** What `--help` prints. */
export function helpFor(command: Command, path: string): string {
  const sections = [
    `${command.summary}\n`,
    aliasesOf(command),
    examplesOf(command),
    subcommandsOf(command),
    optionsSection(command),
    usageOf(command, path),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function aliasesOf({ name, aliases = [] }: Command): string {
  return aliases.length === 0 ? '' : `Aliases:\n${[name, ...aliases].join(', ')}\n`
}

function examplesOf({ examples = [] }: Command): string {
  if (examples.length === 0) return ''
  const shown = examples.map(({ what, line }) => `  # ${what}\n  ${line}\n`)
  return `Examples:\n${shown.join('\n')}`
}

/** Names of subcommands are as wide as that, at least. */
const LEAST_WIDTH = 11

function subcommandsOf({ subcommands = [], groups = [] }: Command): string {
  if (subcommands.length === 0) return ''
  const width = Math.max(LEAST_WIDTH, ...subcommands.map(({ name }) => name.length))
  const inGroups = groups.flatMap(({ commands }) => commands)
  const others = subcommands.filter(
    (command) => !inGroups.includes(command) && command.name !== 'options',
  )
  const rest = {
    title: groups.length === 0 ? 'Available Commands' : 'Other Commands',
    commands: others,
  }
  return [...groups, rest]
    .map(
      ({ title, commands }) => `${title}:\n${commands.map((each) => rowOf(each, width)).join('')}`,
    )
    .join('\n')
}

function rowOf({ name, summary, listed = summary }: Command, width: number): string {
  return `  ${name.padEnd(width)}   ${listed.replace(/\.$/, '')}\n`
}

/** Flags as the help shows them, by name. */
export function optionsOf(flags: FlagSet): string {
  const shown = Object.entries(flags)
    .filter(([, flag]) => flag.isHidden !== true)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, flag]) => `${flagHead(name, flag)}\n\t${flag.usage}\n`)
  return shown.join('\n')
}

function optionsSection({ flags }: Command): string {
  const shown = optionsOf(flags)
  return shown === '' ? '' : `Options:\n${shown}`
}

function flagHead(name: string, flag: Flag<unknown>): string {
  const short = flag.short === undefined ? '' : `-${flag.short}, `
  return `    ${short}--${name}=${shownInitial(flag)}:`
}

/** As Go's flags write what they hold; only strings are quoted. */
function shownInitial({ type, initial }: Flag<unknown>): string {
  if (type === 'duration') return goDuration(Number(initial))
  if (Array.isArray(initial)) return `[${initial.join(',')}]`
  return type === 'string' ? `'${String(initial)}'` : String(initial)
}

function usageOf({ use, subcommands }: Command, path: string): string {
  const root = path.split(' ')[0] ?? ''
  const below =
    subcommands === undefined
      ? ''
      : `Use "${path} <command> --help" for more information about a given command.\n`
  const more = `${below}Use "${root} options" for a list of global command-line options (applies to all commands).\n`
  const options = use.includes('[options]') ? '' : ' [options]'
  return `Usage:\n  ${root} ${use}${options}\n\n${more}`
}
