import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { string } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

export const job = defineCommand({
  name: 'job',
  use: 'create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  summary: 'Create a job with the specified name.',
  examples: [
    { what: 'One that says the date', line: 'kubectl create job now --image=busybox -- date' },
  ],
  flags: {
    ...MAKER_FLAGS,
    image: string({ usage: 'Image name to run.' }),
    from: string({ usage: 'The cron job to make it from; there are none here.' }),
  },
  *run(cli, given) {
    const { name, words } = nameAndWords(cli, given)
    const { image, from } = given.flags
    if (image === '' && from === '')
      throw new CommandError('either --image or --from must be specified')
    if (from !== '') throw new CommandError('the server doesn\'t have a resource type "cronjob"')
    const container = {
      ...(words.length > 0 ? { command: words } : {}),
      image,
      name,
      resources: {},
    }
    const object = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: placeIn(cli, name),
      spec: {
        template: { metadata: {}, spec: { containers: [container], restartPolicy: 'Never' } },
      },
      status: {},
    }
    const path = `/apis/batch/v1/namespaces/${cli.namespace}/jobs`
    yield* make(cli, { object, path, failure: 'failed to create job:' }, given.flags)
  },
})
