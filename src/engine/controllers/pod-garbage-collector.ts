import type { Node, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Informer } from '../apiserver/client.ts'
import type { ControllerOptions } from './node-lifecycle.ts'

/** A node that is missing may come back: its Pods are left alone for so long. */
const QUARANTINE_MS = 40_000

/** Takes away Pods whose node is no more. See [C3]. */
export class PodGarbageCollector {
  readonly #options: ControllerOptions
  readonly #nodes: Informer<Node>
  readonly #pods: Informer<Pod>

  constructor(options: ControllerOptions) {
    const { client, clock } = options
    this.#options = options
    this.#nodes = client.informer<Node>('/api/v1/nodes')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    const lookLater = (node: string): void => {
      clock.after(QUARANTINE_MS, () => {
        this.#collect(node)
      })
    }
    this.#nodes.onChange(({ type, object }) => {
      if (type === 'DELETED') lookLater(object.metadata.name)
    })
    this.#pods.onChange(({ type, object }) => {
      const { nodeName = '' } = object.spec
      const isOrphan = nodeName !== '' && this.#nodes.get('', nodeName) === undefined
      if (type === 'ADDED' && isOrphan) lookLater(nodeName)
    })
  }

  #collect(node: string): void {
    if (this.#nodes.get('', node) !== undefined) return
    for (const pod of this.#pods.list()) if (pod.spec.nodeName === node) this.#remove(pod)
  }

  #remove({ metadata, status }: Pod): void {
    const { client, clock, epochMs } = this.#options
    const path = `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`
    const isOver = status.phase === 'Succeeded' || status.phase === 'Failed'
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByPodGC',
      message: 'PodGC: node no longer exists',
      lastTransitionTime: timeAt(epochMs + clock.now),
    }
    if (!isOver)
      client.patch(`${path}/status`, {
        type: 'strategic-merge',
        body: { status: { phase: 'Failed', conditions: [condition] } },
      })
    client.delete(path, {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      gracePeriodSeconds: 0,
      preconditions: { uid: metadata.uid },
    })
  }
}
