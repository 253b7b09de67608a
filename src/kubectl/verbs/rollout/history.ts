import type { Run } from '#engine'
import type { Target } from '../../api/collect.ts'
import { type Cli, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, raiseAll } from '../../failure.ts'
import { templateText } from '../../describe/template-text.ts'
import { int } from '../../flags/flag.ts'
import { OUTPUT_FLAGS } from '../../flags/shared-flags.ts'
import { printerFor } from '../../printers/printer.ts'
import { DESCRIBE_LAYOUT, tabbed } from '../../printers/tab-writer.ts'
import { readTextFile } from '../shared.ts'
import {
  deploymentOf,
  objectName,
  type Revision,
  revisionsOf,
  rolloutTargets,
  TARGET_FLAGS,
} from './rollout-targets.ts'

const FLAGS = {
  ...TARGET_FLAGS,
  ...OUTPUT_FLAGS,
  revision: int({ initial: 0, usage: 'Tell of this revision, with its Pod template.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const history = defineCommand({
  name: 'history',
  use: 'rollout history (TYPE NAME | TYPE/NAME) [flags]',
  summary: 'View rollout history.',
  examples: [
    { what: 'What changed with each revision', line: 'kubectl rollout history deployment/web' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (flags.revision < 0)
      throw new CommandError(`revision must be a positive integer: ${flags.revision}`)
    const found = yield* rolloutTargets(cli, args, flags)
    raiseAll(found.errors)
    for (const target of found.targets) yield* showHistory(cli, target, flags)
  },
})

function* showHistory(cli: Cli, target: Target, flags: Flags): Run<void> {
  const { mapping, name, object = {} } = target
  const deployment = deploymentOf(mapping, object, 'history viewer')
  const all = yield* revisionsOf(cli, deployment)
  const chosen = flags.revision === 0 ? all : all.filter((it) => it.revision === flags.revision)
  if (chosen.length === 0 && flags.revision > 0)
    throw new CommandError('unable to find the specified revision')
  if (flags.output !== '') {
    const readFile = (path: string) => readTextFile(cli.process, path)
    const printer = printerFor({ flags, readFile })
    for (const { set } of chosen) {
      const whole = { ...set, apiVersion: 'apps/v1', kind: 'ReplicaSet' }
      yield* out(cli, printer.print(whole))
    }
    return
  }
  const revision = flags.revision > 0 ? `with revision #${flags.revision}` : ''
  const [only] = chosen
  const text =
    flags.revision > 0 && only !== undefined
      ? templateText(only.set.spec.template, causeOf(only))
      : tableOf(chosen)
  yield* out(cli, `${objectName(mapping, name)} ${revision}\n${text}\n`)
}

function causeOf({ set }: Revision): string {
  const annotations = new Map(Object.entries(set.metadata.annotations ?? {}))
  return annotations.get('kubernetes.io/change-cause') ?? ''
}

function tableOf(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return 'No rollout history found.'
  const rows = revisions.map((it) => {
    const cause = causeOf(it)
    return `${it.revision}\t${cause === '' ? '<none>' : cause}\n`
  })
  return tabbed(`REVISION\tCHANGE-CAUSE\n${rows.join('')}`, DESCRIBE_LAYOUT)
}
