import type { Deployment, Event, Lease, Namespace, Node, ReplicaSet, Run, Service } from '#engine'
import type { Target } from '../api/collect.ts'
import { pathOf } from '../api/discovery.ts'
import { isList, type KubeObject } from '../api/objects.ts'
import { asKind } from '../api/typed.ts'
import type { Cli } from '../cli.ts'
import { isStatus, StatusError } from '../failure.ts'
import { eventsAbout } from './events.ts'
import { labelSelectorText } from './label-selector-text.ts'
import { describeNode } from './node.ts'
import {
  describeAnything,
  describeConfigMap,
  describeNamespace,
  describeSecret,
  describeService,
  describeServiceAccount,
} from './plain.ts'
import { type Described, describePod } from './pod.ts'
import { describeDeployment, describeJob, describeReplicaSet } from './workloads.ts'

/** All that is told of one object; what it takes beside the object is fetched here. */
export function* describeTarget(
  cli: Cli,
  { mapping, namespace, name }: Target,
  { showEvents }: { readonly showEvents: boolean },
): Run<string> {
  const object = yield* cli.api.get(pathOf(mapping, { namespace, name }))
  const hasEvents = !['Namespace', 'Secret'].includes(mapping.kind)
  const events = showEvents && hasEvents ? yield* eventsOf(cli, object, mapping.kind) : undefined
  const beside = { events, now: cli.process.wallClock }
  switch (mapping.kind) {
    case 'Pod':
      return describePod({ ...beside, object: asKind(object, 'Pod') })
    case 'Node':
      return yield* node(cli, { ...beside, object: asKind(object, 'Node') })
    case 'Namespace':
      return yield* describedNamespace(cli, { ...beside, object: asKind(object, 'Namespace') })
    case 'ConfigMap':
      return describeConfigMap({ ...beside, object: asKind(object, 'ConfigMap') })
    case 'Secret':
      return describeSecret({ ...beside, object: asKind(object, 'Secret') })
    case 'ServiceAccount':
      return describeServiceAccount({ ...beside, object: asKind(object, 'ServiceAccount') })
    case 'Service':
      return yield* service(cli, { ...beside, object: asKind(object, 'Service') })
    case 'ReplicaSet':
      return yield* replicaSet(cli, { ...beside, object: asKind(object, 'ReplicaSet') })
    case 'Deployment':
      return yield* deployment(cli, { ...beside, object: asKind(object, 'Deployment') })
    case 'Job':
      return describeJob({ ...beside, object: asKind(object, 'Job') })
    default:
      return describeAnything({ ...beside, object })
  }
}

/** A node's events name it by its uid or by its name. */
function* eventsOf(cli: Cli, object: KubeObject, kind: string): Run<readonly Event[]> {
  const { name = '', namespace = '', uid = '' } = object.metadata ?? {}
  const subject = { kind: kind === 'Pod' ? '' : kind, name, namespace, uid }
  const events = yield* eventsAbout(cli, subject)
  if (kind !== 'Node') return events
  return [...events, ...(yield* eventsAbout(cli, { ...subject, uid: name }))]
}

function* describedNamespace(cli: Cli, what: Described<Namespace>): Run<string> {
  const place = `/api/v1/namespaces/${what.object.metadata.name}`
  const quotas = yield* listIfKnown(cli, `${place}/resourcequotas`)
  const ranges = yield* listIfKnown(cli, `${place}/limitranges`)
  return describeNamespace(what, { quotas, ranges })
}

function* listIfKnown(cli: Cli, path: string): Run<readonly KubeObject[] | undefined> {
  try {
    const list = yield* cli.api.get(path, [['limit', '500']])
    return isList(list) ? list.items : []
  } catch (error) {
    if (isStatus(error, 'NotFound')) return undefined
    throw error
  }
}

function* node(cli: Cli, what: Described<Node>): Run<string> {
  const { name } = what.object.metadata
  const pods = (yield* listOf(cli, '/api/v1/pods', [
    'fieldSelector',
    `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`,
  ])).map((each) => asKind(each, 'Pod'))
  return describeNode(what, { pods, lease: yield* leaseOf(cli, name) })
}

function* leaseOf(cli: Cli, name: string): Run<Lease | string> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`
  try {
    return asKind(yield* cli.api.get(path), 'Lease')
  } catch (error) {
    if (error instanceof StatusError) return error.message
    throw error
  }
}

function* service(cli: Cli, what: Described<Service>): Run<string> {
  const { name, namespace } = what.object.metadata
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`
  const selector = ['labelSelector', `kubernetes.io/service-name=${name}`] as const
  const slices = yield* listOf(cli, path, selector)
  return describeService(
    what,
    slices.map((each) => asKind(each, 'EndpointSlice')),
  )
}

function* replicaSet(cli: Cli, what: Described<ReplicaSet>): Run<string> {
  const { metadata, spec } = what.object
  const path = `/api/v1/namespaces/${metadata.namespace}/pods`
  const selector = ['labelSelector', labelSelectorText(spec.selector)] as const
  const pods = yield* listOf(cli, path, selector)
  return describeReplicaSet(
    what,
    pods.map((each) => asKind(each, 'Pod')),
  )
}

const REVISION = 'deployment.kubernetes.io/revision'

function* deployment(cli: Cli, what: Described<Deployment>): Run<string> {
  const { metadata, spec } = what.object
  const path = `/apis/apps/v1/namespaces/${metadata.namespace}/replicasets`
  const selector = ['labelSelector', labelSelectorText(spec.selector)] as const
  const listed = yield* listOf(cli, path, selector)
  const all = listed.map((each) => asKind(each, 'ReplicaSet'))
  const own = all.filter((set) =>
    set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid),
  )
  const revisionOf = (object: { readonly metadata: Deployment['metadata'] }) =>
    new Map(Object.entries(object.metadata.annotations ?? {})).get(REVISION) ?? ''
  const isNew = (set: ReplicaSet) => revisionOf(set) === revisionOf(what.object)
  const old = own.filter((set) => !isNew(set)).sort(byAge)
  return describeDeployment(what, { old, new: own.filter(isNew) })
}

/** The oldest first; of two of one second by name. */
function byAge(left: ReplicaSet, right: ReplicaSet): number {
  const keyOf = ({ metadata }: ReplicaSet) => `${metadata.creationTimestamp ?? ''} ${metadata.name}`
  return keyOf(left) < keyOf(right) ? -1 : 1
}

function* listOf(
  cli: Cli,
  path: string,
  selector: readonly [string, string],
): Run<readonly KubeObject[]> {
  const list = yield* cli.api.get(path, [selector, ['limit', '500']])
  return isList(list) ? list.items : []
}
