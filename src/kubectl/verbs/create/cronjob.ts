import { defineCommand } from '../../command.ts'
import { string } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

export const cronJob = defineCommand({
  name: 'cronjob',
  aliases: ['cj'],
  use: "create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  summary: 'Create a cron job with the specified name.',
  examples: [
    {
      what: 'The date, every minute',
      line: 'kubectl create cronjob date --image=busybox --schedule="*/1 * * * *" -- date',
    },
  ],
  flags: {
    ...MAKER_FLAGS,
    image: string({ usage: 'The image of the container.', isRequired: true }),
    restart: string({ usage: 'OnFailure or Never.' }),
    schedule: string({ usage: 'When it is to run, in the way of cron.', isRequired: true }),
  },
  *run(cli, given) {
    const { name, words } = nameAndWords(cli, given)
    const { image, restart, schedule } = given.flags
    const command = words.length === 0 ? {} : { command: [...words] }
    const template = {
      metadata: {},
      spec: {
        containers: [{ name, image, ...command, resources: {} }],
        restartPolicy: restart === '' ? 'OnFailure' : restart,
      },
    }
    const object = {
      kind: 'CronJob',
      apiVersion: 'batch/v1',
      metadata: placeIn(cli, name),
      spec: { schedule, jobTemplate: { metadata: { name }, spec: { template } } },
      status: {},
    }
    const path = `/apis/batch/v1/namespaces/${cli.namespace}/cronjobs`
    yield* make(cli, { object, path, failure: 'failed to create cronjob:' }, given.flags)
  },
})
