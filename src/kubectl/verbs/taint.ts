import type { Run } from '#engine'
import { collect, type Target } from '../api/collect.ts'
import { findResource, pathOf } from '../api/discovery.ts'
import { type Cli, out, resourcesOf } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, raiseAll, usageError } from '../failure.ts'
import { bool } from '../flags/flag.ts'
import {
  DRY_RUN_FLAG,
  dryRunOf,
  fieldManagerFlag,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  VALIDATE_FLAG,
} from '../flags/shared-flags.ts'
import { printerFor } from '../printers/printer.ts'
import { operationOf, readTextFile } from './shared.ts'
import { changedTaints, parseTaints, type Taint, type TaintChanges } from './taint-specs.ts'

const FLAGS = {
  ...DRY_RUN_FLAG,
  ...OUTPUT_FLAGS,
  ...SELECTOR_FLAG,
  ...VALIDATE_FLAG,
  ...fieldManagerFlag('kubectl-taint'),
  all: bool({ usage: 'Every node.' }),
  overwrite: bool({ usage: 'Taints that are there may be changed.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const taint = defineCommand({
  name: 'taint',
  use: 'taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
  summary: 'Update the taints on one or more nodes.',
  examples: [
    {
      what: 'Keep Pods that do not tolerate it from a node',
      line: 'kubectl taint node worker-1 dedicated=web:NoSchedule',
    },
    { what: 'Take it away', line: 'kubectl taint node worker-1 dedicated:NoSchedule-' },
  ],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const { resources, specs } = split(args)
    const changes = changesOf(cli, specs)
    yield* checkResources(cli, resources, { flags, changes })
    const found = yield* collect(cli, {
      args: flags.all || flags.selector !== '' ? ['nodes'] : ['nodes', ...resources.slice(1)],
      selector: flags.selector,
      all: flags.all,
      fetch: 'latest',
    })
    raiseAll(found.errors)
    for (const target of found.targets) yield* taintOne(cli, target, { flags, changes })
  },
})

function split(args: readonly string[]) {
  const isTaint = (word: string): boolean => /[=:]|-$/.test(word)
  const first = args.findIndex(isTaint)
  const resources = first < 0 ? args : args.slice(0, first)
  const specs = first < 0 ? [] : args.slice(first)
  const late = specs.find((word) => !isTaint(word))
  if (late !== undefined)
    throw new CommandError(`all resources must be specified before taint changes: ${late}`)
  if (resources.length === 0)
    throw new CommandError('one or more resources must be specified as <resource> <name>')
  if (specs.length === 0) throw new CommandError('at least one taint update is required')
  return { resources, specs }
}

function changesOf(cli: Cli, specs: readonly string[]): TaintChanges {
  try {
    return parseTaints(specs)
  } catch (error) {
    throw error instanceof CommandError ? usageError(cli.commandPath, error.message) : error
  }
}

function* checkResources(
  cli: Cli,
  [type = '', ...names]: readonly string[],
  { flags, changes }: { readonly flags: Flags; readonly changes: TaintChanges },
): Run<void> {
  const mapping = findResource(yield* resourcesOf(cli), type)
  if (mapping === undefined)
    throw new CommandError(`the server doesn't have a resource type "${type}"`)
  if (mapping.kind !== 'Node')
    throw new CommandError(
      `invalid resource type ${type.toLowerCase()}, only node types are supported`,
    )
  const both = changes.removed.filter(({ key, effect }) =>
    changes.added.some((one) => one.key === key && (effect === '' || one.effect === effect)),
  )
  if (both.length > 0)
    throw new CommandError(
      `can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect}`).join(', ')}`,
    )
  if (flags.all && flags.selector !== '')
    throw new CommandError("setting 'all' parameter with a non empty selector is prohibited")
  if (!flags.all && flags.selector === '' && names.length === 0)
    throw new CommandError(
      "at least one resource name must be specified since 'all' parameter is not set",
    )
}

function* taintOne(
  cli: Cli,
  { mapping, name, object = {} }: Target,
  { flags, changes }: { readonly flags: Flags; readonly changes: TaintChanges },
): Run<void> {
  const { dryRun } = dryRunOf(flags['dry-run'])
  const spec = (object['spec'] ?? {}) as { readonly taints?: readonly Taint[] }
  const node = { name, taints: spec.taints ?? [] }
  const { operation, taints } = changedTaints(node, changes, flags.overwrite)
  const changed =
    dryRun === 'client'
      ? { ...object, spec: { ...spec, taints } }
      : yield* cli.api.call({
          method: 'PATCH',
          path: pathOf(mapping, { name }),
          query: [
            ...(dryRun === 'server' ? [['dryRun', 'All'] as const] : []),
            ['fieldManager', flags['field-manager']],
          ],
          contentType: 'application/strategic-merge-patch+json',
          body: { spec: { taints: taints.length === 0 ? null : taints } },
        })
  const readFile = (path: string) => readTextFile(cli.process, path)
  const done = operationOf(operation, dryRun)
  const printer = printerFor({ flags, operation: done, readFile, fields: 'type' })
  yield* out(cli, printer.print(changed))
}
