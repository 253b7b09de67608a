import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { FILENAME_FLAGS } from '../../flags/shared-flags.ts'
import { objectsToSet, refuseLocalOnServer, SET_FLAGS, setEach } from './changed-objects.ts'
import { withPodSpec } from './pod-template.ts'

export const serviceAccount = defineCommand({
  name: 'serviceaccount',
  aliases: ['sa'],
  use: 'set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  summary: 'Update the service account of a resource.',
  examples: [
    {
      what: 'The Pods are robots from now on',
      line: 'kubectl set serviceaccount deployment web robot',
    },
  ],
  flags: { ...FILENAME_FLAGS, ...SET_FLAGS },
  *run(cli, { flags, args }) {
    refuseLocalOnServer(flags)
    const name = args.at(-1)
    if (name === undefined) throw new CommandError('serviceaccount is required')
    const { kustomize, recursive } = flags
    const wanted = { args: args.slice(0, -1), kustomize, recursive }
    const targets = yield* objectsToSet(cli, flags, wanted)
    const way = {
      flags,
      done: 'serviceaccount updated',
      failure: 'failed to patch ServiceAccountName',
      isAlwaysSent: true,
    }
    yield* setEach(cli, {
      targets,
      errors: [],
      way,
      change: (target) => withPodSpec(target, (spec) => ({ ...spec, serviceAccountName: name })),
    })
  },
})
