import { apiVersionOf, discover } from '../api/discovery.ts'
import { out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { usageError } from '../failure.ts'

export const apiVersions = defineCommand({
  name: 'api-versions',
  use: 'api-versions',
  summary: 'Print the supported API versions on the server, in the form of "group/version".',
  examples: [{ what: 'Every version of every group', line: 'kubectl api-versions' }],
  flags: {},
  *run(cli, { args }) {
    if (args.length > 0)
      throw usageError(cli.commandPath, `unexpected arguments: [${args.join(' ')}]`)
    const resources = yield* discover(cli.api)
    const versions = [...new Set(resources.map(apiVersionOf))].sort()
    yield* out(cli, versions.map((version) => `${version}\n`).join(''))
  },
})
