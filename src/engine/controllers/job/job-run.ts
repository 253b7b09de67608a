import type { Job, JobCondition, Pod } from '../../api/generated/types.ts'
import { timeAt } from '../../api/times.ts'
import type { Ms } from '../../clock/clock.ts'
import { isSame } from '../../apiserver/same.ts'
import type { EventRecorder } from '../../events/event-recorder.ts'
import { inOrderOfDeletion, isActive, isReady, isTerminating } from '../active-pods.ts'
import { createPods, deletePods, podFromTemplate, tell } from '../pod-control.ts'
import { asking, replacement, type Task } from '../task.ts'
import type { Outcome } from '../work-queue.ts'
import { keptOf, noteEnds } from './ended-pods.ts'
import {
  formatIndexes,
  freeIndexes,
  indexOf,
  isIndexed,
  parseIndexes,
  templateFor,
} from './indexes.ts'
import { type Record, recordAfter, waitAfter } from './job-back-off.ts'
import { failedIndexesOf, failureNotes, hasLimitPerIndex, waitOfIndex } from './index-failures.ts'
import { holds, withCondition } from './job-conditions.ts'
import { type Ending, endingOf } from './job-ending.ts'
import { endOf, failurePolicyOn, finishedAt, isTracked, TRACKING, untracking } from './job-pods.ts'

export interface Seen {
  readonly job: Job
  readonly pods: readonly Pod[]
  readonly record: Record | undefined
  readonly events: EventRecorder
  /** Since 1970. */
  readonly nowMs: number
}

type Status = Job['status']

/** At most so many Pods are created or deleted at one look. */
const BURST = 500

/** One look at a Job: what has ended is counted, then what is missing is begun. */
export class JobRun {
  readonly #seen: Seen
  readonly #now: string
  #job: Job
  #record: Record
  #nextMs: number | null = null
  /** Failures that the next Pod of their index takes over. */
  #kept: ReadonlyMap<number, Pod> = new Map()

  constructor(seen: Seen) {
    this.#seen = seen
    this.#now = timeAt(seen.nowMs)
    this.#job = seen.job
    this.#record = recordAfter(seen.record, [])
  }

  get job(): Job {
    return this.#job
  }

  get record(): Record {
    return this.#record
  }

  /** When a Pod that is missing is created, since 1970; null: none waits for the back-off. */
  get nextMs(): number | null {
    return this.#nextMs
  }

  *carryOn(): Task<Outcome> {
    const { pods, nowMs } = this.#seen
    const ended = pods.filter((pod) => isTracked(pod) && endOf(pod, this.#job) !== null)
    const active = pods.filter((pod) => isActive(pod) && !ended.includes(pod))
    this.#kept = keptOf(this.#job, { pods, ended, active })
    const kept = [...this.#kept.values()]
    const counted = yield* this.#count(ended.filter((pod) => !kept.includes(pod)))
    if (counted === null) return 'failed'
    const failures = kept.filter((pod) => failurePolicyOn(pod, this.#job).action !== 'Ignore')
    const failed = (counted.failed ?? 0) + failures.length
    const job = { ...this.#job, status: counted }
    const ending = endingOf(job, { failed, active: active.length, pods, nowMs })
    return ending === undefined
      ? yield* this.#manage(counted, active)
      : yield* this.#end(counted, active, ending)
  }

  /**
   * What has ended is noted, then freed of its finalizer, then added to the counts: so that each is
   * counted once, whatever happens in between. Null: a write was refused.
   */
  *#count(ended: readonly Pod[]): Task<Status | null> {
    const failedIndexes = hasLimitPerIndex(this.#job)
      ? { failedIndexes: formatIndexes(failedIndexesOf(this.#job, this.#seen.pods)) }
      : {}
    const status = { ...this.#job.status, ...failedIndexes }
    const noted = noteEnds(this.#job, ended)
    this.#record = recordAfter(
      this.#seen.record,
      ended.map((pod) => ({ at: finishedAt(pod), how: endOf(pod, this.#job) ?? 'failed' })),
    )
    if (ended.length > 0) {
      if (!(yield* this.#write({ ...status, uncountedTerminatedPods: noted.uncounted })))
        return null
      const replies = yield ended.map((pod) => untracking(pod))
      if (replies.some((reply) => !reply.ok && reply.status.code !== 404)) return null
    }
    return {
      ...this.#job.status,
      ...failedIndexes,
      ...noted.counts,
      uncountedTerminatedPods: {},
    }
  }

  /** What still runs is ended first; where all is well, it is not counted as failed. */
  *#end(counted: Status, active: readonly Pod[], ending: Ending): Task<Outcome> {
    const { events, pods } = this.#seen
    const { isGood, ...verdict } = ending
    if (isGood) yield active.filter(isTracked).map((pod) => untracking(pod))
    if (active.length > 0) yield* deletePods(this.#job, { pods: active, events })
    const going = pods.filter(isTerminating).length + active.length
    const said = (type: string) => ({ type, status: 'True', ...verdict })
    const first = said(isGood ? 'SuccessCriteriaMet' : 'FailureTarget')
    let conditions = withCondition(counted.conditions ?? [], first, this.#now)
    const isOver = going === 0 && this.#kept.size === 0
    if (isOver)
      conditions = withCondition(conditions, said(isGood ? 'Complete' : 'Failed'), this.#now)
    const isComplete = isOver && isGood
    const status = {
      ...this.#countsOf({ ...counted, conditions }, { active: 0, going }),
      ...(isComplete ? { completionTime: this.#now } : {}),
    }
    if (!(yield* this.#write(status))) return 'failed'
    if (isComplete) tell(events, this.#job, ['Normal', 'Completed', 'Job completed'])
    else if (isOver) tell(events, this.#job, ['Warning', verdict.reason, verdict.message])
    return 'done'
  }

  *#manage(counted: Status, active: readonly Pod[]): Task<Outcome> {
    const { spec } = this.#job
    const isSuspended = spec.suspend === true
    const conditions = this.#suspension(counted.conditions ?? [], isSuspended)
    const size = isSuspended
      ? yield* this.#shrink(active, active.length)
      : yield* this.#resize(counted, active)
    const going = this.#seen.pods.filter(isTerminating).length
    const { startTime, ...rest } = this.#countsOf(
      { ...counted, ...(conditions.length === 0 ? {} : { conditions }) },
      { active: size ?? active.length, going },
    )
    const wasSuspended = holds(this.#job, 'Suspended')
    const start = wasSuspended ? this.#now : (startTime ?? this.#now)
    const before = this.#job
    const isWritten = yield* this.#write(isSuspended ? rest : { startTime: start, ...rest })
    if (isWritten) this.#tellSuspension(before, isSuspended)
    return isWritten && size !== null ? 'done' : 'failed'
  }

  #suspension(conditions: readonly JobCondition[], isSuspended: boolean) {
    const said = (status: string, reason: string, message: string) =>
      withCondition(conditions, { type: 'Suspended', status, reason, message }, this.#now)
    if (isSuspended) return said('True', 'JobSuspended', 'Job suspended')
    const wasSuspended = holds(this.#job, 'Suspended')
    return wasSuspended ? said('False', 'JobResumed', 'Job resumed') : conditions
  }

  #tellSuspension(before: Job, isSuspended: boolean): void {
    const wasSuspended = holds(before, 'Suspended')
    const { events } = this.#seen
    if (isSuspended && !wasSuspended)
      tell(events, this.#job, ['Normal', 'Suspended', 'Job suspended'])
    if (!isSuspended && wasSuspended) tell(events, this.#job, ['Normal', 'Resumed', 'Job resumed'])
  }

  /** How many are active then; null: something was refused. Source: job_controller.go, manageJob. */
  *#resize(counted: Status, active: readonly Pod[]): Task<number | null> {
    const { parallelism = 1, completions, podReplacementPolicy } = this.#job.spec
    const { succeeded = 0 } = counted
    const wanted =
      completions === undefined
        ? succeeded > 0
          ? Math.min(active.length, parallelism)
          : parallelism
        : Math.min(completions - succeeded, parallelism)
    if (active.length > wanted) return yield* this.#shrink(active, active.length - wanted)
    const going =
      podReplacementPolicy === 'Failed' ? this.#seen.pods.filter(isTerminating).length : 0
    const missing = Math.min(BURST, wanted - active.length - going)
    if (missing <= 0 || this.#job.metadata.deletionTimestamp !== undefined) return active.length
    const wait = hasLimitPerIndex(this.#job) ? 0 : waitAfter(this.#record, this.#seen.nowMs)
    return wait > 0
      ? this.#waitFor(wait, active)
      : yield* this.#grow(active, this.#wanted(counted, active, missing))
  }

  #waitFor(wait: Ms, active: readonly Pod[]): number {
    this.#nextMs = this.#seen.nowMs + wait
    return active.length
  }

  *#grow(active: readonly Pod[], pods: readonly object[]): Task<number | null> {
    const { events } = this.#seen
    const refusal = yield* createPods(this.#job, { pods, events })
    return refusal === null ? active.length + pods.length : null
  }

  #wanted(counted: Status, active: readonly Pod[], count: number): readonly object[] {
    const { template } = this.#job.spec
    const tracked = (of: typeof template) => ({
      ...of,
      metadata: { ...of.metadata, finalizers: [...(of.metadata.finalizers ?? []), TRACKING] },
    })
    if (!isIndexed(this.#job))
      return Array.from({ length: count }, () => podFromTemplate(this.#job, tracked(template)))
    const running = active.flatMap((pod) => indexOf(pod) ?? [])
    const { completedIndexes = '', failedIndexes = '' } = counted
    const settled = [...parseIndexes(completedIndexes), ...parseIndexes(failedIndexes)]
    const { name } = this.#job.metadata
    const free = freeIndexes(this.#job, new Set([...settled, ...running]), count)
    return this.#withoutWaiting(free, active).map((index) => {
      const notes = hasLimitPerIndex(this.#job)
        ? failureNotes(this.#job, this.#kept.get(index))
        : {}
      const of = tracked(templateFor({ name, index, notes }, template))
      return podFromTemplate(this.#job, of, `${name}-${index}-`)
    })
  }

  /** Of indexes that have a back-off of their own, those whose is over. */
  #withoutWaiting(indexes: readonly number[], active: readonly Pod[]): readonly number[] {
    const { nowMs } = this.#seen
    const waits = indexes.map((index) => waitOfIndex(this.#kept.get(index), nowMs))
    const ready = indexes.filter((_, at) => waits[at] === 0)
    if (ready.length === 0 && waits.length > 0) this.#waitFor(Math.min(...waits), active)
    return ready
  }

  /** These are not counted as failed: they lose their finalizer first. */
  *#shrink(active: readonly Pod[], count: number): Task<number | null> {
    if (count === 0) return active.length
    const { events, nowMs } = this.#seen
    const ordered = inOrderOfDeletion(active, { company: new Map(), nowMs })
    const pods = ordered.slice(0, Math.min(count, BURST))
    yield pods.filter(isTracked).map((pod) => untracking(pod))
    const refusal = yield* deletePods(this.#job, { pods, events })
    return refusal === null ? active.length - pods.length : null
  }

  #countsOf(status: Status, now: { readonly active: number; readonly going: number }): Status {
    const ready = this.#seen.pods.filter((pod) => isActive(pod) && isReady(pod)).length
    const others = Object.entries(status).filter(([field]) => field !== 'active')
    return {
      ...Object.fromEntries(others),
      ...(now.active > 0 ? { active: now.active } : {}),
      terminating: now.going,
      ready: Math.min(ready, now.active),
    }
  }

  *#write(status: Status): Task<boolean> {
    if (isSame(status, this.#job.status)) return true
    const { namespace, name } = this.#job.metadata
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}/status`
    const reply = yield* asking<Job>(replacement(path, { ...this.#job, status }))
    if (reply.ok) this.#job = reply.object
    return reply.ok
  }
}
