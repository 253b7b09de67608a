import type { Pod, Run } from '#engine'
import { collect } from '../api/collect.ts'
import { pathOf, type ResourceMapping } from '../api/discovery.ts'
import { isList, type KubeObject } from '../api/objects.ts'
import { asKind } from '../api/typed.ts'
import { type Cli, resourcesOf } from '../cli.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { byUsefulness } from './pod-order.ts'

export interface PodQuery {
  /** `web`, `pod/web` or `deployment/web`; may be empty when there are files. */
  readonly name: string
  readonly filename: readonly string[]
}

/** The Pod that a name means: itself, or one that belongs to the object named. */
export function* podOf(cli: Cli, { name, filename }: PodQuery): Run<Pod> {
  const args = name === '' ? [] : [name.includes('/') ? name : `pods/${name}`]
  const found = yield* collect(cli, { args, filename, fetch: 'named' })
  raiseAll(found.errors)
  const [target] = found.targets
  if (target?.object === undefined || found.targets.length > 1)
    throw new CommandError('cannot exec into multiple objects at a time')
  if (target.mapping.kind === 'Pod') return asWritten(target.object, target.namespace)
  return yield* firstPodOf(cli, target.mapping, target.object)
}

/** A Pod in a file is not asked for again: it says nothing of its status, nor always where it is. */
function asWritten(object: KubeObject, namespace: string): Pod {
  const metadata = { namespace, ...object.metadata }
  return asPod({ spec: { containers: [] }, status: {}, ...object, metadata })
}

/** The labels that an object chooses its Pods by, as a selector. */
function selectorOf({ mapping, object, task }: PodsQuery): string {
  const { selector } = (object['spec'] ?? {}) as {
    readonly selector?: Readonly<Record<string, unknown>>
  }
  const labels = mapping.kind === 'Service' ? selector : selector?.['matchLabels']
  if (mapping.kind === 'Service' && Object.keys(labels ?? {}).length === 0)
    throw new CommandError(
      `invalid service '${object.metadata?.name ?? ''}': Service is defined without a selector`,
    )
  const known = ['ReplicaSet', 'Deployment', 'Job', 'StatefulSet', 'DaemonSet', 'Service']
  if (!known.includes(mapping.kind))
    throw new CommandError(
      `cannot ${task} *${goPackage(mapping)}.${mapping.kind}: selector for *${goPackage(mapping)}.${mapping.kind} not implemented`,
    )
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .sort()
    .join(',')
}

function goPackage({ version }: ResourceMapping): string {
  return version
}

function* firstPodOf(cli: Cli, mapping: ResourceMapping, object: KubeObject): Run<Pod> {
  const [best] = yield* podsOf(cli, { mapping, object, task: 'attach to' })
  if (best === undefined) throw new CommandError('timed out waiting for the condition')
  return best
}

export interface PodsQuery {
  readonly mapping: ResourceMapping
  readonly object: KubeObject
  /** What is to be done with them: `cannot … *v1.Node`. */
  readonly task: 'attach to' | 'get the logs from'
}

/** The Pods that belong to an object, the most useful first. */
export function* podsOf(cli: Cli, query: PodsQuery): Run<readonly Pod[]> {
  const pods = (yield* resourcesOf(cli)).find(({ kind, group }) => kind === 'Pod' && group === '')
  if (pods === undefined) throw new CommandError('the server doesn\'t have a resource type "pods"')
  const namespace = query.object.metadata?.namespace ?? cli.namespace
  const list = yield* cli.api.get(pathOf(pods, { namespace }), [
    ['labelSelector', selectorOf(query)],
  ])
  const items = isList(list) ? list.items.map(asPod) : []
  return byUsefulness(items, query.task === 'attach to' ? 'session' : 'logs')
}

export function asPod(object: KubeObject): Pod {
  return asKind(object, 'Pod')
}
