import type { Lease, Node, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import type { Alarm, Clock, Ms } from '../clock/clock.ts'
import { EventRecorder, referenceTo } from '../events/event-recorder.ts'
import { GRACE_MS, healthTaints, isLost, unknownConditions } from './node-health.ts'

export interface ControllerOptions {
  readonly clock: Clock
  readonly client: Client
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
}

/** Nodes are looked at that often. */
const MONITOR_MS = 5_000

/** Notices nodes that are no longer heard of, and taints nodes by their health. */
export class NodeLifecycle {
  readonly #options: ControllerOptions
  readonly #events: EventRecorder
  readonly #nodes: Informer<Node>
  readonly #pods: Informer<Pod>
  readonly #heardAt = new Map<string, Ms>()
  readonly #alarms = new Map<string, Alarm>()

  constructor(options: ControllerOptions) {
    const { client } = options
    this.#options = options
    this.#events = new EventRecorder(options, { component: 'node-controller' })
    this.#nodes = client.informer<Node>('/api/v1/nodes')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    this.#nodes.onChange(({ type, object }) => {
      const { name } = object.metadata
      if (type === 'DELETED') this.#forget(name)
      else if (!this.#heardAt.has(name)) this.#welcome(object)
      if (type !== 'DELETED') this.#taint(object)
    })
    // All of them, as the garbage collector follows them too: one watch does for both.
    client.informer<Lease>('/apis/coordination.k8s.io/v1/leases').onChange(({ type, object }) => {
      const { namespace, name } = object.metadata
      if (type !== 'DELETED' && namespace === 'kube-node-lease') this.#heard(name)
    })
  }

  #welcome({ metadata }: Node): void {
    const { name, uid } = metadata
    this.#heard(name)
    this.#events.record({
      object: { kind: 'Node', name, uid, apiVersion: 'v1' },
      type: 'Normal',
      reason: 'RegisteredNode',
      message: `Node ${name} event: Registered Node ${name} in Controller`,
    })
  }

  #forget(name: string): void {
    this.#heardAt.delete(name)
    this.#alarms.get(name)?.cancel()
  }

  /** The lease was renewed: the node is looked at again when it could be lost. */
  #heard(name: string): void {
    const { clock } = this.#options
    this.#heardAt.set(name, clock.now)
    this.#alarms.get(name)?.cancel()
    const look = (Math.floor((clock.now + GRACE_MS) / MONITOR_MS) + 1) * MONITOR_MS
    this.#alarms.set(
      name,
      clock.at(look, () => {
        this.#look(name)
      }),
    )
  }

  #look(name: string): void {
    const { clock, client } = this.#options
    const node = this.#nodes.get('', name)
    const heardAt = this.#heardAt.get(name)
    if (node === undefined || heardAt === undefined || !isLost(heardAt, clock.now)) return
    const ready = node.status.conditions?.find(({ type }) => type === 'Ready')
    if (ready === undefined || ready.status === 'Unknown') return
    const conditions = unknownConditions(node.status.conditions ?? [], this.#now())
    client.patch(`/api/v1/nodes/${name}/status`, {
      type: 'strategic-merge',
      body: { status: { conditions } },
    })
    this.#events.record({
      object: { kind: 'Node', name, uid: node.metadata.uid, apiVersion: 'v1' },
      type: 'Normal',
      reason: 'NodeNotReady',
      message: `Node ${name} status is now: NodeNotReady`,
    })
    for (const pod of this.#pods.list()) if (pod.spec.nodeName === name) this.#markNotReady(pod)
  }

  /** Its Pods no longer count as ready: traffic goes elsewhere. */
  #markNotReady(pod: Pod): void {
    const ready = pod.status.conditions?.find(({ type }) => type === 'Ready')
    if (ready?.status !== 'True') return
    const { namespace, name } = pod.metadata
    const condition = { ...ready, status: 'False', lastTransitionTime: this.#now() }
    this.#options.client.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, {
      type: 'strategic-merge',
      body: { status: { conditions: [condition] } },
    })
    this.#events.record({
      object: referenceTo(pod),
      type: 'Warning',
      reason: 'NodeNotReady',
      message: 'Node is not ready',
    })
  }

  #taint(node: Node): void {
    const before = node.spec.taints ?? []
    const taints = healthTaints(node, this.#now())
    const isSame = before.length === taints.length && taints.every((it) => before.includes(it))
    if (isSame) return
    this.#options.client.patch(`/api/v1/nodes/${node.metadata.name}`, {
      type: 'merge',
      body: { spec: { taints: taints.length === 0 ? null : taints } },
    })
  }

  #now(): string {
    return timeAt(this.#options.epochMs + this.#options.clock.now)
  }
}
