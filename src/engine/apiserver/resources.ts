import type { Event, Namespace, Node, Pod, Secret } from '../api/generated/types.ts'
import { type ApiObject, withMetadata } from './object.ts'
import {
  plainStrategy,
  type Resource,
  type Strategy,
  type Subresource,
  type Verb,
} from './resource.ts'
import { specAndStatus } from './strategies.ts'

type Declaration<T extends ApiObject> = Pick<Resource, 'resource' | 'kind'> &
  Partial<Omit<Resource, 'strategy'>> & { readonly strategy?: Partial<Strategy<T>> }

function declare<T extends ApiObject>(declaration: Declaration<T>): Resource {
  const { kind, strategy } = declaration
  return {
    group: '',
    version: 'v1',
    singular: kind.toLowerCase(),
    type: kind,
    isNamespaced: true,
    shortNames: [],
    categories: [],
    subresources: [],
    returnsDeleted: false,
    selectable: [],
    ...declaration,
    strategy: { ...plainStrategy, ...strategy },
  }
}

const STATUS_VERBS: readonly Verb[] = ['get', 'patch', 'update']

function status(kind: string): Subresource {
  return { name: 'status', kind, verbs: STATUS_VERBS }
}

/** A Pod that nobody runs needs no grace. */
function podGracePeriod({ spec, status }: Pod, asked: number | undefined): number {
  const isRunByNobody =
    (spec.nodeName ?? '') === '' || status.phase === 'Failed' || status.phase === 'Succeeded'
  if (isRunByNobody) return 0
  const seconds = asked ?? spec.terminationGracePeriodSeconds ?? 30
  return seconds < 0 ? 1 : seconds
}

/** What the cluster keeps. Others join by a declaration here. */
export const resources: readonly Resource[] = [
  declare({ resource: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] }),
  declare<Event>({
    resource: 'events',
    kind: 'Event',
    shortNames: ['ev'],
    selectable: [
      ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
        (field) => `involvedObject.${field}`,
      ),
      ...['reason', 'reportingComponent', 'source', 'type'],
    ],
    strategy: {
      selectableFields: (object) => {
        const { involvedObject, reason, type, source, reportingComponent } = object
        return {
          'involvedObject.kind': involvedObject.kind ?? '',
          'involvedObject.namespace': involvedObject.namespace ?? '',
          'involvedObject.name': involvedObject.name ?? '',
          'involvedObject.uid': involvedObject.uid ?? '',
          'involvedObject.apiVersion': involvedObject.apiVersion ?? '',
          'involvedObject.resourceVersion': involvedObject.resourceVersion ?? '',
          'involvedObject.fieldPath': involvedObject.fieldPath ?? '',
          reason: reason ?? '',
          reportingComponent,
          source: source.component ?? reportingComponent,
          type: type ?? '',
        }
      },
    },
  }),
  declare<Namespace>({
    resource: 'namespaces',
    kind: 'Namespace',
    isNamespaced: false,
    selectable: ['status.phase'],
    returnsDeleted: true,
    shortNames: ['ns'],
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, status('Namespace')],
    strategy: {
      ...specAndStatus,
      selectableFields: (object) => ({
        'status.phase': object.status.phase ?? '',
      }),
    },
  }),
  declare<Node>({
    resource: 'nodes',
    kind: 'Node',
    isNamespaced: false,
    selectable: ['spec.unschedulable'],
    shortNames: ['no'],
    subresources: [status('Node')],
    strategy: {
      ...specAndStatus,
      selectableFields: ({ spec }) => ({ 'spec.unschedulable': `${spec.unschedulable ?? false}` }),
    },
  }),
  declare<Pod>({
    resource: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    categories: ['all'],
    returnsDeleted: true,
    selectable: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.podIP',
      'status.podIPs',
      'status.nominatedNodeName',
    ],
    subresources: [
      { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
      { name: 'binding', kind: 'Binding', verbs: ['create'] },
      { name: 'ephemeralcontainers', kind: 'Pod', verbs: STATUS_VERBS },
      {
        name: 'eviction',
        kind: 'Eviction',
        groupVersion: { group: 'policy', version: 'v1' },
        verbs: ['create'],
      },
      { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
      { name: 'resize', kind: 'Pod', verbs: STATUS_VERBS },
      status('Pod'),
    ],
    strategy: {
      ...specAndStatus,
      prepareForCreate: (object) =>
        withMetadata({ ...object, status: { phase: 'Pending' } }, { generation: 1 }),
      selectableFields: (object) => {
        const { spec, status } = object
        return {
          'spec.nodeName': spec.nodeName ?? '',
          'spec.restartPolicy': spec.restartPolicy ?? '',
          'spec.schedulerName': spec.schedulerName ?? '',
          'spec.serviceAccountName': spec.serviceAccountName ?? '',
          'spec.hostNetwork': `${spec.hostNetwork ?? false}`,
          'status.phase': status.phase ?? '',
          'status.podIP': status.podIPs?.[0]?.ip ?? '',
          'status.podIPs': status.podIPs?.map(({ ip }) => ip).join(',') ?? '',
          'status.nominatedNodeName': status.nominatedNodeName ?? '',
        }
      },
      gracePeriod: podGracePeriod,
    },
  }),
  declare<Secret>({
    resource: 'secrets',
    kind: 'Secret',
    selectable: ['type'],
    strategy: {
      selectableFields: (object) => ({ type: object.type ?? '' }),
    },
  }),
  declare({
    resource: 'serviceaccounts',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    returnsDeleted: true,
  }),
  declare({
    group: 'coordination.k8s.io',
    resource: 'leases',
    kind: 'Lease',
  }),
]

/** The resource at this place of the API; undefined when there is none. */
export function findResource(of: {
  readonly group: string
  readonly version: string
  readonly resource: string
}): Resource | undefined {
  return resources.find(
    (it) => it.resource === of.resource && it.group === of.group && it.version === of.version,
  )
}
