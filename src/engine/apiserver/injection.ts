import { decode } from '../api/decode.ts'
import { setDefaults } from '../api/defaults.ts'
import type { LabelSelector, Namespace, Pod } from '../api/generated/types.ts'
import { selectsLabels } from '../api/label-selector.ts'
import type { Call } from './call.ts'
import { type ApiObject, withMetadata } from './object.ts'

/** Something with a name, in the form of the API: a container, a volume. */
type Named = Readonly<Record<string, unknown>> & { readonly name: string }

/**
 * What a mutating webhook adds to every Pod of certain namespaces on its way in. Selectors are those
 * of a MutatingWebhookConfiguration; an absent one selects everything.
 */
export interface Injection {
  readonly namespaceSelector?: LabelSelector
  readonly objectSelector?: LabelSelector
  readonly containers?: readonly Named[]
  readonly initContainers?: readonly Named[]
  readonly volumes?: readonly Named[]
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** MutatingAdmissionWebhook, as far as webhooks add to Pods. See [A1]. */
export function inject(call: Call, object: ApiObject): ApiObject {
  const { backend, route, resource } = call
  const injections = backend.injections ?? []
  if (resource.resource !== 'pods' || injections.length === 0) return object
  const namespace = backend.store.get('namespaces', route.namespace) as Namespace | undefined
  const chosen = injections.filter(
    ({ namespaceSelector = {}, objectSelector = {} }) =>
      selectsLabels(namespaceSelector, namespace?.metadata.labels) &&
      selectsLabels(objectSelector, object.metadata.labels),
  )
  if (chosen.length === 0) return object
  const changed = chosen.reduce<Pod>(injected, object as Pod)
  return setDefaults(decode(changed, 'Pod').object as Pod, 'Pod')
}

function injected(pod: Pod, injection: Injection): Pod {
  const { spec } = pod
  const added = {
    ...listed('volumes', spec.volumes, injection.volumes),
    ...listed('initContainers', spec.initContainers, injection.initContainers),
    ...listed('containers', spec.containers, injection.containers),
  }
  const labelled = withMetadata(pod, {
    labels: merged(pod.metadata.labels, injection.labels),
    annotations: merged(pod.metadata.annotations, injection.annotations),
  })
  return { ...labelled, spec: { ...spec, ...added } }
}

/** What the Pod names itself stays as it says. */
function listed(
  field: 'volumes' | 'initContainers' | 'containers',
  own: readonly { readonly name: string }[] = [],
  more: readonly Named[] = [],
): object {
  const names = new Set(own.map(({ name }) => name))
  const added = more.filter(({ name }) => !names.has(name))
  return added.length === 0 ? {} : { [field]: [...own, ...added] }
}

type Texts = Readonly<Record<string, string>> | undefined

function merged(own: Texts, more: Texts): Texts {
  if (more === undefined) return own
  return Object.fromEntries([...Object.entries(more), ...Object.entries(own ?? {})])
}
