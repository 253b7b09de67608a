import { out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { GLOBAL_FLAGS } from '../flags/global-flags.ts'
import { optionsOf } from '../help.ts'

export const options = defineCommand({
  name: 'options',
  use: 'options',
  summary: 'Print the list of flags inherited by all commands.',
  flags: {},
  *run(cli) {
    yield* out(
      cli,
      `The following options can be passed to any command:\n\n${optionsOf(GLOBAL_FLAGS)}`,
    )
  },
})
