import type { EndpointSlice, Pod, Service } from '../../api/generated/types.ts'
import { timeAt } from '../../api/times.ts'
import type { Informer, WatchChange } from '../../apiserver/client.ts'
import { isSame } from '../../apiserver/same.ts'
import type { ControllerOptions } from '../node-lifecycle.ts'
import { controllerReference, keyOf, partsOf } from '../owners.ts'
import { type Ask, creation, deletion, replacement, runTask, type Task } from '../task.ts'
import { type Outcome, WorkQueue } from '../work-queue.ts'
import { type EndpointGroup, endpointsOf, isBehind } from './endpoints.ts'

const SERVICE_NAME = 'kubernetes.io/service-name'
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const OURSELVES = 'endpointslice-controller.k8s.io'
const HEADLESS = 'service.kubernetes.io/headless'

/** Keeps EndpointSlices of every Service that has a selector. See [S2]. */
export class EndpointSliceController {
  readonly #options: ControllerOptions
  readonly #services: Informer<Service>
  readonly #slices: Informer<EndpointSlice>
  readonly #pods: Informer<Pod>
  readonly #queue: WorkQueue

  constructor(options: ControllerOptions) {
    const { client, clock } = options
    this.#options = options
    this.#services = client.informer<Service>('/api/v1/services')
    this.#slices = client.informer<EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    this.#queue = new WorkQueue(clock, (key, done) => {
      runTask(client, this.#sync(key), done)
    })
    this.#services.onChange(({ object }) => {
      this.#queue.add(keyOf(object))
    })
    this.#pods.onChange((change) => {
      this.#notice(change)
    })
  }

  #notice({ object, before }: WatchChange<Pod>): void {
    for (const service of this.#services.list()) {
      const isConcerned = isBehind(service, object) || (before && isBehind(service, before))
      if (isConcerned === true) this.#queue.add(keyOf(service))
    }
  }

  *#sync(key: string): Task<Outcome> {
    const service = this.#services.get(...partsOf(key))
    if (service?.spec.selector === undefined) return 'done'
    const [namespace, name] = partsOf(key)
    const slices = this.#slices
      .list()
      .filter(({ metadata }) => metadata.namespace === namespace)
      .filter(({ metadata }) => metadata.labels?.[SERVICE_NAME] === name)
      .filter(({ metadata }) => metadata.labels?.[MANAGED_BY] === OURSELVES)
    const groups = endpointsOf(service, this.#pods.list())
    // A Service that nobody answers for has an empty slice.
    const wanted = groups.length === 0 ? [{ ports: [], endpoints: [] }] : groups
    const replies = yield this.#writes(service, slices, wanted)
    return replies.every((reply) => reply.ok || reply.status.code === 404) ? 'done' : 'failed'
  }

  #writes(
    service: Service,
    slices: readonly EndpointSlice[],
    wanted: readonly EndpointGroup[],
  ): readonly Ask[] {
    const { namespace } = service.metadata
    const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`
    const labels = labelsOf(service)
    const written = wanted.flatMap((group, index) => {
      const slice = slices[index]
      if (slice === undefined) return [creation(path, this.#newSlice(service, group))]
      const changed = { ...slice, ...group, metadata: { ...slice.metadata, labels } }
      const pathOfIt = `${path}/${slice.metadata.name}`
      return isSame(changed, slice) ? [] : [replacement(pathOfIt, this.#stamped(changed))]
    })
    const left = slices.slice(wanted.length)
    return [...written, ...left.map(({ metadata }) => deletion(`${path}/${metadata.name}`, {}))]
  }

  #newSlice(service: Service, group: EndpointGroup): object {
    return this.#stamped({
      kind: 'EndpointSlice',
      apiVersion: 'discovery.k8s.io/v1',
      metadata: {
        generateName: `${service.metadata.name}-`,
        labels: labelsOf(service),
        ownerReferences: [controllerReference(service)],
      },
      addressType: 'IPv4',
      ...group,
    })
  }

  #stamped<T extends { readonly metadata: object }>(slice: T): T {
    const { clock, epochMs } = this.#options
    const time = timeAt(epochMs + clock.now)
    const annotations = { 'endpoints.kubernetes.io/last-change-trigger-time': time }
    return { ...slice, metadata: { ...slice.metadata, annotations } }
  }
}

function labelsOf({ metadata, spec }: Service): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...Object.entries(metadata.labels ?? {}),
    [MANAGED_BY, OURSELVES],
    [SERVICE_NAME, metadata.name],
    ...(spec.clusterIP === 'None' ? [[HEADLESS, '']] : []),
  ]) as Readonly<Record<string, string>>
}
