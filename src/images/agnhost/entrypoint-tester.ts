import { write } from '#engine'
import type { Command } from '../go/command.ts'

export const entrypointTester: Command = {
  name: 'entrypoint-tester',
  short: "Prints the args it's passed and exits",
  flags: [],
  args: 'any',
  *run(process) {
    yield* write(process, 1, `[${process.argv.join(' ')}]\n`)
    return 0
  },
}
