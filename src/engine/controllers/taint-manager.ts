import type { Node, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Informer } from '../apiserver/client.ts'
import type { Alarm } from '../clock/clock.ts'
import { EventRecorder, referenceTo } from '../events/event-recorder.ts'
import type { ControllerOptions } from './node-lifecycle.ts'
import { evictionTime } from './taint-eviction.ts'

/** Deletes Pods that do not tolerate the NoExecute taints of their node, once their time is up. */
export class TaintManager {
  readonly #options: ControllerOptions
  readonly #events: EventRecorder
  readonly #nodes: Informer<Node>
  readonly #pods: Informer<Pod>
  readonly #alarms = new Map<string, { readonly alarm: Alarm; readonly at: number }>()

  constructor(options: ControllerOptions) {
    const { client } = options
    this.#options = options
    this.#events = new EventRecorder(options, { component: 'taint-eviction-controller' })
    this.#nodes = client.informer<Node>('/api/v1/nodes')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    this.#nodes.onChange(({ object, before }) => {
      if (object.spec.taints === before?.spec.taints) return
      for (const pod of this.#pods.list())
        if (pod.spec.nodeName === object.metadata.name) this.#consider(pod)
    })
    this.#pods.onChange(({ type, object }) => {
      if (type === 'DELETED') this.#stay(object.metadata.uid)
      else this.#consider(object)
    })
  }

  #consider(pod: Pod): void {
    const { clock, epochMs } = this.#options
    const { uid, deletionTimestamp } = pod.metadata
    const node = this.#nodes.get('', pod.spec.nodeName ?? '')
    const taints = node?.spec.taints ?? []
    const time =
      deletionTimestamp === undefined ? evictionTime(pod, taints, epochMs + clock.now) : null
    if (time === null) {
      this.#stay(uid)
      return
    }
    const at = time - epochMs
    if (this.#alarms.get(uid)?.at === at) return
    this.#stay(uid)
    const alarm = clock.at(at, () => {
      this.#alarms.delete(uid)
      this.#evict(pod)
    })
    this.#alarms.set(uid, { alarm, at })
  }

  #stay(uid: string): void {
    this.#alarms.get(uid)?.alarm.cancel()
    this.#alarms.delete(uid)
  }

  #evict(pod: Pod): void {
    const { client, clock, epochMs } = this.#options
    const { namespace, name, uid } = pod.metadata
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`
    this.#events.record({
      object: referenceTo(pod),
      type: 'Normal',
      reason: 'TaintManagerEviction',
      message: `Marking for deletion Pod ${namespace}/${name}`,
    })
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
      lastTransitionTime: timeAt(epochMs + clock.now),
    }
    client.patch(`${path}/status`, {
      type: 'strategic-merge',
      body: { status: { conditions: [condition] } },
    })
    client.delete(path, { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid } })
  }
}
