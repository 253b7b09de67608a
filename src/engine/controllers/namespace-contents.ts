import type { ConfigMap, Namespace, ServiceAccount } from '../api/generated/types.ts'
import type { Informer } from '../apiserver/client.ts'
import type { ControllerOptions } from './node-lifecycle.ts'

const ROOT_CERTIFICATE = 'kube-root-ca.crt'
/** Where it is taken from: every cluster has it there from its first moment. */
const MODEL_NAMESPACE = 'kube-system'

/** Sees to it that every namespace has its `default` account and the cluster's root certificate. */
export class NamespaceContents {
  readonly #options: ControllerOptions
  readonly #namespaces: Informer<Namespace>
  readonly #accounts: Informer<ServiceAccount>
  readonly #certificates: Informer<ConfigMap>

  constructor(options: ControllerOptions) {
    const { client } = options
    this.#options = options
    this.#namespaces = client.informer<Namespace>('/api/v1/namespaces')
    this.#accounts = client.informer<ServiceAccount>('/api/v1/serviceaccounts', {
      fieldSelector: 'metadata.name=default',
    })
    this.#certificates = client.informer<ConfigMap>('/api/v1/configmaps', {
      fieldSelector: `metadata.name=${ROOT_CERTIFICATE}`,
    })
    this.#namespaces.onChange(({ type, object }) => {
      if (type === 'ADDED') this.#fill(object.metadata.name)
    })
    this.#accounts.onChange(({ type, object }) => {
      if (type === 'DELETED') this.#fill(object.metadata.namespace)
    })
    this.#certificates.onChange(({ type, object }) => {
      if (type === 'DELETED') this.#fill(object.metadata.namespace)
    })
  }

  /** What is there already answers AlreadyExists, which is as well. */
  #fill(namespace: string): void {
    const { client } = this.#options
    const owner = this.#namespaces.get('', namespace)
    if (owner === undefined || owner.metadata.deletionTimestamp !== undefined) return
    const path = `/api/v1/namespaces/${namespace}`
    if (this.#accounts.get(namespace, 'default') === undefined)
      client.create(`${path}/serviceaccounts`, {
        kind: 'ServiceAccount',
        apiVersion: 'v1',
        metadata: { name: 'default', namespace },
      })
    const model = this.#certificates.get(MODEL_NAMESPACE, ROOT_CERTIFICATE)
    if (model === undefined || this.#certificates.get(namespace, ROOT_CERTIFICATE) !== undefined)
      return
    const { annotations = {} } = model.metadata
    client.create(`${path}/configmaps`, {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: ROOT_CERTIFICATE, namespace, annotations },
      data: model.data,
    })
  }
}
