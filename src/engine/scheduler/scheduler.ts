import type { Namespace, Node, Pod } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Client, Informer } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import type { Random } from '../clock/random.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { type Happening, SeriesRecorder } from '../events/series-recorder.ts'
import type { History } from '../history/history.ts'
import { hasEnded } from './node-info.ts'
import { type Preemption, priorityOf } from './preemption.ts'
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
  readonly #namespaces: Informer<Namespace>
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
    this.#namespaces = options.client.informer<Namespace>('/api/v1/namespaces')
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
    if (this.#waiting.size === 0) return
    // At one instant the most important is first.
    for (const pod of this.#pods.list().toSorted((a, b) => priorityOf(b) - priorityOf(a))) {
      const waiting = this.#waiting.get(pod.metadata.uid)
      if (waiting !== undefined) this.#queue(pod, Math.max(CYCLE_MS, waiting.notBefore - now))
    }
  }

  #schedule(pod: Pod): void {
    const { history, random } = this.#options
    const placement = scheduleOne(pod, {
      nodes: this.#nodes.list(),
      pods: this.#pods.list().map((it) => this.#asAssumed(it, pod)),
      draw: (count) => random.below(count),
      namespaceLabels: (name) => this.#namespaces.get('', name)?.metadata.labels,
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
        else this.#refuse(pod, placement)
      },
    )
  }

  /** Room that was made for a Pod is his, unless a more important one comes. */
  #asAssumed(pod: Pod, wanted: Pod): Pod {
    const { uid } = pod.metadata
    const isFirst = uid !== wanted.metadata.uid && priorityOf(pod) >= priorityOf(wanted)
    const nominated = isFirst && isPending(pod) ? pod.status.nominatedNodeName : undefined
    const node = this.#assumed.get(uid) ?? nominated
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

  #refuse(
    pod: Pod,
    { message, preemption }: { readonly message: string; readonly preemption?: Preemption },
  ): void {
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
    if (preemption !== undefined) this.#driveOut(pod, preemption)
    const nominated = preemption?.node ?? pod.status.nominatedNodeName
    const condition = unschedulable(pod, message, timeAt(epochMs + clock.now))
    if (condition === undefined && nominated === pod.status.nominatedNodeName) return
    const status = {
      ...(condition === undefined ? {} : { conditions: [condition] }),
      ...(nominated === undefined ? {} : { nominatedNodeName: nominated }),
    }
    client.patch(`${pathOf(pod)}/status`, { type: 'strategic-merge', body: { status } })
  }

  /** Victims are told why, and deleted with their grace period. */
  #driveOut(pod: Pod, { node, victims }: Preemption): void {
    const { client, clock, epochMs } = this.#options
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'PreemptionByScheduler',
      message: `${NAME}: preempting to accommodate a higher priority pod`,
      lastTransitionTime: timeAt(epochMs + clock.now),
    }
    for (const victim of victims) {
      const body = { status: { conditions: [condition] } }
      client.patch(`${pathOf(victim)}/status`, { type: 'strategic-merge', body })
      const { uid } = victim.metadata
      const options = { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid } }
      client.delete(pathOf(victim), options)
      this.#tell(victim, {
        type: 'Normal',
        reason: 'Preempted',
        action: 'Preempting',
        message: `Preempted by pod ${pod.metadata.uid} on node ${node}`,
      })
    }
  }

  #tell(pod: Pod, what: Omit<Happening, 'object'>): void {
    this.#events.record({ object: referenceTo(pod), ...what })
  }
}

/** What is said of a Pod without a node; undefined when it is said already. */
function unschedulable({ status }: Pod, message: string, now: string): object | undefined {
  const before = status.conditions?.find(({ type }) => type === 'PodScheduled')
  if (before?.status === 'False' && before.message === message) return undefined
  return {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastProbeTime: null,
    lastTransitionTime: before?.lastTransitionTime ?? now,
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
