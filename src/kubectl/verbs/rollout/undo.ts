import type { Deployment, Run } from '#engine'
import { changeEach } from '../../api/change-each.ts'
import type { Target } from '../../api/collect.ts'
import { pathOf } from '../../api/discovery.ts'
import { LAST_APPLIED, lastAppliedOf } from '../../api/last-applied.ts'
import { type Cli, err, out } from '../../cli.ts'
import { defineCommand, type Given } from '../../command.ts'
import { CommandError } from '../../failure.ts'
import { templateText } from '../../describe/template-text.ts'
import { int } from '../../flags/flag.ts'
import { DRY_RUN_FLAG, dryRunOf, OUTPUT_FLAGS } from '../../flags/shared-flags.ts'
import { isSame, type JsonObject } from '../../patch/diff.ts'
import { printerFor } from '../../printers/printer.ts'
import { operationOf, readTextFile } from '../shared.ts'
import {
  deploymentOf,
  type Revision,
  REVISION,
  revisionsOf,
  rolloutTargets,
  TARGET_FLAGS,
} from './rollout-targets.ts'

const FLAGS = {
  ...TARGET_FLAGS,
  ...OUTPUT_FLAGS,
  ...DRY_RUN_FLAG,
  'to-revision': int({ initial: 0, usage: 'The revision to go back to; 0: the one before.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const undo = defineCommand({
  name: 'undo',
  use: 'rollout undo (TYPE NAME | TYPE/NAME) [flags]',
  summary: 'Undo a previous rollout.',
  examples: [{ what: 'Back to what was before', line: 'kubectl rollout undo deployment/web' }],
  flags: FLAGS,
  *run(cli, { flags, args }) {
    const found = yield* rolloutTargets(cli, args, flags)
    yield* changeEach(found, (target) => undoOne(cli, target, flags))
  },
})

function* undoOne(cli: Cli, target: Target, flags: Flags): Run<void> {
  const { mapping, name, object = {} } = target
  if (lastAppliedOf(object) !== undefined)
    yield* err(cli, appliedWarning(`${mapping.resource}/${name}`))
  const deployment = deploymentOf(mapping, object, 'rollbacker')
  const all = yield* revisionsOf(cli, deployment)
  const wanted = chosenRevision(name, all, flags['to-revision'])
  const { dryRun } = dryRunOf(flags['dry-run'])
  const operation =
    dryRun === 'client'
      ? templateText(wanted.set.spec.template)
      : yield* rollBack(cli, target, { deployment, wanted, flags })
  const readFile = (path: string) => readTextFile(cli.process, path)
  const done = operationOf(operation, dryRun)
  const printer = printerFor({ flags, operation: done, readFile, fields: 'type' })
  yield* out(cli, printer.print(object))
}

function appliedWarning(what: string): string {
  return (
    `Warning: resource ${what} was previously managed with 'kubectl apply'. ` +
    `Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. ` +
    "Consider using 'kubectl apply' with your previous configuration file instead.\n"
  )
}

/** The one asked for, or the newest but one. */
function chosenRevision(name: string, all: readonly Revision[], asked: number): Revision {
  const found = asked === 0 ? all.at(-2) : all.find(({ revision }) => revision === asked)
  if (found !== undefined) return found
  throw new CommandError(
    asked === 0
      ? `no rollout history found for deployment "${name}"`
      : `unable to find specified revision ${asked} in history`,
  )
}

interface RollingBack {
  readonly deployment: Deployment
  readonly wanted: Revision
  readonly flags: Flags
}

const HASH = 'pod-template-hash'

function* rollBack(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { deployment, wanted, flags }: RollingBack,
): Run<string> {
  if (deployment.spec.paused === true)
    throw new CommandError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    )
  const template = withoutHash(wanted.set.spec.template as unknown as JsonObject)
  const current = withoutHash(deployment.spec.template as unknown as JsonObject)
  if (isSame(template, current))
    return `skipped rollback (current template already matches revision ${flags['to-revision']})`
  const isDry = dryRunOf(flags['dry-run']).dryRun === 'server'
  yield* cli.api.call({
    method: 'PATCH',
    path: pathOf(mapping, { namespace, name }),
    query: isDry ? [['dryRun', 'All']] : [],
    contentType: 'application/json-patch+json',
    body: [
      { op: 'replace', path: '/spec/template', value: template },
      { op: 'replace', path: '/metadata/annotations', value: annotationsFor(deployment, wanted) },
    ],
  })
  return 'rolled back'
}

/** Two templates are the same whatever hash the replica set has put in. */
function withoutHash(template: JsonObject): JsonObject {
  const metadata = (template['metadata'] ?? {}) as JsonObject
  const labels = Object.entries((metadata['labels'] ?? {}) as JsonObject)
  const kept = Object.fromEntries(labels.filter(([key]) => key !== HASH))
  return { ...template, metadata: { ...metadata, labels: kept } }
}

/** What belongs to the deployment itself stays; all else comes back from the revision. */
const OWN = new Set([
  LAST_APPLIED,
  REVISION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
])

function annotationsFor(deployment: Deployment, { set }: Revision): JsonObject {
  const own = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => OWN.has(key))
  const back = Object.entries(set.metadata.annotations ?? {}).filter(([key]) => !OWN.has(key))
  return Object.fromEntries([...own, ...back])
}
