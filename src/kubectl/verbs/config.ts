import { out } from '../cli.ts'
import { type Command, defineCommand } from '../command.ts'
import { namedIn } from '../kubeconfig.ts'
import { contextCommands } from './config-contexts.ts'
import { entryCommands } from './config-entries.ts'
import { propertyCommands } from './config-properties.ts'
import { view } from './config-view.ts'

const getClusters = listOf('get-clusters', 'clusters')
const getUsers = listOf('get-users', 'users')

function listOf(name: string, list: 'clusters' | 'users'): Command {
  return defineCommand({
    name,
    use: `config ${name} [flags] [options]`,
    summary: `Display ${list} defined in the kubeconfig.`,
    examples: [{ what: 'All that there are', line: `kubectl config ${name}` }],
    flags: {},
    *run(cli) {
      const names = namedIn(cli.config.file, list).map((entry) => `${entry.name}\n`)
      yield* out(cli, `NAME\n${names.sort().join('')}`)
    },
  })
}

export const config: Command = {
  name: 'config',
  use: 'config SUBCOMMAND [options]',
  summary: 'Modify kubeconfig files.',
  flags: {},
  subcommands: [
    ...[view, ...contextCommands, ...entryCommands, ...propertyCommands],
    ...[getClusters, getUsers],
  ].sort((left, right) => (left.name < right.name ? -1 : 1)),
}
