import type { PodSpec } from '../api/generated/types.ts'
import type { RuntimeView } from './runtime-status.ts'

export type ProbeResult = 'success' | 'failure' | 'unknown'

/** The newest results of the probes that bear on life and death, by container. */
export interface ProbeResults {
  readonly liveness?: Readonly<Record<string, ProbeResult>>
  readonly startup?: Readonly<Record<string, ProbeResult>>
}

/** All that a plan for a Pod depends on. */
export interface PodSituation {
  readonly spec: PodSpec
  readonly runtime: RuntimeView
  readonly probeResults?: ProbeResults
  /** An exit asked for all containers to be run anew (AllContainersRestarting). */
  readonly restartAllContainersMarked?: boolean
}

/** Why a container is killed, as far as its grace period depends on it. */
export type KillReason = 'liveness' | 'startup' | 'other'

export interface ContainerToKill {
  readonly name: string
  /** As the event Killing says it. */
  readonly message: string
  readonly reason: KillReason
}

/** What one sync of a Pod is going to do; containers by name. */
export interface PodPlan {
  /** All containers and the sandbox are stopped first. */
  readonly killPod: boolean
  readonly createSandbox: boolean
  /** The attempt of the sandbox that is needed; null where the present one stays. */
  readonly sandboxAttempt: number | null
  readonly containersToStart: readonly string[]
  readonly initContainersToStart: readonly string[]
  readonly ephemeralContainersToStart: readonly string[]
  readonly containersToKill: readonly ContainerToKill[]
  /** They get other limits while they run. */
  readonly containersToUpdate: readonly string[]
  /** Killed where they run, then removed, so that the Pod starts from its beginning. */
  readonly containersToRemove: readonly string[]
}

export const NOTHING_TO_DO: PodPlan = {
  killPod: false,
  createSandbox: false,
  sandboxAttempt: null,
  containersToStart: [],
  initContainersToStart: [],
  ephemeralContainersToStart: [],
  containersToKill: [],
  containersToUpdate: [],
  containersToRemove: [],
}
