import type { Command } from './command.ts'
import type { Flag, FlagSet } from './flags/flag.ts'

/** What `--help` prints. */
export function helpFor(command: Command, path: string): string {
  const sections = [
    `${command.summary}\n`,
    examplesOf(command),
    subcommandsOf(command),
    optionsSection(command),
    usageOf(command, path),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function examplesOf({ examples = [] }: Command): string {
  if (examples.length === 0) return ''
  const shown = examples.map(({ what, line }) => `  # ${what}\n  ${line}\n`)
  return `Examples:\n${shown.join('\n')}`
}

function subcommandsOf({ subcommands = [], groups = [] }: Command): string {
  if (subcommands.length === 0) return ''
  const width = Math.max(...subcommands.map(({ name }) => name.length))
  const inGroups = groups.flatMap(({ commands }) => commands)
  const others = subcommands.filter((command) => !inGroups.includes(command))
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

function rowOf({ name, summary }: Command, width: number): string {
  return `  ${name.padEnd(width)}   ${summary.replace(/\.$/, '')}\n`
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
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  return `    ${short}--${name}=${shownInitial(flag.initial)}:`
}

function shownInitial(initial: unknown): string {
  if (Array.isArray(initial)) return '[]'
  return typeof initial === 'string' ? `'${initial}'` : String(initial)
}

function usageOf({ use, subcommands }: Command, path: string): string {
  const root = path.split(' ')[0] ?? ''
  const below =
    subcommands === undefined
      ? ''
      : `Use "${path} <command> --help" for more information about a given command.\n`
  const more = `${below}Use "${root} options" for a list of global command-line options (applies to all commands).\n`
  return `Usage:\n  ${root} ${use}\n\n${more}`
}
