import type { Deployment, Pod, ReplicaSet } from '../../api/generated/types.ts'
import { isSame } from '../../apiserver/same.ts'
import type { EventRecorder } from '../../events/event-recorder.ts'
import { isControlledBy } from '../owners.ts'
import { tell } from '../pod-control.ts'
import { asking, deletion, replacement, type Task } from '../task.ts'
import { deploymentStatus, isComplete, rolloutStatus, withCondition } from './deployment-status.ts'
import { NewestSet } from './newest-set.ts'
import { setsPath, writeStatus } from './requests.ts'
import { newSetOf, revisionOf, sizeAnnotations } from './revisions.ts'
import {
  allSets,
  type Family,
  isScalingEvent,
  newSize,
  oldScalings,
  proportionalScalings,
  type Scaling,
  sizeOf,
  superfluousSets,
} from './scaling.ts'

export interface Seen {
  readonly deployment: Deployment
  /** Its ReplicaSets. */
  readonly sets: readonly ReplicaSet[]
  /** Their Pods. */
  readonly pods: readonly Pod[]
  readonly events: EventRecorder
  /** Since 1970. */
  readonly nowMs: number
}

type Said = Parameters<typeof withCondition>[1]

/** One look at a Deployment: what was seen, brought up to date by what is written meanwhile. */
export class Rollout {
  readonly #seen: Seen
  #deployment: Deployment
  #sets: readonly ReplicaSet[]
  #hasFailed = false

  constructor(seen: Seen) {
    this.#seen = seen
    this.#deployment = seen.deployment
    this.#sets = seen.sets
  }

  get deployment(): Deployment {
    return this.#deployment
  }

  /** A write was refused: all is to be looked at again. */
  get hasFailed(): boolean {
    return this.#hasFailed
  }

  /** Notes a condition at once, without anything else. */
  *note(said: Said): Task<boolean> {
    const { status } = this.#deployment
    const conditions = withCondition(status.conditions ?? [], said, this.#seen.nowMs)
    return yield* this.#write({ ...this.#deployment, status: { ...status, conditions } })
  }

  *wasScaled(): Task<boolean> {
    if (!(yield* this.#findNewest('if it is there'))) return false
    return isScalingEvent(this.#family())
  }

  /** Passes a new size on, and reports; nothing is rolled out. */
  *resize(): Task<boolean> {
    if (!(yield* this.#findNewest('if it is there'))) return false
    for (const scaling of proportionalScalings(this.#family()))
      if (!(yield* this.#scale(scaling))) return false
    if (this.#deployment.spec.paused === true) yield* this.#cleanUp()
    return yield* this.report()
  }

  /** Source: deployment/rolling.go. */
  *roll(): Task<boolean> {
    if (!(yield* this.#findNewest('and make it'))) return false
    if (yield* this.#growNewest()) return yield* this.#reportRollout()
    const shrinking = oldScalings(this.#family())
    for (const scaling of shrinking) if (!(yield* this.#scale(scaling))) return false
    if (shrinking.length > 0) return yield* this.#reportRollout()
    return yield* this.#finish()
  }

  /** Source: deployment/recreate.go. */
  *recreate(): Task<boolean> {
    if (!(yield* this.#findNewest('if it is there'))) return false
    const old = this.#family().oldSets.filter((set) => sizeOf(set) > 0)
    for (const set of old) if (!(yield* this.#scale({ set, replicas: 0 }))) return false
    if (old.length > 0 || this.#doOldPodsRun()) return yield* this.#reportRollout()
    if (!(yield* this.#findNewest('and make it'))) return false
    yield* this.#growNewest()
    return yield* this.#finish()
  }

  /** Writes the status down, if there is anything new in it. */
  *report(): Task<boolean> {
    return yield* this.#writeStatus(deploymentStatus(this.#family(), this.#seen.nowMs))
  }

  *#reportRollout(): Task<boolean> {
    if (this.#hasFailed) return false
    return yield* this.#writeStatus(rolloutStatus(this.#family(), this.#seen.nowMs))
  }

  *#finish(): Task<boolean> {
    if (this.#hasFailed) return false
    if (isComplete(this.#deployment, this.#deployment.status)) yield* this.#cleanUp()
    return yield* this.#reportRollout()
  }

  #family(): Family {
    const newSet = newSetOf(this.#deployment, this.#sets)
    const oldSets = this.#sets.filter((set) => set !== newSet)
    return { deployment: this.#deployment, newSet, oldSets }
  }

  /** The set of the newest template is found, or made; false: a write was refused. */
  *#findNewest(what: 'if it is there' | 'and make it'): Task<boolean> {
    const { events, nowMs } = this.#seen
    const newest = new NewestSet(this.#family(), { events, nowMs })
    const isWell = yield* newest.settle(what === 'and make it')
    this.#deployment = newest.deployment
    if (newest.set !== null) this.#take(newest.set)
    if (!isWell) this.#hasFailed = true
    return isWell
  }

  #take(set: ReplicaSet): void {
    const others = this.#sets.filter((it) => it.metadata.uid !== set.metadata.uid)
    this.#sets = [...others, set]
  }

  /** True: its size was changed. */
  *#growNewest(): Task<boolean> {
    const family = this.#family()
    const { newSet, deployment } = family
    if (newSet === null) return false
    const size = sizeOf(newSet)
    const replicas = newSize(deployment, allSets(family), size)
    if (replicas === size) return false
    if (!(yield* this.#scale({ set: newSet, replicas }))) this.#hasFailed = true
    return true
  }

  *#scale({ set, replicas }: Scaling): Task<boolean> {
    // A set may be scaled twice at one look: what counts is how it stands now.
    const current = this.#sets.find((it) => it.metadata.uid === set.metadata.uid) ?? set
    const before = sizeOf(current)
    const { namespace, name } = current.metadata
    const annotations = Object.fromEntries([
      ...Object.entries(current.metadata.annotations ?? {}),
      ...Object.entries(sizeAnnotations(this.#deployment)),
    ])
    const metadata = { ...current.metadata, annotations }
    if (before === replicas && isSame(annotations, current.metadata.annotations)) return true
    const changed = { ...current, metadata, spec: { ...current.spec, replicas } }
    const reply = yield* asking<ReplicaSet>(replacement(`${setsPath(namespace)}/${name}`, changed))
    if (!reply.ok) return false
    this.#take(reply.object)
    if (before === replicas) return true
    const direction = replicas > before ? 'up' : 'down'
    const message = `Scaled ${direction} replica set ${name} from ${before} to ${replicas}`
    tell(this.#seen.events, this.#deployment, ['Normal', 'ScalingReplicaSet', message])
    return true
  }

  #doOldPodsRun(): boolean {
    const { newSet, oldSets } = this.#family()
    if (oldSets.some(({ status }) => status.replicas > 0)) return true
    return this.#seen.pods.some(
      (pod) =>
        (newSet === null || !isControlledBy(pod, newSet)) &&
        pod.status.phase !== 'Failed' &&
        pod.status.phase !== 'Succeeded',
    )
  }

  *#cleanUp(): Task {
    const superfluous = superfluousSets(this.#family(), revisionOf)
    yield superfluous.map(({ metadata }) =>
      deletion(`${setsPath(metadata.namespace)}/${metadata.name}`, {}),
    )
    this.#sets = this.#sets.filter((set) => !superfluous.includes(set))
  }

  *#writeStatus(status: Deployment['status']): Task<boolean> {
    if (isSame(status, this.#deployment.status)) return true
    return yield* this.#write({ ...this.#deployment, status })
  }

  *#write(deployment: Deployment): Task<boolean> {
    const written = yield* writeStatus(deployment)
    if (written === null) this.#hasFailed = true
    else this.#deployment = written
    return written !== null
  }
}
