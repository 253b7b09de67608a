import type { Pod, PodCondition, PodStatus } from '../api/generated/types.ts'
import { qosClassOf } from '../api/qos.ts'
import type { ConditionSituation } from './condition.ts'
import { containerStatuses, type StatusSituation } from './container-status.ts'
import { podConditions, shouldRestartAllContainers } from './pod-conditions.ts'
import { podPhase, type PodPhase } from './pod-phase.ts'
import type { PodRuntime } from './pod-runtime.ts'
import { resizeConditions, type ResizeRefusal } from './resize.ts'

/** Why the kubelet itself ends a Pod. */
export interface Verdict {
  readonly reason: string
  readonly message: string
  /**
   * The node takes it off: whether it is a DisruptionTarget, as it could have gone on. Absent: its own
   * time is over.
   */
  readonly isDisruption?: boolean
}

export interface PodStatusSituation extends Omit<StatusSituation, 'isRestartingAll'> {
  /** Its containers are gone for good: whatever policies say, none will be run again. */
  readonly podIsTerminal: boolean
  readonly hostIP: string
  readonly resizeRefusal: ResizeRefusal | null
  readonly isResizing: boolean
  /** The Pod has to end: it was evicted, or its time is over. */
  readonly verdict: Verdict | null
}

const OURS = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
  'AllContainersRestarting',
  'PodResizePending',
  'PodResizeInProgress',
]

/** Whether a condition is the kubelet's to report. */
function isOurs({ type }: PodCondition): boolean {
  return OURS.includes(type)
}

/** The status of a Pod as the kubelet reports it; when what changed is noted later. */
export function podStatus(situation: PodStatusSituation): PodStatus {
  const { pod, runtime, before, podIsTerminal, verdict } = situation
  const known = { runtime, spec: pod.spec, existingConditions: before.conditions ?? [] }
  const isRestartingAll = shouldRestartAllContainers({ ...known, statuses: before })
  const statuses = containerStatuses({ ...situation, isRestartingAll })
  const computed = podPhase({
    spec: pod.spec,
    statuses,
    podIsTerminal,
    podHasInitialized: hasActiveMainContainer(pod, runtime),
  })
  const ended = [before.phase, pod.status.phase].find(isOver)
  const phase = phaseBy(verdict, computed, ended)
  const conditions = podConditions({
    ...known,
    statuses,
    phase,
    containerStatusesKnown: true,
    existingConditions: [...(pod.status.conditions ?? []), ...known.existingConditions],
  } satisfies ConditionSituation)
  const resizes = resizeConditions({
    refusal: situation.resizeRefusal,
    isInProgress: situation.isResizing,
  })
  const disruption: PodCondition | null =
    verdict?.isDisruption === true
      ? {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'TerminationByKubelet',
          message: verdict.message,
        }
      : null
  const why =
    verdict !== null && phase === 'Failed' ? verdict : phase === before.phase ? before : undefined
  return {
    observedGeneration: pod.metadata.generation ?? 0,
    phase,
    conditions: [
      ...othersOf(pod).filter(({ type }) => disruption?.type !== type),
      ...(disruption === null ? [] : [reported(disruption, pod)]),
      ...(isOver(phase) ? [] : resizes).map((it) => reported(it, pod)),
      ...conditions.map((it) => reported(it, pod)),
    ],
    ...(why?.message === undefined ? {} : { message: why.message }),
    ...(why?.reason === undefined ? {} : { reason: why.reason }),
    ...addressesOf(situation),
    ...statuses,
    qosClass: pod.status.qosClass ?? qosClassOf(pod.spec),
  }
}

/** Who was told to go and ends well has succeeded all the same; not so who had no time left. */
function phaseBy(
  verdict: Verdict | null,
  computed: PodPhase,
  ended: 'Failed' | 'Succeeded' | undefined,
): PodPhase {
  if (verdict?.isDisruption === undefined && verdict !== null) return 'Failed'
  if (isOver(computed)) return computed
  return verdict === null ? (ended ?? computed) : 'Failed'
}

export function isOver(phase: PodStatus['phase']): phase is 'Failed' | 'Succeeded' {
  return phase === 'Failed' || phase === 'Succeeded'
}

/** Conditions of other controllers, readiness gates among them, are passed on. */
function othersOf({ status }: Pod): readonly PodCondition[] {
  return (status.conditions ?? []).filter((it) => !isOurs(it))
}

/** A condition as it stands in a status: with the generation, without what it does not say. */
export function reported(
  { reason, message, ...rest }: PodCondition,
  { metadata }: Pod,
): PodCondition {
  return {
    ...rest,
    observedGeneration: metadata.generation ?? 0,
    ...(reason === '' ? {} : { reason: reason ?? '' }),
    ...(message === '' ? {} : { message: message ?? '' }),
  }
}

/** A main container in the sandbox that is in use. */
function hasActiveMainContainer({ spec }: Pod, { sandboxes, containers }: PodRuntime): boolean {
  const [newest] = sandboxes
  return containers.some(
    ({ name, sandbox }) =>
      sandbox === newest?.id && spec.containers.some((container) => container.name === name),
  )
}

function addressesOf({ pod, runtime, before, hostIP }: PodStatusSituation): Partial<PodStatus> {
  const host = { hostIP, hostIPs: [{ ip: hostIP }] }
  const ready = runtime.sandboxes.find(({ state }) => state === 'Ready')
  const own = pod.spec.hostNetwork === true ? [hostIP] : ready?.ips
  // A Pod keeps the address that it had when its sandbox is gone.
  const ips = own ?? (before.podIPs ?? []).map(({ ip }) => ip)
  const [podIP] = ips
  if (podIP === undefined) return host
  return { ...host, podIP, podIPs: ips.map((ip) => ({ ip })) }
}
