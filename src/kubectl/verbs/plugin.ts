import { type Command, defineCommand } from '../command.ts'
import { CommandError } from '../failure.ts'
import { bool } from '../flags/flag.ts'

const list = defineCommand({
  name: 'list',
  use: 'plugin list [flags]',
  summary: "List all visible plugin executables on a user's PATH.",
  examples: [{ what: 'All plug-ins', line: 'kubectl plugin list' }],
  flags: { 'name-only': bool({ usage: 'The names alone, without their directories.' }) },
  *run() {
    // A plug-in is an executable kubectl-…; nothing on this machine is called so.
    throw new CommandError('unable to find any kubectl plugins in your PATH')
  },
})

export const plugin: Command = {
  name: 'plugin',
  use: 'plugin [flags]',
  summary: 'Provides utilities for interacting with plugins.',
  examples: [{ what: 'All plug-ins', line: 'kubectl plugin list' }],
  flags: {},
  subcommands: [list],
}
