import { type Command, defineCommand } from '../command.ts'
import { CommandError } from '../failure.ts'

/** A verb of the real kubectl that does nothing here but say so: it is known, and suggested. */
export function unsupported(name: string, summary: string): Command {
  return defineCommand({
    name,
    use: `${name} [flags] [options]`,
    summary,
    flags: {},
    *run() {
      throw new CommandError(`"kubectl ${name}" is not supported here`)
    },
  })
}
