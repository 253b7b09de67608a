import type { Container, EphemeralContainer, ObjectReference, Pod } from '../api/generated/types.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { type EventRecorder, referenceTo } from '../events/event-recorder.ts'
import { parseImageReference } from '../runtime/image-reference.ts'
import { type BackOffEntry, IMAGE_BACK_OFF, lengthened, waitsUntil } from './back-off.ts'
import type { WaitingReason } from './container-status.ts'
import { pullDecision } from './image-pull.ts'
import type { RuntimeCalls } from './runtime-calls.ts'
import type { Task, Wait } from './task.ts'
import { durationText } from './wording.ts'

export type ImageOutcome =
  | { readonly ok: true; readonly imageRef: string; readonly user: string }
  | ({ readonly ok: false } & WaitingReason)

interface Wanted {
  readonly pod: Pod
  readonly image: string
  readonly policy: 'Always' | 'IfNotPresent' | 'Never'
  readonly about: ObjectReference
}

/** Sees to it that the images of containers are on the node; one pull at a time. */
export class Images {
  readonly #clock: Clock
  readonly #calls: RuntimeCalls
  readonly #events: EventRecorder
  readonly #backOffs = new Map<string, BackOffEntry>()
  readonly #lastErrors = new Map<string, string>()
  readonly #waiting: (() => void)[] = []
  #isPulling = false

  constructor({
    clock,
    calls,
    events,
  }: {
    clock: Clock
    calls: RuntimeCalls
    events: EventRecorder
  }) {
    this.#clock = clock
    this.#calls = calls
    this.#events = events
  }

  *ensure(pod: Pod, container: Container | EphemeralContainer): Task<ImageOutcome> {
    const { image = '', imagePullPolicy = 'IfNotPresent' } = container
    const about = referenceTo(pod, container.name)
    const wanted: Wanted = { pod, image, policy: imagePullPolicy, about }
    const parsed = parseImageReference(image)
    if (!parsed.ok) {
      const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${parsed.message}`
      this.#tell(wanted, { type: 'Warning', reason: 'InspectFailed', message })
      return { ok: false, reason: 'InvalidImageName', message }
    }
    const present = yield* this.#inspect(image)
    const decision = pullDecision(imagePullPolicy, present !== undefined)
    if (decision === 'pull') return yield* this.#pull(wanted)
    if (decision === 'use what is there' && present !== undefined) {
      const message = `Container image "${image}" already present on machine and can be accessed by the pod`
      this.#tell(wanted, { type: 'Normal', reason: 'Pulled', message })
      return { ok: true, ...present }
    }
    const message = `Container image "${image}" is not present with pull policy of Never`
    this.#tell(wanted, { type: 'Warning', reason: 'ErrImageNeverPull', message })
    return { ok: false, reason: 'ErrImageNeverPull', message }
  }

  *#inspect(image: string): Task<{ imageRef: string; user: string } | undefined> {
    const status = yield* this.#calls.call('imageStatus', { image })
    if (!status.ok || status.result.imageRef === null) return undefined
    return { imageRef: status.result.imageRef, user: status.result.user }
  }

  *#pull(wanted: Wanted): Task<ImageOutcome> {
    const { image, pod } = wanted
    const key = `${pod.metadata.uid} ${image}`
    const entry = this.#backOffs.get(key)
    const { now } = this.#clock
    if (waitsUntil(entry, { since: entry?.updatedAt ?? now, now }, IMAGE_BACK_OFF) !== null) {
      const message = `Back-off pulling image "${image}"`
      this.#tell(wanted, { type: 'Normal', reason: 'BackOff', message })
      const last = this.#lastErrors.get(key)
      const words = last === undefined ? message : `${message}: ${last}`
      return { ok: false, reason: 'ImagePullBackOff', message: words }
    }
    this.#tell(wanted, { type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"` })
    const askedAt = now
    yield this.#turn()
    const begunAt = this.#clock.now
    const pulled = yield* this.#calls.call('pullImage', { image })
    this.#next()
    if (pulled.ok) {
      const times = { pull: this.#clock.now - begunAt, whole: this.#clock.now - askedAt }
      const message = pulledMessage(image, times, pulled.result.sizeBytes)
      this.#tell(wanted, { type: 'Normal', reason: 'Pulled', message })
      const present = yield* this.#inspect(image)
      return { ok: true, imageRef: pulled.result.imageRef, user: present?.user ?? '' }
    }
    return this.#failed(wanted, key, pulled.status.message ?? '')
  }

  #failed(wanted: Wanted, key: string, error: string): ImageOutcome {
    const message = `Failed to pull image "${wanted.image}": ${error}`
    this.#tell(wanted, { type: 'Warning', reason: 'Failed', message })
    const { now } = this.#clock
    this.#backOffs.set(
      key,
      lengthened(this.#backOffs.get(key), { since: now, now }, IMAGE_BACK_OFF),
    )
    this.#lastErrors.set(key, `ErrImagePull: ${error}`)
    return { ok: false, reason: 'ErrImagePull', message: error }
  }

  /** Images are pulled one after another (serializeImagePulls). */
  #turn(): Wait {
    return (resume) => {
      if (this.#isPulling) {
        this.#waiting.push(resume)
        return
      }
      this.#isPulling = true
      resume()
    }
  }

  #next(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#isPulling = false
    else this.#clock.soon(next)
  }

  #tell(
    { about }: Wanted,
    what: {
      readonly type: 'Normal' | 'Warning'
      readonly reason: string
      readonly message: string
    },
  ): void {
    this.#events.record({ object: about, ...what })
  }
}

function pulledMessage(
  image: string,
  times: { readonly pull: Ms; readonly whole: Ms },
  sizeBytes: number,
): string {
  const [pull, whole] = [Math.floor(times.pull), Math.floor(times.whole)].map(durationText)
  return `Successfully pulled image "${image}" in ${pull ?? ''} (${whole ?? ''} including waiting). Image size: ${sizeBytes} bytes.`
}
