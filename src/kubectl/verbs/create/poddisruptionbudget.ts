import { defineCommand } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { string } from '../../flags/flag.ts'
import { make, MAKER_FLAGS, nameAndWords, placeIn } from './make.ts'
import { asLabelSelector } from '../../api/selector-words.ts'

export const podDisruptionBudget = defineCommand({
  name: 'poddisruptionbudget',
  aliases: ['pdb'],
  use: 'create poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]',
  summary:
    'Create a pod disruption budget with the specified name, selector, and desired minimum available pods.',
  listed: 'Create a pod disruption budget with the specified name',
  examples: [
    {
      what: 'One of them stays, always',
      line: 'kubectl create pdb web --selector=app=web --min-available=1',
    },
  ],
  flags: {
    ...MAKER_FLAGS,
    'max-unavailable': string({ usage: 'How many may be missing, or how many of a hundred.' }),
    'min-available': string({ usage: 'How many must be there, or how many of a hundred.' }),
    selector: string({ usage: 'Labels of the Pods that it counts for.' }),
  },
  *run(cli, given) {
    const { name } = nameAndWords(cli, given)
    const { selector, 'max-unavailable': most, 'min-available': least } = given.flags
    checkFlags(selector, least, most)
    const object = {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: placeIn(cli, name),
      spec: {
        ...(least === '' ? {} : { minAvailable: amountOf(least) }),
        selector: asLabelSelector(selector),
        ...(most === '' ? {} : { maxUnavailable: amountOf(most) }),
      },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    }
    const path = `/apis/policy/v1/namespaces/${cli.namespace}/poddisruptionbudgets`
    const failure = 'failed to create poddisruptionbudgets:'
    yield* make(cli, { object, path, failure }, given.flags)
  },
})

function checkFlags(selector: string, least: string, most: string): void {
  if (selector === '') throw new CommandError('a selector must be specified')
  if (least === '' && most === '')
    throw new CommandError('one of min-available or max-unavailable must be specified')
  if (least !== '' && most !== '')
    throw new CommandError('min-available and max-unavailable cannot be both specified')
  if (least !== '' && !isAmount(least))
    throw new CommandError('invalid format specified for min-available')
  if (most !== '' && !isAmount(most))
    throw new CommandError('invalid format specified for max-unavailable')
}

function isAmount(text: string): boolean {
  return /^[0-9]+%?$/.test(text)
}

function amountOf(text: string): string | number {
  return text.endsWith('%') ? text : Number(text)
}
