import { toBase64 } from '#engine'
import { type Command, defineCommand } from '../../command.ts'
import { string } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'
import { dataFrom, SOURCE_FLAGS } from './sources.ts'

const generic = defineCommand({
  name: 'generic',
  use: 'create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  summary: 'Create a secret based on a file, directory, or specified literal value.',
  listed: 'Create a secret from a local file, directory, or literal value',
  examples: [
    { what: 'One key', line: 'kubectl create secret generic db --from-literal=password=s3cr3t' },
  ],
  flags: { ...MAKER_FLAGS, ...SOURCE_FLAGS, type: string({ usage: 'The type of the secret.' }) },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { type } = given.flags
    const texts = dataFrom(cli.process, given.flags, `Secret "${name}"`)
    const data = texts.map(([key, text]) => [key, toBase64(text)] as const)
    const object = {
      apiVersion: 'v1',
      ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
      kind: 'Secret',
      metadata: placeIn(cli, name),
      ...(type === '' ? {} : { type }),
    }
    yield* make(
      cli,
      {
        object,
        path: `/api/v1/namespaces/${cli.namespace}/secrets`,
        failure: 'failed to create secret',
      },
      given.flags,
    )
  },
})

export const secret: Command = {
  name: 'secret',
  use: 'create secret (docker-registry | generic | tls)',
  summary: 'Create a secret using a specified subcommand.',
  flags: {},
  subcommands: [generic],
}
