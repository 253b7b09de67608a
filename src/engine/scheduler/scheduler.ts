import type { Node, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { type Happening, SeriesRecorder } from '../events/series-recorder.ts'
import type { History } from '../history/history.ts'
import { hasEnded } from './node-info.ts'
import { scheduleOne } from './schedule-one.ts'

export interface SchedulerOptions {
  readonly clock: Clock
  readonly history: History
  readonly random: Random
  readonly epochMs: Ms
  readonly client: Client
}

/** Simulated time from a Pod's arrival in the queue to the decision. */
const CYCLE_MS = 4
/** A Pod that did not fit waits this long at first, then twice as long, when something changes. */
const FIRST_BACKOFF_MS = 1000
const LONGEST_BACKOFF_MS = 10_000
/** What waits for a change that never comes is looked at again. */
const FLUSH_MS = 5 * 60_000

const NAME = 'default-scheduler'

/** Binds Pods to nodes: kube-scheduler with its default profile. */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #events: SeriesRecorder
  readonly #pods: Informer<Pod>
  readonly #nodes: Informer<Node>
  /** Pods that found no node, by uid: how often, and when they may be tried again. */
  readonly #waiting = new Map<string, { readonly attempts: number; readonly notBefore: Ms }>()
  readonly #queued = new Set<string>()
  /** Bound in our eyes before the watch has told us so. */
  readonly #assumed = new Map<string, string>()

  constructor(options: SchedulerOptions) {
    this.#options = options
    this.#events = new SeriesRecorder(options, NAME)
    this.#nodes = options.client.informer<Node>('/api/v1/nodes')
    this.#pods = options.client.informer<Pod>('/api/v1/pods')
    this.#nodes.onChange(() => {
      this.#retryAll()
    })
    this.#pods.onChange(({ type, object }) => {
      const uid = object.metadata.uid
      if (object.spec.nodeName !== undefined) this.#assumed.delete(uid)
      if (type === 'DELETED' || hasEnded(object)) {
        this.#forget(uid)
        this.#retryAll()
      } else if (type === 'ADDED' || this.#isGateOpened(object)) this.#queue(object, CYCLE_MS)
    })
  }

  #isGateOpened(pod: Pod): boolean {
    return isPending(pod) && !this.#waiting.has(pod.metadata.uid)
  }

  #forget(uid: string): void {
    this.#waiting.delete(uid)
    this.#assumed.delete(uid)
  }

  #queue(pod: Pod, delay: Ms): void {
    const uid = pod.metadata.uid
    if (!isPending(pod) || this.#queued.has(uid) || this.#assumed.has(uid)) return
    this.#queued.add(uid)
    const { namespace, name } = pod.metadata
    this.#options.clock.after(delay, () => {
      this.#queued.delete(uid)
      const current = this.#pods.get(namespace, name)
      if (current?.metadata.uid === uid && isPending(current)) this.#schedule(current)
    })
  }

  /** Something has changed that may make room: whoever waits is tried again, after his back-off. */
  #retryAll(): void {
    const { now } = this.#options.clock
    for (const pod of this.#pods.list()) {
      const waiting = this.#waiting.get(pod.metadata.uid)
      if (waiting !== undefined) this.#queue(pod, Math.max(CYCLE_MS, waiting.notBefore - now))
    }
  }

  #schedule(pod: Pod): void {
    const { history, random } = this.#options
    const placement = scheduleOne(pod, {
      nodes: this.#nodes.list(),
      pods: this.#pods.list().map((it) => this.#asAssumed(it)),
      draw: (count) => random.below(count),
    })
    const fact = {
      pod: keyOf(pod),
      node: placement.kind === 'node' ? placement.node : null,
      message: placement.kind === 'none' ? placement.message : '',
    }
    history.recordAnd(
      { kind: 'scheduler.decided', subject: `pods/${keyOf(pod)}`, data: fact },
      () => {
        if (placement.kind === 'node') this.#bind(pod, placement.node)
        else this.#refuse(pod, placement.message)
      },
    )
  }

  #asAssumed(pod: Pod): Pod {
    const node = this.#assumed.get(pod.metadata.uid)
    if (node === undefined) return pod
    return { ...pod, spec: { ...pod.spec, nodeName: node } }
  }

  #bind(pod: Pod, node: string): void {
    const { namespace, name, uid } = pod.metadata
    this.#waiting.delete(uid)
    this.#assumed.set(uid, node)
    const binding = {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name, namespace, uid },
      target: { kind: 'Node', name: node },
    }
    this.#options.client.create(`${pathOf(pod)}/binding`, binding, (reply) => {
      if (reply.ok)
        this.#tell(pod, {
          type: 'Normal',
          reason: 'Scheduled',
          action: 'Binding',
          message: `Successfully assigned ${namespace}/${name} to ${node}`,
        })
      else this.#assumed.delete(uid)
    })
  }

  #refuse(pod: Pod, message: string): void {
    const uid = pod.metadata.uid
    const attempts = (this.#waiting.get(uid)?.attempts ?? 0) + 1
    const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1))
    const { clock, client, epochMs } = this.#options
    this.#waiting.set(uid, { attempts, notBefore: clock.now + backoff })
    clock.after(FLUSH_MS, () => {
      if (this.#waiting.get(uid)?.attempts === attempts) this.#retryAll()
    })
    this.#tell(pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      action: 'Scheduling',
      message,
    })
    const before = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
    if (before?.status === 'False' && before.message === message) return
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: before?.lastTransitionTime ?? timeAt(epochMs + clock.now),
    }
    const body = { status: { conditions: [condition] } }
    client.patch(`${pathOf(pod)}/status`, { type: 'strategic-merge', body })
  }

  #tell(pod: Pod, what: Omit<Happening, 'object'>): void {
    this.#events.record({ object: referenceTo(pod), ...what })
  }
}

/** Waits for a node: not bound, not ended, not on its way out, no gate before it. */
function isPending(pod: Pod): boolean {
  const { spec, metadata } = pod
  return (
    (spec.nodeName ?? '') === '' &&
    (spec.schedulingGates ?? []).length === 0 &&
    (spec.schedulerName ?? NAME) === NAME &&
    metadata.deletionTimestamp === undefined &&
    !hasEnded(pod)
  )
}

function keyOf({ metadata }: Pod): string {
  return `${metadata.namespace}/${metadata.name}`
}

function pathOf({ metadata }: Pod): string {
  return `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`
}
