import type { Namespace } from '../api/generated/types.ts'
import type { Reply } from '../apiserver/client.ts'
import type { ControllerOptions } from './node-lifecycle.ts'

/** A kind of object that lives in namespaces: the path of its API group, and its plural. */
export interface NamespacedResource {
  /** /api/v1, /apis/apps/v1 … */
  readonly root: string
  readonly resource: string
}

/** What is still there is looked at again after that time. */
const RETRY_MS = 1_000

const BACKGROUND = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' }

interface List {
  readonly items: readonly object[]
}

/** Empties namespaces that are being deleted, and lets them go when nothing is left. See [C4]. */
export class NamespaceDeletion {
  readonly #options: ControllerOptions
  readonly #resources: readonly NamespacedResource[]
  readonly #busy = new Set<string>()

  constructor(options: ControllerOptions, resources: readonly NamespacedResource[]) {
    this.#options = options
    this.#resources = resources
    options.client.informer<Namespace>('/api/v1/namespaces').onChange(({ type, object }) => {
      const isGoing = type !== 'DELETED' && object.metadata.deletionTimestamp !== undefined
      const isHeld = (object.spec.finalizers ?? []).includes('kubernetes')
      if (isGoing && isHeld && !this.#busy.has(object.metadata.uid)) this.#empty(object)
    })
  }

  #empty(namespace: Namespace): void {
    const { client } = this.#options
    const { name, uid } = namespace.metadata
    this.#busy.add(uid)
    for (const { root, resource } of this.#resources)
      client.delete(`${root}/namespaces/${name}/${resource}`, BACKGROUND)
    this.#count(namespace, this.#resources)
  }

  /** Looks through the kinds one by one, until something is found that is left. */
  #count(namespace: Namespace, rest: readonly NamespacedResource[]): void {
    const { client, clock } = this.#options
    const [next, ...others] = rest
    if (next === undefined) {
      this.#finalize(namespace)
      return
    }
    const path = `${next.root}/namespaces/${namespace.metadata.name}/${next.resource}`
    client.get<List>(path, (reply: Reply<List>) => {
      if (!reply.ok || reply.object.items.length === 0) this.#count(namespace, others)
      else
        clock.after(RETRY_MS, () => {
          this.#empty(namespace)
        })
    })
  }

  #finalize({ metadata }: Namespace): void {
    const { client } = this.#options
    const { name, uid } = metadata
    client.get<Namespace>(`/api/v1/namespaces/${name}`, (reply) => {
      this.#busy.delete(uid)
      if (!reply.ok || reply.object.metadata.uid !== uid) return
      const { spec } = reply.object
      const finalizers = (spec.finalizers ?? []).filter((it) => it !== 'kubernetes')
      const path = `/api/v1/namespaces/${name}/finalize`
      client.replace(path, { ...reply.object, spec: { ...spec, finalizers } })
    })
  }
}
