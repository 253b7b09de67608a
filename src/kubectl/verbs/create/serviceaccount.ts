import { defineCommand } from '../../command.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

export const serviceAccount = defineCommand({
  name: 'serviceaccount',
  aliases: ['sa'],
  use: 'create serviceaccount NAME [--dry-run=server|client|none]',
  summary: 'Create a service account with the specified name.',
  examples: [{ what: 'An identity for Pods', line: 'kubectl create serviceaccount robot' }],
  flags: MAKER_FLAGS,
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: placeIn(cli, name) }
    const path = `/api/v1/namespaces/${cli.namespace}/serviceaccounts`
    yield* make(cli, { object, path, failure: 'failed to create serviceaccount:' }, given.flags)
  },
})
