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
} from '#engine'
import type { KubeObject } from './objects.ts'

/** The kinds that are read field by field. */
interface Kinds {
  readonly ConfigMap: ConfigMap
  readonly Deployment: Deployment
  readonly EndpointSlice: EndpointSlice
  readonly Event: Event
  readonly Job: Job
  readonly Lease: Lease
  readonly Namespace: Namespace
  readonly Node: Node
  readonly Pod: Pod
  readonly ReplicaSet: ReplicaSet
  readonly Secret: Secret
  readonly Service: Service
  readonly ServiceAccount: ServiceAccount
}

/**
 * An object with the fields of its kind: the server gives none without them. Items of lists do not
 * say their kind; an object of another one is a mistake of ours.
 */
export function asKind<Kind extends keyof Kinds>(object: KubeObject, kind: Kind): Kinds[Kind] {
  if (isOfKind(object, kind)) return object
  throw new Error(`a ${object.kind ?? ''} is taken for a ${kind}`)
}

function isOfKind<Kind extends keyof Kinds>(
  object: KubeObject,
  kind: Kind,
): object is KubeObject & Kinds[Kind] {
  return object.kind === undefined || object.kind === kind
}
