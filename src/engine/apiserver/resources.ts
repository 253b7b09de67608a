import type {
  ConfigMap,
  Deployment,
  EndpointSlice,
  Event,
  Job,
  Lease,
  Namespace,
  Node,
  Pod,
  ReplicaSet,
  Secret,
  Service,
  ServiceAccount,
} from '../api/generated/types.ts'
import { deploymentStrategy } from './deployments.ts'
import { jobStrategy } from './jobs.ts'
import { namespaceStrategy } from './namespaces.ts'
import { nodeStrategy } from './nodes.ts'
import { type ApiObject, withMetadata } from './object.ts'
import { eventPrinter } from './printers/event.ts'
import { nodePrinter } from './printers/node.ts'
import {
  configMapPrinter,
  leasePrinter,
  namespacePrinter,
  secretPrinter,
  serviceAccountPrinter,
} from './printers/plain.ts'
import { podPrinter } from './printers/pod.ts'
import { endpointSlicePrinter, servicePrinter } from './printers/services.ts'
import { deploymentPrinter, jobPrinter, replicaSetPrinter } from './printers/workloads.ts'
import type { Printer } from './printers/printer.ts'
import { findKind } from '../api/kinds.ts'
import { accountStrategy, leaseStrategy } from './plain-strategies.ts'
import { podFields, podStrategy } from './pods.ts'
import {
  groupVersionOf,
  type Resource,
  type Strategy,
  type Subresource,
  type Verb,
} from './resource.ts'
import { endpointSliceStrategy } from './services/endpoint-slices.ts'
import { serviceStrategy } from './services/strategy.ts'
import { plainStrategy, workloadStrategy } from './strategies.ts'

type Declaration<T extends ApiObject> = Pick<Resource, 'resource' | 'kind'> &
  Partial<Omit<Resource, 'strategy' | 'printer' | 'rules'>> & {
    readonly strategy?: Partial<Strategy<T>>
    readonly printer: Printer<T>
  }

function declare<T extends ApiObject>(declaration: Declaration<T>): Resource {
  const { kind, strategy, printer, group = '', version = 'v1' } = declaration
  const rules = findKind(groupVersionOf({ group, version }), kind)
  if (rules === undefined) throw new Error(`say in api/kinds.ts what holds for a ${kind}`)
  return {
    group: '',
    version: 'v1',
    singular: kind.toLowerCase(),
    type: kind,
    isNamespaced: true,
    verbs: [
      ...(['create', 'delete', 'deletecollection', 'get'] as const),
      ...(['list', 'patch', 'update', 'watch'] as const),
    ],
    shortNames: [],
    categories: [],
    subresources: [],
    returnsDeleted: false,
    selectable: [],
    ...declaration,
    strategy: { ...plainStrategy, ...strategy },
    printer,
    rules,
  }
}

const VIEW: readonly Verb[] = ['get', 'patch', 'update']

function status(kind: string): Subresource {
  return { name: 'status', kind, verbs: VIEW }
}

function proxySubresource(kind: string): Subresource {
  return { name: 'proxy', kind, verbs: ['create', 'delete', 'get', 'patch', 'update'] }
}

const SCALE: Subresource = {
  name: 'scale',
  kind: 'Scale',
  groupVersion: { group: 'autoscaling', version: 'v1' },
  verbs: VIEW,
}

/** What the cluster keeps. Others join by a declaration here. */
export const resources: readonly Resource[] = [
  declare<ConfigMap>({
    resource: 'configmaps',
    kind: 'ConfigMap',
    shortNames: ['cm'],
    printer: configMapPrinter,
  }),
  declare<Event>({
    resource: 'events',
    kind: 'Event',
    printer: eventPrinter,
    shortNames: ['ev'],
    selectable: [
      ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
        (field) => `involvedObject.${field}`,
      ),
      ...['reason', 'reportingComponent', 'source', 'type'],
    ],
    strategy: {
      createsOnUpdate: true,
      selectableFields: ({ involvedObject, reason, type, source, reportingComponent }) => ({
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
      }),
    },
  }),
  declare<Namespace>({
    resource: 'namespaces',
    kind: 'Namespace',
    printer: namespacePrinter,
    isNamespaced: false,
    // A namespace is never deleted together with others.
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    shortNames: ['ns'],
    returnsDeleted: true,
    selectable: ['status.phase'],
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, status('Namespace')],
    strategy: namespaceStrategy,
  }),
  declare<Node>({
    resource: 'nodes',
    kind: 'Node',
    printer: nodePrinter,
    isNamespaced: false,
    shortNames: ['no'],
    selectable: ['spec.unschedulable'],
    subresources: [status('Node')],
    strategy: nodeStrategy,
  }),
  declare<Pod>({
    resource: 'pods',
    kind: 'Pod',
    printer: podPrinter,
    shortNames: ['po'],
    categories: ['all'],
    returnsDeleted: true,
    selectable: podFields,
    subresources: [
      { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
      { name: 'binding', kind: 'Binding', verbs: ['create'] },
      { name: 'ephemeralcontainers', kind: 'Pod', verbs: VIEW },
      {
        name: 'eviction',
        kind: 'Eviction',
        groupVersion: { group: 'policy', version: 'v1' },
        verbs: ['create'],
      },
      { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
      proxySubresource('PodProxyOptions'),
      { name: 'resize', kind: 'Pod', verbs: VIEW },
      status('Pod'),
    ],
    strategy: podStrategy,
  }),
  declare<Secret>({
    resource: 'secrets',
    kind: 'Secret',
    printer: secretPrinter,
    selectable: ['type'],
    strategy: { selectableFields: (object) => ({ type: object.type ?? '' }) },
  }),
  declare<ServiceAccount>({
    resource: 'serviceaccounts',
    kind: 'ServiceAccount',
    printer: serviceAccountPrinter,
    shortNames: ['sa'],
    returnsDeleted: true,
    subresources: [
      {
        name: 'token',
        kind: 'TokenRequest',
        groupVersion: { group: 'authentication.k8s.io', version: 'v1' },
        verbs: ['create'],
      },
    ],
    strategy: accountStrategy,
  }),
  declare<Service>({
    resource: 'services',
    kind: 'Service',
    printer: servicePrinter,
    selectable: ['spec.clusterIP', 'spec.type'],
    shortNames: ['svc'],
    categories: ['all'],
    returnsDeleted: true,
    subresources: [proxySubresource('ServiceProxyOptions'), status('Service')],
    strategy: serviceStrategy,
  }),
  declare<Deployment>({
    group: 'apps',
    resource: 'deployments',
    kind: 'Deployment',
    printer: deploymentPrinter,
    shortNames: ['deploy'],
    categories: ['all'],
    subresources: [SCALE, status('Deployment')],
    strategy: deploymentStrategy,
  }),
  declare<ReplicaSet>({
    group: 'apps',
    resource: 'replicasets',
    kind: 'ReplicaSet',
    printer: replicaSetPrinter,
    shortNames: ['rs'],
    categories: ['all'],
    subresources: [SCALE, status('ReplicaSet')],
    strategy: {
      ...workloadStrategy,
      prepareForCreate: (object) =>
        withMetadata({ ...object, status: { replicas: 0 } }, { generation: 1 }),
    },
  }),
  declare<Job>({
    group: 'batch',
    resource: 'jobs',
    kind: 'Job',
    printer: jobPrinter,
    selectable: ['status.successful'],
    categories: ['all'],
    subresources: [status('Job')],
    strategy: jobStrategy,
  }),
  declare<Lease>({
    group: 'coordination.k8s.io',
    resource: 'leases',
    kind: 'Lease',
    printer: leasePrinter,
    strategy: leaseStrategy,
  }),
  declare<EndpointSlice>({
    group: 'discovery.k8s.io',
    resource: 'endpointslices',
    kind: 'EndpointSlice',
    printer: endpointSlicePrinter,
    strategy: endpointSliceStrategy,
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
