import { defineCommand } from '../../command.ts'
import { bool, int, string } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords } from './make.ts'

export const priorityClass = defineCommand({
  name: 'priorityclass',
  aliases: ['pc'],
  use: 'create priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]',
  summary: 'Create a priority class with the specified name, value, globalDefault and description.',
  listed: 'Create a priority class with the specified name',
  examples: [
    { what: 'Before others', line: 'kubectl create priorityclass important --value=1000' },
  ],
  flags: {
    ...MAKER_FLAGS,
    description: string({ usage: 'When it is to be used.' }),
    'global-default': bool({ usage: 'Of all Pods that name no class.' }),
    'preemption-policy': string({
      initial: 'PreemptLowerPriority',
      usage: 'PreemptLowerPriority or Never.',
    }),
    value: int({ initial: 0, usage: 'The higher, the earlier.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { description, value, 'global-default': isDefault } = given.flags
    const object = {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: { name },
      value,
      ...(isDefault ? { globalDefault: true } : {}),
      ...(description === '' ? {} : { description }),
      preemptionPolicy: given.flags['preemption-policy'],
    }
    const path = '/apis/scheduling.k8s.io/v1/priorityclasses'
    yield* make(cli, { object, path, failure: 'failed to create priorityclass:' }, given.flags)
  },
})
