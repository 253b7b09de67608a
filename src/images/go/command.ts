import { type Process, type Run, write } from '#engine'
import { type FlagSpec, FlagError, flagUsages, type Flags, parseFlags } from './flags.ts'

/** A subcommand as cobra has it. */
export interface Command {
  readonly name: string
  /** Behind the name in its usage line: `[host:port]`. */
  readonly operands?: string
  readonly short: string
  readonly long?: string
  readonly flags: readonly FlagSpec[]
  /** How many arguments it takes. */
  readonly args: { readonly atMost: number } | { readonly exactly: number } | 'any'
  run(process: Process, flags: Flags): Run
}

export interface Root {
  /** What the program calls itself, whatever its file is called. */
  readonly name: string
  readonly version: string
  readonly commands: readonly Command[]
  readonly flags: readonly FlagSpec[]
}

/** Runs what the arguments name; complaints are cobra's. */
export function* runCommand(process: Process, root: Root): Run {
  const [, ...words] = process.argv
  const at = words.findIndex((word) => !word.startsWith('-'))
  const name = words[at]
  if (name === undefined) return yield* runRoot(process, root, words)
  const command = root.commands.find((it) => it.name === name)
  if (command === undefined && name !== 'help')
    return yield* refuse(process, `unknown command ${JSON.stringify(name)} for "${root.name}"`)
  const rest = words.toSpliced(at, 1)
  if (command === undefined) return yield* runRoot(process, root, ['--help'])
  return yield* runSubcommand(process, { root, command, words: rest })
}

const HELP: FlagSpec = { name: 'help', letter: 'h', kind: 'bool', value: 'false', usage: '' }

function* runRoot(process: Process, root: Root, words: readonly string[]): Run {
  const version: FlagSpec = { name: 'version', kind: 'bool', value: 'false', usage: '' }
  const flags = readFlags(words, [HELP, version, ...root.flags])
  if (typeof flags === 'string') {
    yield* write(process, 2, rootUsage(root))
    return yield* refuse(process, flags)
  }
  const text = flags.is('version') ? `${root.name} version ${root.version}\n` : rootUsage(root)
  yield* write(process, 1, text)
  return 0
}

interface Chosen {
  readonly root: Root
  readonly command: Command
  readonly words: readonly string[]
}

function* runSubcommand(process: Process, { root, command, words }: Chosen): Run {
  const specs = [...command.flags, HELP, ...root.flags]
  const usage = usageOf(root, command)
  const flags = readFlags(words, specs)
  if (typeof flags === 'string') {
    yield* write(process, 2, usage)
    return yield* refuse(process, flags)
  }
  if (flags.is('help')) {
    yield* write(process, 1, `${command.long ?? command.short}\n\n${usage}`)
    return 0
  }
  const complaint = complaintAbout(command.args, flags.args.length)
  if (complaint !== undefined) return yield* refuse(process, complaint)
  return yield* command.run(process, flags)
}

function readFlags(words: readonly string[], specs: readonly FlagSpec[]): Flags | string {
  try {
    return parseFlags(words, specs)
  } catch (error) {
    if (error instanceof FlagError) return error.message
    throw error
  }
}

function complaintAbout(args: Command['args'], given: number): string | undefined {
  if (args === 'any') return undefined
  if ('exactly' in args)
    return given === args.exactly ? undefined : `accepts ${args.exactly} arg(s), received ${given}`
  return given <= args.atMost
    ? undefined
    : `accepts at most ${args.atMost} arg(s), received ${given}`
}

function* refuse(process: Process, message: string): Run {
  yield* write(process, 2, `Error: ${message}\n`)
  return 1
}

function usageOf(root: Root, command: Command): string {
  const operands = command.operands === undefined ? '' : ` ${command.operands}`
  const help = { ...HELP, usage: `help for ${command.name}` }
  return (
    `Usage:\n  ${root.name} ${command.name}${operands} [flags]\n\n` +
    `Flags:\n${flagUsages([...command.flags, help])}\n` +
    (root.flags.length === 0 ? '' : `Global Flags:\n${flagUsages(root.flags)}\n`)
  )
}

function rootUsage({ name, commands, flags }: Root): string {
  const width = Math.max(...commands.map((it) => it.name.length)) + 1
  const rows = commands.map((it) => `  ${it.name.padEnd(width)}${it.short}\n`)
  const help = { ...HELP, usage: `help for ${name}` }
  return (
    `Usage:\n  ${name} [command]\n\nAvailable Commands:\n${rows.join('')}\n` +
    `Flags:\n${flagUsages([...flags, help])}\n` +
    `Use "${name} [command] --help" for more information about a command.\n`
  )
}
