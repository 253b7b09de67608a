import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { string } from '../../flags/flag.ts'
import { amountIn } from '../amount-word.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'

export const quota = defineCommand({
  name: 'quota',
  aliases: ['resourcequota'],
  use: 'create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]',
  summary: 'Create a resource quota with the specified name, hard limits, and optional scopes.',
  listed: 'Create a quota with the specified name',
  examples: [
    { what: 'Ten Pods and two cores', line: 'kubectl create quota kitchen --hard=pods=10,cpu=2' },
  ],
  flags: {
    ...MAKER_FLAGS,
    hard: string({ usage: 'What may be used at most, as cpu=1,pods=2.' }),
    scopes: string({ usage: 'What it counts for, as BestEffort,NotTerminating.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const hard = given.flags.hard.split(',').filter((each) => each !== '')
    const scopes = given.flags.scopes === '' ? [] : given.flags.scopes.split(',')
    if (scopes.includes('')) throw new CommandError('invalid resource quota scope ""')
    const object = {
      kind: 'ResourceQuota',
      apiVersion: 'v1',
      metadata: placeIn(cli, name),
      spec: {
        ...(hard.length === 0 ? {} : { hard: Object.fromEntries(hard.map(amountIn)) }),
        ...(scopes.length === 0 ? {} : { scopes }),
      },
      status: {},
    }
    const path = `/api/v1/namespaces/${cli.namespace}/resourcequotas`
    yield* make(cli, { object, path, failure: 'failed to create quota:' }, given.flags)
  },
})
