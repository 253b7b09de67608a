import { defineCommand } from '../../command.ts'
import { make, MAKER_FLAGS, nameAndWords } from './make.ts'

export const namespace = defineCommand({
  name: 'namespace',
  aliases: ['ns'],
  use: 'create namespace NAME [--dry-run=server|client|none]',
  summary: 'Create a namespace with the specified name.',
  examples: [{ what: 'A namespace of one’s own', line: 'kubectl create namespace my-namespace' }],
  flags: MAKER_FLAGS,
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }
    yield* make(cli, { object, path: '/api/v1/namespaces' }, given.flags)
  },
})
