import type { Run } from '#engine'
import type { Cli } from './cli.ts'
import type { FlagSet, FlagValues } from './flags/flag.ts'

/** What a command is given on its line. */
export interface Given<Flags extends FlagSet> {
  readonly flags: FlagValues<Flags>
  /** Names of the flags that stand on the line. */
  readonly changed: ReadonlySet<string>
  readonly args: readonly string[]
  /** How many arguments stand before `--`; undefined without one. */
  readonly argsBeforeDash: number | undefined
}

/** One command of kubectl, as a declaration. */
export interface Command<Flags extends FlagSet = FlagSet> {
  readonly name: string
  readonly aliases?: readonly string[]
  /** The line that shows how it is used, without `kubectl`. */
  readonly use: string
  /** What it does, in one line. */
  readonly summary: string
  /** How a list of commands names it, where that is not the summary. */
  readonly listed?: string
  readonly examples?: readonly Example[]
  readonly flags: Flags
  readonly subcommands?: readonly Command[]
  /** How the subcommands are shown, where there are many; what is in no group comes last. */
  readonly groups?: readonly CommandGroup[]
  /** Words that people type when they mean this one. */
  readonly suggestFor?: readonly string[]
  /** 1 is an answer of this command, as of diff(1): every failure has a code one higher. */
  readonly failsAbove1?: boolean
  /** Absent where only subcommands do something. Ends well, or throws a CommandError. */
  run?(cli: Cli, given: Given<Flags>): Run<void>
}

export interface CommandGroup {
  readonly title: string
  readonly commands: readonly Command[]
}

export interface Example {
  readonly what: string
  readonly line: string
}

/** Keeps the types of the flags together with the function that reads them. */
export function defineCommand<Flags extends FlagSet>(command: Command<Flags>): Command {
  return command
}
