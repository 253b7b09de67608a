import type { Pod, PodCondition, PodStatus } from '../api/generated/types.ts'
import type { Alarm, Ms } from '../clock/clock.ts'
import { referenceTo } from '../events/event-recorder.ts'
import { deadlineOf, deadlineVerdict } from './active-deadline.ts'
import type { Eviction } from './eviction.ts'
import { effectiveGracePeriod } from './grace-period.ts'
import { killPod } from './kill-pod.ts'
import { mountVolumes } from './mount-volumes.ts'
import { runtimeNameOf } from './node-config.ts'
import type { Parts } from './parts.ts'
import { NOTHING_SEEN, type PodRuntime } from './pod-runtime.ts'
import { isSame } from './pod-status-patch.ts'
import { isOver, podStatus, type Verdict } from './pod-status.ts'
import type { PodState } from './pod-state.ts'
import type { Probes } from './probes.ts'
import { isWorthSync, nextRelist } from './relist.ts'
import { removeOldInstances, removePod } from './garbage.ts'
import { type SyncOutcome, syncContainers } from './sync-pod.ts'
import { allocatedPod } from './resize.ts'
import { admitResize, noteResized } from './resize-pod.ts'
import { runTask, type Task } from './task.ts'
import { terminatedStatus } from './terminated-status.ts'

/** A Pod is looked at again after that time though nothing happened. */
const RESYNC_MS = 60_000
/** After a sync that failed without saying when it is worth another try. */
const BACK_OFF_MS = 10_000

/** Who is evicted has no time to lose. */
const EVICTION_GRACE_SECONDS = 1

/** Where a Pod is on its way through the kubelet; it never goes back. */
type Stage = 'syncing' | 'terminating' | 'terminated' | 'finished'

/**
 * Looks after one Pod: one piece of work at a time, begun anew whenever something may have changed.
 * First it is kept in sync with its manifest, then ended, then cleared away. See [R1] to [R6].
 */
export class PodWorker {
  readonly state: PodState
  readonly #parts: Parts
  readonly #probes: Probes
  #stage: Stage = 'syncing'
  #isBusy = false
  #isAsked = false
  #graceSeconds: number | null = null
  #verdict: Verdict | null = null
  #onRemoved: (() => void) | null = null
  #onEnded: () => void = () => undefined
  #retry: Alarm | undefined
  #relist: Alarm | undefined
  /** What the last relist saw; the work at hand goes on with what was seen when it began. */
  #relisted: PodRuntime = NOTHING_SEEN
  #relistedAt: Ms = 0
  #endedAt: Ms | null = null
  #isReportDue = false

  constructor(parts: Parts, state: PodState, probes: Probes) {
    this.#parts = parts
    this.#probes = probes
    this.state = state
    state.onNews(() => {
      this.#relistAt(nextRelist(parts.clock.now))
    })
  }

  get isFinished(): boolean {
    return this.#stage === 'finished'
  }

  /** There is a newer version of the Pod; one that differs only in its status asks for nothing. */
  update(pod: Pod): void {
    const before = this.state.pod
    this.state.pod = pod
    const hasEnded = pod.metadata.deletionTimestamp !== undefined || isOver(pod.status.phase)
    if (hasEnded && this.#stage !== 'finished') this.#end()
    if (pod === before || hasEnded || differ(before, pod)) this.ask()
  }

  /** It is kept in sync with its manifest, not ended. */
  get isSyncing(): boolean {
    return this.#stage === 'syncing'
  }

  /** The node cannot bear it any longer: it ends at once. */
  evict({ message, isDisruption }: Eviction & { readonly isDisruption: boolean }): void {
    const { events } = this.#parts
    const object = referenceTo(this.state.pod)
    events.record({ object, type: 'Warning', reason: 'Evicted', message })
    this.end({ reason: 'Evicted', message, isDisruption }, EVICTION_GRACE_SECONDS, () => undefined)
  }

  /** The kubelet itself ends it, within so much time; tells when nothing of it runs any more. */
  end(verdict: Verdict, graceSeconds: number, onEnded: () => void): void {
    this.#graceSeconds = graceSeconds
    this.#onEnded = onEnded
    this.kill(verdict)
  }

  /** The Pod is gone from the API server, or the kubelet itself ends it. */
  kill(verdict: Verdict | null = null): void {
    this.#verdict ??= verdict
    this.#end()
    this.ask()
  }

  /** The Pod is gone from the API server: what is left of it on the node goes too. */
  removeWhenFinished(onRemoved: () => void): void {
    this.#onRemoved = onRemoved
    if (this.#stage === 'finished') this.#removeFromNode()
    else this.kill()
  }

  /** What is left of a Pod that has ended is cleared away for want of room; its logs go with it. */
  *removeRemains(): Task {
    if (this.#stage === 'finished') yield* removePod(this.#parts, this.state)
  }

  #removeFromNode(): void {
    const onRemoved = this.#onRemoved
    if (onRemoved === null) return
    this.#onRemoved = null
    runTask(removePod(this.#parts, this.state), onRemoved)
  }

  /** Reports what is known by now, though other work may be at hand. */
  reportNow(): void {
    if (this.#stage === 'syncing' || this.#stage === 'terminating')
      this.#report({ podIsTerminal: false })
  }

  /** Something may have changed: there is work, as soon as the work at hand is done. */
  ask(): void {
    this.#isAsked = true
    this.#parts.clock.soon(() => {
      this.#begin()
    })
  }

  #end(): void {
    this.#graceSeconds = effectiveGracePeriod(this.state.pod, this.#graceSeconds)
    if (this.#stage !== 'syncing') return
    this.#stage = 'terminating'
    this.state.end()
  }

  #begin(): void {
    if (this.#isBusy || !this.#isAsked || this.#stage === 'finished') return
    const { clock } = this.#parts
    // What this worker did itself has to be seen by a relist before it decides again.
    const freshAt = this.#endedAt === null ? 0 : nextRelist(this.#endedAt)
    if (this.#relistedAt < (this.#endedAt ?? 0) && clock.now < freshAt) {
      this.#relistAt(freshAt)
      return
    }
    const stage = this.#stage
    this.#isBusy = true
    this.#isAsked = false
    this.#retry?.cancel()
    this.state.seen = this.#relisted
    runTask(this.#work(), (nextAt) => {
      this.#isBusy = false
      const isNextStage = this.#stage !== stage
      if (isNextStage) this.#relisted = this.state.live
      this.#endedAt = isNextStage ? null : clock.now
      if (nextAt !== null) this.#askAt(nextAt)
      if (this.#isAsked) this.ask()
    })
  }

  #askAt(time: Ms): void {
    this.#retry = this.#parts.clock.at(time, () => {
      this.ask()
    })
  }

  #relistAt(time: Ms): void {
    if (this.#relist !== undefined) return
    this.#relist = this.#parts.clock.at(time, () => {
      this.#relist = undefined
      this.#doRelist()
    })
  }

  /** The runtime is looked at: what has been heard of it counts from now on. */
  #doRelist(): void {
    this.#relistedAt = this.#parts.clock.now
    const isNew = isWorthSync(this.#relisted, this.state.live)
    this.#relisted = this.state.live
    runTask(removeOldInstances(this.#parts, this.state), () => undefined)
    if (isNew || this.#isAsked) this.ask()
    // Why something could not be started is told with the next look, though nothing is done.
    else if (this.#isReportDue && !this.#isBusy) this.reportNow()
    this.#isReportDue = false
  }

  /** One piece of work; gives when the next is due without being asked for. */
  *#work(): Task<Ms | null> {
    const { clock } = this.#parts
    switch (this.#stage) {
      case 'syncing': {
        const outcome = yield* this.#sync()
        if (outcome === 'over') {
          this.#end()
          this.#isAsked = true
          return null
        }
        this.#isReportDue = outcome.failure !== null
        if (outcome.failure !== null) this.#relistAt(nextRelist(clock.now))
        else if (outcome.hasActed)
          clock.soon(() => {
            this.#doRelist()
          })
        return this.#nextSync(outcome)
      }
      case 'terminating':
        yield* this.#terminate()
        this.#stage = 'terminated'
        this.#isAsked = true
        return null
      case 'terminated':
        this.#clearAway()
        this.#stage = 'finished'
        this.#onEnded()
        this.#removeFromNode()
        return null
      case 'finished':
        return null
    }
  }

  #nextSync({ failure }: SyncOutcome): Ms {
    const { clock, statuses, epochMs } = this.#parts
    const deadline = deadlineOf(this.state.pod, statuses.statusOf(this.state.pod))
    const retryAt = failure === null ? Infinity : (failure.retryAt ?? clock.now + BACK_OFF_MS)
    const untilDeadline = deadline === null ? Infinity : deadline - epochMs
    return Math.min(retryAt, untilDeadline, clock.now + RESYNC_MS)
  }

  *#sync(): Task<SyncOutcome | 'over'> {
    const { state } = this
    const parts = this.#parts
    this.#checkDeadline()
    admitResize(parts, state)
    const status = this.#report({ podIsTerminal: false })
    if (isOver(status.phase)) return 'over'
    const mounted = yield* mountVolumes(parts, state)
    if (mounted !== 'mounted') return { hasActed: false, failure: {} }
    this.#probes.add(state)
    const restartAllContainersMarked = (status.conditions ?? []).some(
      (it) => it.type === 'AllContainersRestarting' && it.status === 'True',
    )
    const probeResults = this.#probes.resultsOf(state)
    const outcome = yield* syncContainers(parts, state, {
      probeResults,
      restartAllContainersMarked,
    })
    // What was brought about has to be reported; what was removed to begin anew has to begin.
    const beginsAnew = restartAllContainersMarked && outcome.failure === null
    if (noteResized(parts, state) || beginsAnew) this.ask()
    return outcome
  }

  #checkDeadline(): void {
    const { statuses, events, epochMs, clock } = this.#parts
    const { pod } = this.state
    const verdict = deadlineVerdict(pod, statuses.statusOf(pod), epochMs + clock.now)
    if (verdict === null || this.#verdict !== null) return
    this.#verdict = verdict
    events.record({ object: referenceTo(pod), type: 'Normal', ...verdict })
  }

  /** Ends all containers; readiness is still looked at meanwhile, life no more. */
  *#terminate(): Task {
    const { state } = this
    this.#report({ podIsTerminal: false })
    this.#probes.stopLifeProbes(state)
    yield* killPod(this.#parts, state, this.#graceSeconds ?? undefined)
    this.#probes.remove(state)
    state.seen = state.live
    this.#report({ podIsTerminal: true })
  }

  #clearAway(): void {
    const { state } = this
    const status = this.#report({ podIsTerminal: true })
    state.volumes.tearDown()
    this.#parts.allocations.delete(state.pod.metadata.uid)
    this.#parts.statuses.set(state.pod, terminatedStatus(state.pod, status), { isFinished: true })
  }

  #report({ podIsTerminal }: { readonly podIsTerminal: boolean }): PodStatus {
    const { state } = this
    const { statuses, epochMs, node } = this.#parts
    const status = podStatus({
      pod: allocatedPod(state.pod, state.allocation),
      resizeRefusal: state.resizeRefusal,
      isResizing: state.isResizing,
      runtime: state.seen,
      before: statuses.statusOf(state.pod),
      reasons: state.reasons,
      probes: this.#probes.views,
      epochMs,
      runtimeName: runtimeNameOf(node),
      podIsTerminal,
      hostIP: node.internalIP,
      verdict: this.#verdict,
    })
    statuses.set(state.pod, status)
    for (const { name, started, ready } of [
      ...(status.containerStatuses ?? []),
      ...(status.initContainerStatuses ?? []),
    ])
      if (started === true && !ready) this.#probes.triggerReadiness(state, name)
    return statuses.statusOf(state.pod)
  }
}

/** Whether two versions of a Pod ask for something else; what the kubelet itself reports does not. */
function differ(a: Pod, b: Pod): boolean {
  return (
    !isSame(a.spec, b.spec) ||
    !isSame(a.metadata.labels, b.metadata.labels) ||
    !isSame(a.metadata.annotations, b.metadata.annotations) ||
    !isSame(gatesOf(a), gatesOf(b))
  )
}

/** What others say of the Pod's readiness. */
function gatesOf({ spec, status }: Pod): readonly PodCondition[] {
  const gates = (spec.readinessGates ?? []).map(({ conditionType }) => conditionType)
  return (status.conditions ?? []).filter(({ type }) => gates.includes(type))
}
