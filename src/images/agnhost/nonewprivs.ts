import { write } from '#engine'
import type { Command } from '../go/command.ts'

export const nonewprivs: Command = {
  name: 'nonewprivs',
  short: 'Prints the UID of the running process',
  flags: [],
  args: { atMost: 0 },
  *run(process) {
    yield* write(process, 1, `Effective uid: ${process.credentials.uid}\n`)
    return 0
  },
}
