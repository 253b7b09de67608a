import type { Pod, PodCondition, PodStatus } from '../api/generated/types.ts'
import { timeAt } from '../api/times.ts'
import type { Client, Reply } from '../apiserver/client.ts'
import type { Clock, Ms } from '../clock/clock.ts'
import { isOver } from './pod-status.ts'
import { isSame, statusPatch } from './pod-status-patch.ts'

interface Held {
  readonly pod: Pod
  readonly status: PodStatus
  readonly version: number
  /** All its containers are gone and its volumes are cleared away. */
  readonly isFinished: boolean
}

/** So long after a patch that failed, or that somebody has undone, the status is sent again. */
const RETRY_MS = 10_000

/**
 * Holds what the kubelet reports of each Pod and brings it to the API server: at once, one patch at
 * a time for a Pod, and only what has changed. A Pod that is being deleted and is finished is taken
 * out of the API at last.
 */
export class StatusManager {
  readonly #clock: Clock
  readonly #client: Client
  readonly #epochMs: Ms
  readonly #held = new Map<string, Held>()
  readonly #inApi = new Map<string, Pod>()
  readonly #sent = new Map<string, number>()
  readonly #busy = new Set<string>()
  readonly #reconciling = new Set<string>()
  #onChange: (uid: string) => void = () => undefined

  constructor({ clock, client, epochMs }: { clock: Clock; client: Client; epochMs: Ms }) {
    this.#clock = clock
    this.#client = client
    this.#epochMs = epochMs
  }

  /** Tells of every status that was taken in. */
  onChange(listener: (uid: string) => void): void {
    this.#onChange = listener
  }

  /** What was reported last; what the Pod itself says where nothing was reported yet. */
  statusOf(pod: Pod): PodStatus {
    return this.#held.get(uidOf(pod))?.status ?? pod.status
  }

  /** The Pod as the API server has it: what a patch starts from. */
  noteInApi(pod: Pod): void {
    const uid = uidOf(pod)
    const known = this.#inApi.get(uid)
    if (known === undefined || revisionOf(pod) >= revisionOf(known)) this.#inApi.set(uid, pod)
    const held = this.#held.get(uid)
    if (held === undefined) return
    if (held.isFinished) this.#schedule(uid)
    else this.#reconcileLater(uid)
  }

  /** Somebody else has written into what the kubelet reports: it says it again. */
  #reconcileLater(uid: string): void {
    if (!this.#differs(uid) || this.#reconciling.has(uid)) return
    this.#reconciling.add(uid)
    this.#clock.after(RETRY_MS, () => {
      this.#reconciling.delete(uid)
      if (!this.#differs(uid)) return
      this.#sent.delete(uid)
      this.#send(uid)
    })
  }

  #differs(uid: string): boolean {
    const [held, inApi] = [this.#held.get(uid), this.#inApi.get(uid)]
    if (held === undefined || inApi === undefined) return false
    const isSent = this.#sent.get(uid) === held.version && !this.#busy.has(uid)
    return isSent && statusPatch(uid, inApi.status, mergedStatus(held, inApi.status)) !== null
  }

  set(pod: Pod, status: PodStatus, { isFinished = false } = {}): void {
    const uid = uidOf(pod)
    const old = this.#held.get(uid)
    const before = old?.status ?? pod.status
    const next = this.#dated(status, before)
    const isKnown = old !== undefined && isSame(old.status, next) && old.isFinished === isFinished
    if (isKnown) return
    const version = (old?.version ?? 0) + 1
    this.#held.set(uid, {
      pod,
      status: next,
      version,
      isFinished: isFinished || old?.isFinished === true,
    })
    this.#onChange(uid)
    this.#schedule(uid)
  }

  forget(uid: string): void {
    this.#held.delete(uid)
    this.#inApi.delete(uid)
    this.#sent.delete(uid)
  }

  #dated(status: PodStatus, before: PodStatus): PodStatus {
    const now = timeAt(this.#epochMs + this.#clock.now)
    const conditions = (status.conditions ?? []).map((it) =>
      withTransition(it, before.conditions ?? [], now),
    )
    return { ...status, conditions, startTime: before.startTime ?? status.startTime ?? now }
  }

  #schedule(uid: string): void {
    this.#clock.soon(() => {
      this.#send(uid)
    })
  }

  #send(uid: string): void {
    const held = this.#held.get(uid)
    const inApi = this.#inApi.get(uid) ?? held?.pod
    if (held === undefined || inApi === undefined || this.#busy.has(uid)) return
    const merged = mergedStatus(held, inApi.status)
    const isSent = this.#sent.get(uid) === held.version
    const patch = isSent ? null : statusPatch(uid, inApi.status, merged)
    this.#sent.set(uid, held.version)
    if (patch === null) {
      this.#deleteIfFinished(held, inApi)
      return
    }
    this.#busy.add(uid)
    this.#client.patch<Pod>(
      `${pathOf(held.pod)}/status`,
      { type: 'strategic-merge', body: patch },
      (reply) => {
        this.#busy.delete(uid)
        this.#afterPatch(uid, reply)
      },
    )
  }

  #afterPatch(uid: string, reply: Reply<Pod>): void {
    if (reply.ok) {
      this.noteInApi(reply.object)
      this.#send(uid)
      return
    }
    // A Pod that is gone, or another one of the same name: there is nothing to report any more.
    if (reply.status.code === 404 || reply.status.code === 409) return
    this.#sent.delete(uid)
    this.#clock.after(RETRY_MS, () => {
      this.#send(uid)
    })
  }

  /** The last step of a deletion: the kubelet, and nobody else, takes the Pod away. */
  #deleteIfFinished({ isFinished }: Held, pod: Pod): void {
    const isDeleted = pod.metadata.deletionTimestamp !== undefined
    if (!isFinished || !isDeleted || !isOver(pod.status.phase)) return
    const { uid } = pod.metadata
    const options = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      gracePeriodSeconds: 0,
      preconditions: { uid },
    }
    this.#client.delete(pathOf(pod), options)
    this.forget(uid)
  }
}

function uidOf({ metadata }: Pod): string {
  return metadata.uid
}

function revisionOf({ metadata }: Pod): number {
  return Number(metadata.resourceVersion ?? 0)
}

function pathOf({ metadata }: Pod): string {
  return `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`
}

/** A phase is over only when nothing can be running any more. */
function mergedStatus({ status, isFinished }: Held, before: PodStatus): PodStatus {
  const endsTooSoon = isOver(status.phase) && !isOver(before.phase) && !isFinished
  if (!endsTooSoon) return status
  const { phase, reason, message, ...rest } = { ...status, ...phaseOf(before) }
  return {
    ...rest,
    ...(phase === undefined ? {} : { phase }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  }
}

function phaseOf({ phase, reason, message }: PodStatus) {
  return { phase, reason, message }
}

function withTransition(
  condition: PodCondition,
  before: readonly PodCondition[],
  now: string,
): PodCondition {
  const old = before.find(({ type }) => type === condition.type)
  const isSameStatus = old?.status === condition.status
  const { lastTransitionTime } = isSameStatus ? old : { lastTransitionTime: now }
  return { ...condition, lastTransitionTime: lastTransitionTime ?? now }
}
