import { defineCommand } from '../../command.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'
import { dataFrom, SOURCE_FLAGS } from './sources.ts'

export const configMap = defineCommand({
  name: 'configmap',
  aliases: ['cm'],
  use: 'create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  summary: 'Create a config map based on a file, directory, or specified literal value.',
  listed: 'Create a config map from a local file, directory or literal value',
  examples: [
    { what: 'One key', line: 'kubectl create configmap web --from-literal=greeting=hello' },
  ],
  flags: { ...MAKER_FLAGS, ...SOURCE_FLAGS },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const data = dataFrom(cli.process, given.flags, `ConfigMap "${name}"`)
    const object = {
      apiVersion: 'v1',
      ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
      kind: 'ConfigMap',
      metadata: placeIn(cli, name),
    }
    yield* make(
      cli,
      {
        object,
        path: `/api/v1/namespaces/${cli.namespace}/configmaps`,
        failure: 'failed to create configmap:',
      },
      given.flags,
    )
  },
})
