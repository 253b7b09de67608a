import type { Container, ContainerStatus, Probe } from '../api/generated/types.ts'
import { epochMsOf } from '../api/times.ts'
import type { Alarm } from '../clock/clock.ts'
import { referenceTo } from '../events/event-recorder.ts'
import type { Parts } from './parts.ts'
import type { ProbeResult } from './pod-plan.ts'
import type { PodState } from './pod-state.ts'
import { isOver } from './pod-status.ts'
import {
  afterAnswer,
  FIRST_RESULT,
  NO_SERIES,
  type ProbeSeries,
  type ProbeType,
} from './probe-series.ts'
import { type ProbeAnswer, runProbe } from './prober.ts'
import { restartsAllContainers, shouldRestart } from './restart.ts'
import { runTask } from './task.ts'

export interface ProbeDuty {
  readonly state: PodState
  readonly container: Container
  readonly type: ProbeType
  readonly probe: Probe
  /** Results by the container's id. */
  readonly results: Map<string, ProbeResult>
  /** A result is another one than before. */
  readonly onChange: (result: ProbeResult) => void
}

/** One probe of one container, asked again and again as long as the Pod is there. */
export class ProbeWorker {
  readonly #parts: Parts
  readonly #duty: ProbeDuty
  #series: ProbeSeries = NO_SERIES
  #containerID = ''
  #tick: Alarm | undefined
  #isProbing = false
  #isStopped = false

  constructor(parts: Parts, duty: ProbeDuty) {
    this.#parts = parts
    this.#duty = duty
    this.#round()
  }

  /** Probes now, and then in its period from now on. */
  trigger(): void {
    if (this.#isStopped || this.#isProbing) return
    this.#tick?.cancel()
    this.#parts.clock.soon(() => {
      this.#round()
    })
  }

  stop(): void {
    this.#isStopped = true
    this.#tick?.cancel()
    this.#duty.results.delete(this.#containerID)
  }

  #round(): void {
    if (this.#isStopped || this.#isProbing) return
    const status = this.#status()
    const next = this.#next(status)
    if (next === 'stop') {
      this.#isStopped = true
      return
    }
    this.#tick?.cancel()
    this.#tick = this.#parts.clock.after((this.#duty.probe.periodSeconds ?? 10) * 1000, () => {
      this.#round()
    })
    if (next === 'probe') this.#ask()
  }

  #status(): ContainerStatus | undefined {
    const { state, container } = this.#duty
    const status = this.#parts.statuses.statusOf(state.pod)
    const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
    return all.find(({ name }) => name === container.name)
  }

  /** Whether it is time to ask, by what is reported of the container. */
  #next(status: ContainerStatus | undefined): 'probe' | 'wait' | 'stop' {
    const { state, type, container } = this.#duty
    if (isOver(this.#parts.statuses.statusOf(state.pod).phase)) return 'stop'
    const { containerID = '' } = status ?? {}
    if (status === undefined || containerID === '') return 'wait'
    if (containerID !== this.#containerID) this.#meet(containerID)
    if (this.#series.isOnHold) return 'wait'
    const { running, terminated } = status.state
    if (running === undefined) {
      this.#set('failure')
      if (terminated === undefined) return 'wait'
      const isRunAgain =
        shouldRestart(container, state.pod.spec.restartPolicy, terminated.exitCode) ||
        restartsAllContainers(container, terminated.exitCode)
      return isRunAgain ? 'wait' : 'stop'
    }
    if (state.pod.metadata.deletionTimestamp !== undefined && type !== 'readiness') {
      this.#set('success')
      return 'stop'
    }
    const isDue =
      this.#secondsSince(running.startedAt) >= (this.#duty.probe.initialDelaySeconds ?? 0)
    // The startup probe goes first; the others begin where it ends.
    const isItsTime = (status.started === true) !== (type === 'startup')
    return isDue && isItsTime ? 'probe' : 'wait'
  }

  /** Another instance of the container than before. */
  #meet(containerID: string): void {
    this.#duty.results.delete(this.#containerID)
    this.#containerID = containerID
    this.#set(FIRST_RESULT[this.#duty.type])
    this.#series = { ...this.#series, isOnHold: false }
  }

  #secondsSince(time: string | null | undefined): number {
    const { epochMs, clock } = this.#parts
    const started = epochMsOf(time ?? '') ?? 0
    return Math.floor((epochMs + clock.now - started) / 1000)
  }

  #ask(): void {
    const { state, container, probe } = this.#duty
    const asked = this.#containerID
    const target = {
      container,
      id: asked.replace(/^.*:\/\//, ''),
      podIP: this.#parts.statuses.statusOf(state.pod).podIP ?? '',
    }
    this.#isProbing = true
    runTask(runProbe(this.#parts, target, probe), (answer) => {
      this.#isProbing = false
      if (this.#isStopped || asked !== this.#containerID) return
      this.#note(answer, target.id, () => {
        this.#take(answer)
      })
    })
  }

  /** What is not well is a fact, and what comes of it its consequence. */
  #note(answer: ProbeAnswer, container: string, act: () => void): void {
    if (answer.kind === 'success') {
      act()
      return
    }
    const message = answer.kind === 'error' ? answer.message : answer.output
    const data = { probe: this.#duty.type, answer: answer.kind, message }
    this.#parts.history.recordAnd({ kind: 'probe.failed', subject: container, data }, act)
  }

  #take(answer: ProbeAnswer): void {
    const { type, probe } = this.#duty
    this.#tell(answer)
    if (answer.kind === 'error') return
    const counted = answer.kind === 'failure' ? 'failure' : 'success'
    const { series, result } = afterAnswer(this.#series, counted, { type, probe })
    this.#series = series
    if (result !== null) this.#set(result)
  }

  #set(result: ProbeResult): void {
    const { results, onChange } = this.#duty
    if (results.get(this.#containerID) === result) return
    results.set(this.#containerID, result)
    onChange(result)
  }

  #tell(answer: ProbeAnswer): void {
    if (answer.kind === 'success') return
    const { state, container, type } = this.#duty
    const name = `${type.charAt(0).toUpperCase()}${type.slice(1)} probe`
    const [reason, message] =
      answer.kind === 'error'
        ? ['Unhealthy', `${name} errored and resulted in unknown state: ${answer.message}`]
        : answer.kind === 'warning'
          ? ['ProbeWarning', `${name} warning: ${answer.output}`]
          : ['Unhealthy', `${name} failed: ${answer.output}`]
    const object = referenceTo(state.pod, container.name)
    this.#parts.events.record({ object, type: 'Warning', reason, message })
  }
}
