import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, err, out } from '../cli.ts'
import { CommandError, raiseAll, usageError } from '../failure.ts'
import { bool, duration, type FlagValues, int, string } from '../flags/flag.ts'
import { DRY_RUN_FLAG, dryRunOf, SELECTOR_FLAG } from '../flags/shared-flags.ts'
import { operationOf } from './shared.ts'

export const CORDON_FLAGS = { ...DRY_RUN_FLAG, ...SELECTOR_FLAG }

export const DRAIN_FLAGS = {
  ...CORDON_FLAGS,
  'chunk-size': int({ initial: 500, usage: 'Long lists come in pieces of this size; 0: at once.' }),
  'delete-emptydir-data': bool({ usage: 'Pods with emptyDir volumes too: their data is lost.' }),
  'disable-eviction': bool({ usage: 'Delete the Pods instead of evicting them.' }),
  force: bool({ usage: 'Pods without a controller too: nobody makes them anew.' }),
  'grace-period': int({ initial: -1, usage: 'Seconds to end in; negative: as each Pod says.' }),
  'ignore-daemonsets': bool({ usage: 'Leave the Pods of DaemonSets where they are.' }),
  'pod-selector': string({ usage: 'Only Pods with these labels.' }),
  'skip-wait-for-delete-timeout': int({
    initial: 0,
    usage: 'Do not wait for Pods that are being deleted for more seconds than this.',
  }),
  timeout: duration({ initial: 0, usage: 'How long to wait; zero: as long as needed.' }),
}

type CordonFlags = FlagValues<typeof CORDON_FLAGS>

/** The nodes that are named or selected. */
export function* nodesOf(
  cli: Cli,
  args: readonly string[],
  { flags, isSelected, use }: { flags: CordonFlags; isSelected: boolean; use: string },
): Run<readonly Target[]> {
  if (args.length === 0 && !isSelected) throw usageError(cli.commandPath, `USAGE: ${use} [flags]`)
  if (args.length > 0 && flags.selector !== '')
    throw usageError(
      cli.commandPath,
      'error: cannot specify both a node name and a --selector option',
    )
  const { selector } = flags
  const found = yield* collect(cli, { args: ['nodes', ...args], selector, fetch: 'latest' })
  raiseAll(found.errors)
  return found.targets
}

/** Keeps new Pods from the nodes, or lets them come again. */
export function* setUnschedulable(
  cli: Cli,
  nodes: readonly Target[],
  { flags, wanted }: { readonly flags: CordonFlags; readonly wanted: boolean },
): Run<void> {
  const verb = wanted ? 'cordon' : 'uncordon'
  const { dryRun } = dryRunOf(flags['dry-run'])
  for (const { mapping, name, object = {} } of nodes) {
    if (isUnschedulable(object) === wanted) {
      yield* sayOf(cli, name, operationOf(`already ${verb}ed`, dryRun))
      continue
    }
    try {
      if (dryRun !== 'client')
        yield* cli.api.call({
          method: 'PATCH',
          path: pathOf(mapping, { name }),
          query: dryRun === 'server' ? [['dryRun', 'All']] : [],
          contentType: 'application/strategic-merge-patch+json',
          body: { spec: { unschedulable: wanted ? true : null } },
        })
      yield* sayOf(cli, name, operationOf(`${verb}ed`, dryRun))
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      yield* err(cli, `error: unable to ${verb} node "${name}": ${error.message}\n`)
    }
  }
}

function isUnschedulable(node: KubeObject): boolean {
  const { unschedulable = false } = (node['spec'] ?? {}) as { readonly unschedulable?: boolean }
  return unschedulable
}

export function* sayOf(cli: Cli, node: string, done: string): Run<void> {
  yield* out(cli, `node/${node} ${done}\n`)
}
