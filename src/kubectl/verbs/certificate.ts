import { collect } from '../api/collect.ts'
import { type Command, defineCommand } from '../command.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { bool } from '../flags/flag.ts'
import { FILENAME_FLAGS, OUTPUT_FLAGS } from '../flags/shared-flags.ts'

const approve = decision('approve', 'Approve a certificate signing request')
const deny = decision('deny', 'Deny a certificate signing request')

export const certificate: Command = {
  name: 'certificate',
  use: 'certificate SUBCOMMAND',
  summary: 'Modify certificate resources.',
  flags: {},
  subcommands: [approve, deny],
}

/** This cluster signs nothing: it has no such requests, and says so. */
function decision(name: string, summary: string): Command {
  return defineCommand({
    name,
    use: `certificate ${name} (-f FILENAME | NAME)`,
    summary: `${summary}.`,
    examples: [{ what: summary, line: `kubectl certificate ${name} robot` }],
    flags: { ...FILENAME_FLAGS, ...OUTPUT_FLAGS, force: bool({ usage: 'Decide anew.' }) },
    *run(cli, { flags, args }) {
      if (args.length === 0 && flags.filename.length === 0 && flags.kustomize === '')
        throw new CommandError('one or more CSRs must be specified as <name> or -f <filename>')
      const { filename, kustomize, recursive } = flags
      const named = args.map((each) => `certificatesigningrequests/${each}`)
      const found = yield* collect(cli, {
        args: named,
        filename,
        kustomize,
        recursive,
        fetch: 'latest',
      })
      raiseAll(found.errors)
      throw new CommandError('no certificate signing request was given')
    },
  })
}
