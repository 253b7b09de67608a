import type { Job, Pod } from '../../api/generated/types.ts'
import type { Informer, WatchChange } from '../../apiserver/client.ts'
import { EventRecorder } from '../../events/event-recorder.ts'
import { claim } from '../claims.ts'
import type { ControllerOptions } from '../node-lifecycle.ts'
import { controllerOf, keyOf, partsOf } from '../owners.ts'
import { podsPath } from '../pod-control.ts'
import { asking, runTask, type Task } from '../task.ts'
import { type Outcome, WorkQueue } from '../work-queue.ts'
import { deadlineLeft, isFinished } from './job-conditions.ts'
import type { Record } from './job-back-off.ts'
import { isTracked, untracking } from './job-pods.ts'
import { JobRun } from './job-run.ts'

/** Changes of Pods are taken together for so long. Source: job_controller.go, SyncJobBatchPeriod. */
const BATCH_MS = 1000

/** Runs Pods until enough of them have succeeded. See [C40] to [C46]. */
export class JobController {
  readonly #options: ControllerOptions
  readonly #events: EventRecorder
  readonly #jobs: Informer<Job>
  readonly #pods: Informer<Pod>
  readonly #queue: WorkQueue
  /** Pods whose Job is no more, and that wait to be counted by it. */
  readonly #orphans: WorkQueue
  readonly #records = new Map<string, Record>()

  constructor(options: ControllerOptions) {
    const { client, clock } = options
    this.#options = options
    this.#events = new EventRecorder(options, { component: 'job-controller' })
    this.#jobs = client.informer<Job>('/apis/batch/v1/jobs')
    this.#pods = client.informer<Pod>('/api/v1/pods')
    this.#queue = new WorkQueue(clock, (key, done) => {
      runTask(client, this.#sync(key), done)
    })
    this.#orphans = new WorkQueue(clock, (key, done) => {
      runTask(client, this.#free(key), done)
    })
    this.#jobs.onChange((change) => {
      this.#noticeJob(change)
    })
    this.#pods.onChange(({ object }) => {
      this.#notice(object)
    })
  }

  #noticeJob({ type, object }: WatchChange<Job>): void {
    this.#queue.add(keyOf(object))
    if (type !== 'DELETED') return
    this.#records.delete(object.metadata.uid)
    for (const pod of this.#pods.list())
      if (controllerOf(pod)?.uid === object.metadata.uid) this.#orphans.add(keyOf(pod))
  }

  #notice(pod: Pod): void {
    const job = this.#jobOf(pod)
    if (job !== undefined) this.#queue.addAfter(keyOf(job), BATCH_MS)
    else if (isTracked(pod)) this.#orphans.add(keyOf(pod))
  }

  #jobOf(pod: Pod): Job | undefined {
    const controller = controllerOf(pod)
    if (controller?.kind !== 'Job') return undefined
    const job = this.#jobs.get(pod.metadata.namespace, controller.name)
    return job?.metadata.uid === controller.uid ? job : undefined
  }

  *#free(key: string): Task<Outcome> {
    const pod = this.#pods.get(...partsOf(key))
    if (pod === undefined || !isTracked(pod) || this.#jobOf(pod) !== undefined) return 'done'
    const reply = yield* asking(untracking(pod))
    return reply.ok || reply.status.code === 404 ? 'done' : 'failed'
  }

  *#sync(key: string): Task<Outcome> {
    const job = this.#jobs.get(...partsOf(key))
    const selector = job?.spec.selector
    if (job === undefined || selector === undefined || isFinished(job)) return 'done'
    if (isManagedElsewhere(job)) return 'done'
    const { namespace, uid } = job.metadata
    const pods = yield* claim(
      { ...job, spec: { ...job.spec, selector } },
      {
        objects: this.#pods.list().filter((pod) => pod.metadata.namespace === namespace),
        root: podsPath(namespace),
      },
    )
    const { clock, epochMs } = this.#options
    const record = this.#records.get(uid)
    const seen = { job, pods, record, events: this.#events, nowMs: epochMs + clock.now }
    const run = new JobRun(seen)
    const outcome = yield* run.carryOn()
    this.#records.set(uid, run.record)
    this.#lookAgain(run)
    return outcome
  }

  /** Time alone brings the next Pod after a failure, and the end of a Job that takes too long. */
  #lookAgain({ job, nextMs }: JobRun): void {
    const { clock, epochMs } = this.#options
    const nowMs = epochMs + clock.now
    if (isFinished(job)) return
    const left = deadlineLeft(job, nowMs)
    const times = [...(nextMs === null ? [] : [nextMs - nowMs]), ...(left === null ? [] : [left])]
    if (times.length > 0) this.#queue.addAfter(keyOf(job), Math.max(0, Math.min(...times)))
  }
}

/** A Job may name whoever looks after it in place of this controller. */
function isManagedElsewhere({ spec }: Job): boolean {
  return spec.managedBy !== undefined && spec.managedBy !== 'kubernetes.io/job-controller'
}
