import { appArmorWarnings, withAppArmorFields } from './app-armor.ts'
import type {
  ConfigMap,
  Deployment,
  EndpointSlice,
  Event,
  Job,
  Lease,
  Namespace,
  Node,
  ObjectMeta,
  Pod,
  ReplicaSet,
  Secret,
  Service,
  ServiceAccount,
} from './generated/types.ts'
import { withSelector } from './job-selector.ts'
import { withGivenNumbers } from './service-completion.ts'
import {
  endpointSliceWarnings,
  validateEndpointSlice,
  validateEndpointSliceUpdate,
} from './validation/endpoint-slices.ts'
import { validateEvent } from './validation/events.ts'
import { validateJob, validateJobUpdate } from './validation/jobs.ts'
import { validateObjectMetaUpdate } from './validation/meta.ts'
import { validateNamespace, validateNamespaceUpdate } from './validation/namespaces.ts'
import { nodeWarnings, validateNode, validateNodeUpdate } from './validation/nodes.ts'
import {
  accountWarnings,
  validateConfigMap,
  validateConfigMapUpdate,
  validateLease,
  validateLeaseUpdate,
  validateMetaOf,
} from './validation/plain-kinds.ts'
import { validatePod } from './validation/pod.ts'
import { validatePodUpdate } from './validation/pod-update.ts'
import { podWarnings } from './validation/pod-warnings.ts'
import type { Errors } from './validation/rules.ts'
import { secretWarnings, validateSecret, validateSecretUpdate } from './validation/secrets.ts'
import {
  deploymentWarnings,
  jobWarnings,
  replicaSetWarnings,
} from './validation/template-warnings.ts'
import { serviceWarnings } from './validation/service-warnings.ts'
import { validateService, validateServiceUpdate } from './validation/services.ts'
import {
  validateDeployment,
  validateDeploymentUpdate,
  validateReplicaSet,
  validateReplicaSetUpdate,
} from './validation/workloads.ts'

interface WithMetadata {
  readonly metadata: ObjectMeta
}

/** The rules of one kind. */
export interface Kind<T extends WithMetadata = WithMetadata> {
  readonly apiVersion: string
  readonly kind: string
  readonly isNamespaced: boolean
  /** Of a defaulted object that is about to be created. */
  validate(object: T): Errors
  validateUpdate(object: T, before: T): Errors
  /** Of what the server puts right as it completes an object: told even when it is refused. */
  corrections(object: T): readonly string[]
  /** Of what is taken all the same: a new object, or one in the place of another. */
  warnings(object: T, before?: T): readonly string[]
  /** What the server adds of itself to an object that is created. */
  complete(object: T): T
}

function rulesOf<T extends WithMetadata>(
  apiVersion: string,
  kind: string,
  rules: Partial<Kind<T>>,
): Kind {
  const isNamespaced = rules.isNamespaced ?? true
  const validate = (object: T) =>
    rules.validate === undefined ? validateMetaOf(object, isNamespaced) : rules.validate(object)
  return {
    validateUpdate: (object, before) => [
      ...validateObjectMetaUpdate(object.metadata, before.metadata),
      ...validate(object as T),
    ],
    corrections: () => [],
    warnings: () => [],
    complete: (object) => object,
    ...rules,
    apiVersion,
    kind,
    isNamespaced,
    validate,
  }
}

/** The kinds whose rules are known. */
export const kinds: readonly Kind[] = [
  rulesOf<ConfigMap>('v1', 'ConfigMap', {
    validate: validateConfigMap,
    validateUpdate: validateConfigMapUpdate,
  }),
  rulesOf<Event>('v1', 'Event', { validate: validateEvent, validateUpdate: validateEvent }),
  rulesOf<Lease>('coordination.k8s.io/v1', 'Lease', {
    validate: validateLease,
    validateUpdate: validateLeaseUpdate,
  }),
  rulesOf<Namespace>('v1', 'Namespace', {
    isNamespaced: false,
    validate: validateNamespace,
    validateUpdate: validateNamespaceUpdate,
  }),
  rulesOf<Node>('v1', 'Node', {
    isNamespaced: false,
    validate: validateNode,
    validateUpdate: validateNodeUpdate,
    warnings: nodeWarnings,
  }),
  rulesOf<Pod>('v1', 'Pod', {
    validate: validatePod,
    validateUpdate: validatePodUpdate,
    // Whoever changes a Pod is mostly no person: nobody is warned.
    warnings: (pod, before) => (before === undefined ? podWarnings(pod) : []),
    corrections: appArmorWarnings,
    complete: withAppArmorFields,
  }),
  rulesOf<Secret>('v1', 'Secret', {
    validate: validateSecret,
    validateUpdate: validateSecretUpdate,
    warnings: secretWarnings,
  }),
  rulesOf<ServiceAccount>('v1', 'ServiceAccount', { warnings: accountWarnings }),
  rulesOf<Service>('v1', 'Service', {
    validate: validateService,
    validateUpdate: validateServiceUpdate,
    warnings: serviceWarnings,
    complete: withGivenNumbers,
  }),
  rulesOf<EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', {
    validate: validateEndpointSlice,
    validateUpdate: validateEndpointSliceUpdate,
    warnings: endpointSliceWarnings,
  }),
  rulesOf<Deployment>('apps/v1', 'Deployment', {
    validate: validateDeployment,
    validateUpdate: validateDeploymentUpdate,
    warnings: deploymentWarnings,
  }),
  rulesOf<ReplicaSet>('apps/v1', 'ReplicaSet', {
    validate: validateReplicaSet,
    validateUpdate: validateReplicaSetUpdate,
    warnings: replicaSetWarnings,
  }),
  rulesOf<Job>('batch/v1', 'Job', {
    validate: validateJob,
    validateUpdate: validateJobUpdate,
    warnings: jobWarnings,
    complete: withSelector,
  }),
]

export function findKind(apiVersion: string, kind: string): Kind | undefined {
  return kinds.find((it) => it.apiVersion === apiVersion && it.kind === kind)
}
