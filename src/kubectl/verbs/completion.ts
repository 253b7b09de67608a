import { defineCommand } from '../command.ts'
import { CommandError, usageError } from '../failure.ts'

const SHELLS = ['bash', 'fish', 'powershell', 'zsh']

export const completion = defineCommand({
  name: 'completion',
  use: 'completion SHELL',
  summary: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell).',
  examples: [{ what: 'Is it known here?', line: 'kubectl completion bash' }],
  flags: {},
  *run(cli, { args }) {
    const [shell] = args
    if (shell === undefined) throw usageError(cli.commandPath, 'Shell not specified.')
    if (args.length > 1)
      throw usageError(cli.commandPath, 'Too many arguments. Expected only the shell type.')
    if (!SHELLS.includes(shell))
      throw usageError(cli.commandPath, `Unsupported shell type "${shell}".`)
    // The tabulator knows kubectl without a script; no shell here could run one.
    throw new CommandError(
      `"kubectl completion ${shell}" is not supported here: the tabulator completes kubectl without it`,
    )
  },
})
