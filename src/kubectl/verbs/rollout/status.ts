import type { Deployment, Run } from '#engine'
import { nextChange } from '../../api/changes.ts'
import type { Target } from '../../api/collect.ts'
import { pathOf } from '../../api/discovery.ts'
import { type Cli, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError, raiseAll } from '../../failure.ts'
import { bool, duration, int } from '../../flags/flag.ts'
import { deploymentOf, revisionOf, rolloutTargets, TARGET_FLAGS } from './rollout-targets.ts'

const FLAGS = {
  ...TARGET_FLAGS,
  revision: int({ initial: 0, usage: 'Only this revision; 0: the latest.' }),
  timeout: duration({ initial: 0, usage: 'How long to wait; zero: as long as needed.' }),
  watch: bool({ short: 'w', initial: true, usage: 'Go on until it is done.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const status = defineCommand({
  name: 'status',
  use: 'rollout status (TYPE NAME | TYPE/NAME) [flags]',
  summary: 'Show the status of the rollout.',
  examples: [
    { what: 'Wait until the new Pods are ready', line: 'kubectl rollout status deployment/web' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    if (flags.revision < 0)
      throw new CommandError(`revision must be a positive integer: ${flags.revision}`)
    const found = yield* rolloutTargets(cli, args, flags)
    raiseAll(found.errors)
    for (const target of found.targets) yield* follow(cli, target, flags)
  },
})

function* follow(cli: Cli, target: Target, flags: Flags): Run<void> {
  const { mapping, namespace, name, object = {} } = target
  const until = flags.timeout === 0 ? Infinity : cli.process.now + flags.timeout
  const first = rolloutStatus(deploymentOf(mapping, object, 'status viewer'), flags.revision)
  yield* out(cli, first.text)
  if (first.isDone || !flags.watch) return
  const watch = yield* cli.api.stream({
    method: 'GET',
    path: pathOf(mapping, { namespace }),
    query: [
      ['fieldSelector', `metadata.name=${name}`],
      ['resourceVersion', object.metadata?.resourceVersion ?? ''],
      ['watch', 'true'],
    ],
  })
  try {
    for (;;) {
      const change = yield* nextChange(cli.process, watch, until)
      if (change === 'timeout' || change === undefined)
        throw new CommandError('timed out waiting for the condition')
      if (change.type === 'DELETED') throw new CommandError('object has been deleted')
      const live = deploymentOf(mapping, change.object, 'status viewer')
      const { text, isDone } = rolloutStatus(live, flags.revision)
      yield* out(cli, text)
      if (isDone) return
    }
  } finally {
    watch.cancel()
  }
}

/** How far a deployment has come; throws when it will not come further. */
function rolloutStatus(
  { metadata, spec, status: now }: Deployment,
  revision: number,
): { readonly text: string; readonly isDone: boolean } {
  const running = revisionOf(metadata)
  if (revision > 0 && revision !== running)
    throw new CommandError(
      `desired revision (${revision}) is different from the running revision (${running})`,
    )
  if ((metadata.generation ?? 0) > (now.observedGeneration ?? 0))
    return { text: 'Waiting for deployment spec update to be observed...\n', isDone: false }
  const progress = now.conditions?.find(({ type }) => type === 'Progressing')
  if (progress?.reason === 'ProgressDeadlineExceeded')
    throw new CommandError(`deployment "${metadata.name}" exceeded its progress deadline`)
  const { updatedReplicas: updated = 0, replicas: all = 0, availableReplicas: available = 0 } = now
  const wanted = spec.replicas ?? updated
  const waiting = (text: string) => ({
    text: `Waiting for deployment "${metadata.name}" rollout to finish: ${text}...\n`,
    isDone: false,
  })
  if (updated < wanted) return waiting(`${updated} out of ${wanted} new replicas have been updated`)
  if (all > updated) return waiting(`${all - updated} old replicas are pending termination`)
  if (available < updated)
    return waiting(`${available} of ${updated} updated replicas are available`)
  return { text: `deployment "${metadata.name}" successfully rolled out\n`, isDone: true }
}
