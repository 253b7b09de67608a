import type { Command } from './command.ts'
import type { Flag } from './flags/flag.ts'

/** What `--help` prints. */
export function helpFor(command: Command, path: string): string {
  const sections = [
    `${command.summary}\n`,
    examplesOf(command),
    subcommandsOf(command),
    optionsOf(command),
    usageOf(command, path),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function examplesOf({ examples = [] }: Command): string {
  if (examples.length === 0) return ''
  const shown = examples.map(({ what, line }) => `  # ${what}\n  ${line}\n`)
  return `Examples:\n${shown.join('\n')}`
}

function subcommandsOf({ subcommands = [] }: Command): string {
  if (subcommands.length === 0) return ''
  const width = Math.max(...subcommands.map(({ name }) => name.length))
  const shown = subcommands.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}\n`)
  return `Available Commands:\n${shown.join('')}`
}

function optionsOf({ flags }: Command): string {
  const shown = Object.entries(flags)
    .filter(([, flag]) => flag.isHidden !== true)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, flag]) => `${flagHead(name, flag)}\n\t${flag.usage}\n`)
  return shown.length === 0 ? '' : `Options:\n${shown.join('\n')}`
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
  const more =
    subcommands === undefined
      ? `Use "${root} options" for a list of global command-line options (applies to all commands).\n`
      : `Use "${path} <command> --help" for more information about a given command.\n`
  return `Usage:\n  ${root} ${use}\n\n${more}`
}
