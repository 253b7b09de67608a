import type { Job } from '../../api/generated/types.ts'
import { epochMsOf } from '../../api/times.ts'
import type { Informer } from '../../apiserver/client.ts'
import type { ControllerOptions } from '../node-lifecycle.ts'
import { keyOf, partsOf } from '../owners.ts'
import { asking, deletion, runTask, type Task } from '../task.ts'
import { type Outcome, WorkQueue } from '../work-queue.ts'

/** Deletes Jobs ttlSecondsAfterFinished after they have ended, with their Pods. See [C46]. */
export class TtlAfterFinished {
  readonly #options: ControllerOptions
  readonly #jobs: Informer<Job>
  readonly #queue: WorkQueue

  constructor(options: ControllerOptions) {
    const { client, clock } = options
    this.#options = options
    this.#jobs = client.informer<Job>('/apis/batch/v1/jobs')
    this.#queue = new WorkQueue(clock, (key, done) => {
      runTask(client, this.#sync(key), done)
    })
    this.#jobs.onChange(({ type, object }) => {
      if (type !== 'DELETED' && this.#left(object) !== null) this.#queue.add(keyOf(object))
    })
  }

  *#sync(key: string): Task<Outcome> {
    const job = this.#jobs.get(...partsOf(key))
    const left = job === undefined ? null : this.#left(job)
    if (job === undefined || left === null) return 'done'
    if (left > 0) {
      this.#queue.addAfter(key, left)
      return 'done'
    }
    const { namespace, name, uid } = job.metadata
    const options = { propagationPolicy: 'Foreground', preconditions: { uid } }
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`
    const reply = yield* asking(deletion(path, options))
    return reply.ok || reply.status.code === 404 ? 'done' : 'failed'
  }

  /** Milliseconds that it is still kept; null: for as long as it likes, or it goes already. */
  #left({ metadata, spec, status }: Job): number | null {
    const { ttlSecondsAfterFinished: ttl } = spec
    const end = status.conditions?.find(
      (it) => (it.type === 'Complete' || it.type === 'Failed') && it.status === 'True',
    )
    if (ttl === undefined || end === undefined || metadata.deletionTimestamp !== undefined)
      return null
    const { clock, epochMs } = this.#options
    const endedAt = epochMsOf(end.lastTransitionTime ?? '') ?? epochMs + clock.now
    return endedAt + ttl * 1000 - (epochMs + clock.now)
  }
}
