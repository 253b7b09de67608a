import type { Deployment, ReplicaSet, Run } from '#engine'
import { type Collected, collect } from '../../api/collect.ts'
import { kindName, resourceName, type ResourceMapping } from '../../api/discovery.ts'
import { isList, type KubeObject } from '../../api/objects.ts'
import { asKind } from '../../api/typed.ts'
import { type Cli, err } from '../../cli.ts'
import { CommandError } from '../../failure.ts'
import { labelSelectorText } from '../../describe/label-selector-text.ts'
import type { FlagValues } from '../../flags/flag.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG } from '../../flags/shared-flags.ts'

export const TARGET_FLAGS = { ...FILENAME_FLAGS, ...SELECTOR_FLAG }

export const REVISION = 'deployment.kubernetes.io/revision'

/** What a rollout command is about; says so when that is nothing. */
export function* rolloutTargets(
  cli: Cli,
  args: readonly string[],
  flags: FlagValues<typeof TARGET_FLAGS>,
): Run<Collected> {
  if (args.length === 0 && flags.filename.length === 0 && flags.kustomize === '')
    throw new CommandError('required resource not specified')
  const found = yield* collect(cli, {
    args,
    filename: flags.filename,
    kustomize: flags.kustomize,
    recursive: flags.recursive,
    selector: flags.selector,
    listsTypes: true,
    fetch: 'latest',
  })
  if (found.targets.length === 0 && found.errors.length === 0)
    yield* err(cli, `No resources found in ${cli.namespace} namespace.\n`)
  return found
}

/** A deployment, or why there is nothing to do: `no status viewer has been implemented for …`. */
export function deploymentOf(
  mapping: ResourceMapping,
  object: KubeObject,
  lacks: string,
): Deployment {
  if (mapping.kind === 'Deployment') return asKind(object, 'Deployment')
  const shown = lacks === 'status viewer' ? goKind(mapping) : `"${goKind(mapping)}"`
  throw new CommandError(`no ${lacks} has been implemented for ${shown}`)
}

function goKind({ group, kind }: ResourceMapping): string {
  return group === '' ? kind : `${kind}.${group}`
}

/** `deployments.apps "web" is already paused`, as errors of one object are told. */
export function failedOn(mapping: ResourceMapping, name: string, reason: string): CommandError {
  return new CommandError(`error: ${resourceName(mapping)} "${name}" ${reason}`)
}

/** `deployment.apps/web` */
export function objectName(mapping: ResourceMapping, name: string): string {
  return `${kindName(mapping)}/${name}`
}

export interface Revision {
  readonly revision: number
  readonly set: ReplicaSet
}

/** The replica sets of a deployment by their revision, the oldest first. */
export function* revisionsOf(cli: Cli, { metadata, spec }: Deployment): Run<readonly Revision[]> {
  const path = `/apis/apps/v1/namespaces/${metadata.namespace}/replicasets`
  const list = yield* cli.api.get(path, [['labelSelector', labelSelectorText(spec.selector)]])
  const sets = isList(list) ? list.items.map((item) => asKind(item, 'ReplicaSet')) : []
  return sets
    .filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid))
    .map((set) => ({ revision: revisionOf(set.metadata), set }))
    .sort((left, right) => left.revision - right.revision)
}

export function revisionOf({ annotations = {} }: Deployment['metadata']): number {
  return Number(new Map(Object.entries(annotations)).get(REVISION) ?? '0')
}
