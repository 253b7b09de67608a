import type { Job, JobCondition, Pod } from '../../api/generated/types.ts'
import { timeAt } from '../../api/times.ts'
import { isSame } from '../../apiserver/same.ts'
import type { EventRecorder } from '../../events/event-recorder.ts'
import { inOrderOfDeletion, isActive, isReady, isTerminating } from '../active-pods.ts'
import { createPods, deletePods, podFromTemplate, tell } from '../pod-control.ts'
import { asking, replacement, type Task } from '../task.ts'
import type { Outcome } from '../work-queue.ts'
import {
  formatIndexes,
  freeIndexes,
  indexOf,
  isIndexed,
  parseIndexes,
  templateFor,
} from './indexes.ts'
import { type Record, recordAfter, waitAfter } from './job-back-off.ts'
import {
  failureOf,
  holds,
  isReached,
  REACHED,
  type Verdict,
  withCondition,
} from './job-conditions.ts'
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
  #waits = false

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

  /** A Pod is missing, and is not created before the back-off is over. */
  get waits(): boolean {
    return this.#waits
  }

  *carryOn(): Task<Outcome> {
    const { pods } = this.#seen
    const ended = pods.filter((pod) => isTracked(pod) && endOf(pod, this.#job) !== null)
    const counted = yield* this.#count(ended)
    if (counted === null) return 'failed'
    const active = pods.filter((pod) => isActive(pod) && !ended.includes(pod))
    const { failed = 0 } = counted
    const { nowMs } = this.#seen
    const failure = failureOf({ ...this.#job, status: counted }, { failed, pods, nowMs })
    if (failure !== undefined) return yield* this.#end(counted, active, failure)
    const { succeeded = 0 } = counted
    if (isReached(this.#job, { succeeded, active: active.length }))
      return yield* this.#end(counted, active, null)
    return yield* this.#manage(counted, active)
  }

  /**
   * What has ended is noted, then freed of its finalizer, then added to the counts: so that each is
   * counted once, whatever happens in between. Null: a write was refused.
   */
  *#count(ended: readonly Pod[]): Task<Status | null> {
    const { status } = this.#job
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
    return { ...this.#job.status, ...noted.counts, uncountedTerminatedPods: {} }
  }

  /** Failed, or (null) complete: what still runs is ended first. */
  *#end(counted: Status, active: readonly Pod[], failure: Verdict | null): Task<Outcome> {
    const { events, pods } = this.#seen
    if (active.length > 0) yield* deletePods(this.#job, { pods: active, events })
    const going = pods.filter(isTerminating).length + active.length
    const verdict = failure ?? REACHED
    const first = failure === null ? 'SuccessCriteriaMet' : 'FailureTarget'
    const last = failure === null ? 'Complete' : 'Failed'
    const said = (type: string) => ({ type, status: 'True', ...verdict })
    let conditions = withCondition(counted.conditions ?? [], said(first), this.#now)
    const isOver = going === 0
    if (isOver) conditions = withCondition(conditions, said(last), this.#now)
    const isComplete = isOver && failure === null
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
    this.#waits = waitAfter(this.#record, this.#seen.nowMs) > 0
    return this.#waits ? active.length : yield* this.#grow(counted, active, missing)
  }

  *#grow(counted: Status, active: readonly Pod[], count: number): Task<number | null> {
    const { events } = this.#seen
    const pods = this.#wanted(counted, active, count)
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
    const taken = new Set([...parseIndexes(counted.completedIndexes ?? ''), ...running])
    const { name } = this.#job.metadata
    return freeIndexes(this.#job, taken, count).map((index) =>
      podFromTemplate(this.#job, tracked(templateFor(name, index, template)), `${name}-${index}-`),
    )
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

/** The counts with what has ended, and whose end is noted before it is counted. */
function noteEnds(job: Job, ended: readonly Pod[]) {
  const { succeeded = 0, failed = 0, uncountedTerminatedPods = {}, completedIndexes } = job.status
  const before = {
    succeeded: uncountedTerminatedPods.succeeded ?? [],
    failed: uncountedTerminatedPods.failed ?? [],
  }
  const uidsOf = (how: 'succeeded' | 'failed') =>
    ended
      .filter((pod) => endOf(pod, job) === how)
      .filter((pod) => how === 'succeeded' || failurePolicyOn(pod, job).action !== 'Ignore')
      .map(({ metadata }) => metadata.uid)
  const union = (how: 'succeeded' | 'failed') => [...new Set([...before[how], ...uidsOf(how)])]
  const [good, bad] = [union('succeeded'), union('failed')]
  const indexes = parseIndexes(completedIndexes ?? '')
  const done = ended.filter((pod) => endOf(pod, job) === 'succeeded')
  const all = new Set([...indexes, ...done.flatMap((pod) => indexOf(pod) ?? [])])
  const total = isIndexed(job) ? all.size : succeeded + good.length
  return {
    uncounted: {
      ...(good.length > 0 ? { succeeded: good } : {}),
      ...(bad.length > 0 ? { failed: bad } : {}),
    },
    counts: {
      ...(total > 0 ? { succeeded: total } : {}),
      ...(failed + bad.length > 0 ? { failed: failed + bad.length } : {}),
      ...(all.size > 0 ? { completedIndexes: formatIndexes(all) } : {}),
    },
  }
}
