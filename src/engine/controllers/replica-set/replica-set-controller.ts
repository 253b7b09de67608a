import type { Pod, ReplicaSet } from '../../api/generated/types.ts'
import { selectsLabels } from '../../api/label-selector.ts'
import type { Status } from '../../api/status.ts'
import { timeAt } from '../../api/times.ts'
import type { Informer, WatchChange } from '../../apiserver/client.ts'
import { isSame } from '../../apiserver/same.ts'
import { EventRecorder } from '../../events/event-recorder.ts'
import {
  type Company,
  inOrderOfDeletion,
  isActive,
  isAvailable,
  isTerminating,
  readySince,
} from '../active-pods.ts'
import { claim } from '../claims.ts'
import type { ControllerOptions } from '../node-lifecycle.ts'
import { controllerOf, isControlledBy, keyOf, partsOf } from '../owners.ts'
import { createPods, deletePods, podFromTemplate, podsPath } from '../pod-control.ts'
import { asking, replacement, runTask, type Task } from '../task.ts'
import { type Outcome, WorkQueue } from '../work-queue.ts'
import { type ReplicaFailure, replicaSetStatus } from './replica-set-status.ts'

/** At most so many Pods are created or deleted at one look. */
const BURST = 500

/** Keeps as many Pods of a ReplicaSet as it asks for. See [C10] to [C14]. */
export class ReplicaSetController {
  readonly #options: ControllerOptions
  readonly #events: EventRecorder
  readonly #sets: Informer<ReplicaSet>
  readonly #pods: Informer<Pod>
  readonly #queue: WorkQueue

  constructor(options: ControllerOptions) {
    const { client, clock } = options
    this.#options = options
    this.#events = new EventRecorder(options, { component: 'replicaset-controller' })
    this.#sets = client.informer<ReplicaSet>('/apis/apps/v1/replicasets')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    this.#queue = new WorkQueue(clock, (key, done) => {
      runTask(client, this.#sync(key), done)
    })
    this.#sets.onChange(({ object }) => {
      this.#queue.add(keyOf(object))
    })
    this.#pods.onChange((change) => {
      this.#notice(change)
    })
  }

  /** A Pod has changed: its set is looked at, or any that could adopt it. */
  #notice({ type, object, before }: WatchChange<Pod>): void {
    const controller = controllerOf(object)
    const former = before === undefined ? undefined : controllerOf(before)
    for (const { kind, name } of [controller, former].filter((it) => it !== undefined))
      if (kind === 'ReplicaSet') this.#queue.add(`${object.metadata.namespace}/${name}`)
    if (controller !== undefined || type === 'DELETED') return
    const { namespace, labels } = object.metadata
    for (const set of this.#sets.list())
      if (set.metadata.namespace === namespace && selectsLabels(set.spec.selector, labels))
        this.#queue.add(keyOf(set))
  }

  *#sync(key: string): Task<Outcome> {
    const set = this.#sets.get(...partsOf(key))
    if (set === undefined) return 'done'
    const { namespace } = set.metadata
    const pods = this.#pods.list().filter((pod) => pod.metadata.namespace === namespace)
    const root = podsPath(namespace)
    const active = yield* claim(set, { objects: pods.filter(isActive), root })
    const failure =
      set.metadata.deletionTimestamp === undefined ? yield* this.#manage(set, active) : null
    const going = pods.filter((pod) => isTerminating(pod) && isControlledBy(pod, set))
    const isWritten = yield* this.#report(set, { active, terminating: going.length, failure })
    this.#lookAgain(set, active)
    return isWritten && failure === null ? 'done' : 'failed'
  }

  /** Creates what is missing, deletes what is too much. */
  *#manage(set: ReplicaSet, active: readonly Pod[]): Task<ReplicaFailure | null> {
    const events = this.#events
    const missing = (set.spec.replicas ?? 1) - active.length
    if (missing > 0) {
      const count = Math.min(missing, BURST)
      const pods = Array.from({ length: count }, () => podFromTemplate(set, set.spec.template))
      return failureBy('FailedCreate', yield* createPods(set, { pods, events }))
    }
    if (missing === 0) return null
    const company = this.#companyOf(set)
    const ordered = inOrderOfDeletion(active, { company, nowMs: this.#nowMs() })
    const pods = ordered.slice(0, Math.min(-missing, BURST))
    return failureBy('FailedDelete', yield* deletePods(set, { pods, events }))
  }

  /** How many active Pods of this set and of its siblings (of the same Deployment) each node has. */
  #companyOf(set: ReplicaSet): Company {
    const owner = controllerOf(set)?.uid
    const family = this.#sets.list().filter((it) => {
      const isSibling = owner !== undefined && controllerOf(it)?.uid === owner
      return isSibling || it.metadata.uid === set.metadata.uid
    })
    const company = new Map<string, number>()
    for (const pod of this.#pods.list()) {
      const { namespace, labels } = pod.metadata
      const isRelated =
        isActive(pod) &&
        family.some(
          ({ metadata, spec }) =>
            metadata.namespace === namespace && selectsLabels(spec.selector, labels),
        )
      const node = pod.spec.nodeName ?? ''
      if (isRelated) company.set(node, (company.get(node) ?? 0) + 1)
    }
    return company
  }

  *#report(
    set: ReplicaSet,
    seen: {
      readonly active: readonly Pod[]
      readonly terminating: number
      readonly failure: ReplicaFailure | null
    },
  ): Task<boolean> {
    const nowMs = this.#nowMs()
    const status = replicaSetStatus(set, { ...seen, nowMs, now: timeAt(nowMs) })
    if (isSame(status, set.status)) return true
    const { namespace, name } = set.metadata
    const path = `/apis/apps/v1/namespaces/${namespace}/replicasets/${name}/status`
    const reply = yield* asking(replacement(path, { ...set, status }))
    return reply.ok || reply.status.code === 404
  }

  /** A ready Pod becomes available by the passing of time alone. */
  #lookAgain({ metadata, spec }: ReplicaSet, active: readonly Pod[]): void {
    const { minReadySeconds = 0 } = spec
    const nowMs = this.#nowMs()
    const waits = active
      .filter((pod) => !isAvailable(pod, { minReadySeconds, nowMs }))
      .flatMap((pod) => readySince(pod) ?? [])
      .map((since) => since + minReadySeconds * 1000 - nowMs)
    if (waits.length > 0) this.#queue.addAfter(keyOf({ metadata }), Math.min(...waits))
  }

  #nowMs(): number {
    const { clock, epochMs } = this.#options
    return epochMs + clock.now
  }
}

function failureBy(reason: ReplicaFailure['reason'], why: Status | null): ReplicaFailure | null {
  return why === null ? null : { reason, message: why.message ?? '' }
}
