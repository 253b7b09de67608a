import type {
  Deployment,
  DeploymentCondition,
  DeploymentStatus,
  ReplicaSet,
} from '../../api/generated/types.ts'
import { epochMsOf, timeAt } from '../../api/times.ts'
import { maxUnavailable } from './limits.ts'
import { allSets, type Family, totalSize } from './scaling.ts'

/** What the API takes for "no deadline". */
const NO_DEADLINE = 2 ** 31 - 1

type Conditions = readonly DeploymentCondition[]
type Said = Pick<DeploymentCondition, 'status' | 'reason' | 'message'> & { readonly type: string }

/** Source: deployment/sync.go, calculateStatus. `nowMs` since 1970. */
export function deploymentStatus(family: Family, nowMs: number): DeploymentStatus {
  const { deployment, newSet } = family
  const sets = allSets(family)
  const total = (field: Counted) => sets.reduce((sum, { status }) => sum + (status[field] ?? 0), 0)
  const available = total('availableReplicas')
  const { collisionCount, conditions = [] } = deployment.status
  const { replicas = 1 } = deployment.spec
  const isEnough = available >= replicas - maxUnavailable(deployment)
  return {
    ...positive({
      observedGeneration: deployment.metadata.generation ?? 0,
      replicas: total('replicas'),
      updatedReplicas: newSet?.status.replicas ?? 0,
      readyReplicas: total('readyReplicas'),
      availableReplicas: available,
      unavailableReplicas: totalSize(sets) - available,
    }),
    terminatingReplicas: total('terminatingReplicas'),
    conditions: withCondition(conditions, isEnough ? ENOUGH : TOO_FEW, nowMs),
    ...(collisionCount === undefined ? {} : { collisionCount }),
  }
}

type Counted = 'replicas' | 'readyReplicas' | 'availableReplicas' | 'terminatingReplicas'

const ENOUGH: Said = {
  type: 'Available',
  status: 'True',
  reason: 'MinimumReplicasAvailable',
  message: 'Deployment has minimum availability.',
}

const TOO_FEW: Said = {
  type: 'Available',
  status: 'False',
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
}

/** The API leaves a count of 0 out. */
function positive(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))
}

/** The conditions with one more, or one said anew; what is the same as before stays as it is. */
export function withCondition(conditions: Conditions, said: Said, nowMs: number): Conditions {
  const before = conditions.find(({ type }) => type === said.type)
  if (before?.status === said.status && before.reason === said.reason) return conditions
  const now = timeAt(nowMs)
  const since = before?.status === said.status ? (before.lastTransitionTime ?? now) : now
  const others = conditions.filter(({ type }) => type !== said.type)
  return [...others, { ...said, lastUpdateTime: now, lastTransitionTime: since }]
}

export function progressOf({ conditions = [] }: DeploymentStatus): DeploymentCondition | undefined {
  return conditions.find(({ type }) => type === 'Progressing')
}

/** Milliseconds; null: it may take as long as it takes. */
export function deadlineOf({ spec }: Deployment): number | null {
  const seconds = spec.progressDeadlineSeconds ?? NO_DEADLINE
  return seconds === NO_DEADLINE ? null : seconds * 1000
}

/** All asked for are of the newest template and available, and nothing else is left. */
export function isComplete({ spec, metadata }: Deployment, status: DeploymentStatus): boolean {
  const { replicas = 1 } = spec
  const { updatedReplicas = 0, availableReplicas = 0, observedGeneration = 0 } = status
  return (
    updatedReplicas === replicas &&
    (status.replicas ?? 0) === replicas &&
    availableReplicas === replicas &&
    observedGeneration >= (metadata.generation ?? 0)
  )
}

function isProgressing({ status: before }: Deployment, status: DeploymentStatus): boolean {
  const old = (it: DeploymentStatus) => (it.replicas ?? 0) - (it.updatedReplicas ?? 0)
  return (
    (status.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(status) < old(before) ||
    (status.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

function isTimedOut(deployment: Deployment, nowMs: number): boolean {
  const progress = progressOf(deployment.status)
  const deadline = deadlineOf(deployment)
  if (progress === undefined || deadline === null) return false
  if (progress.reason === 'NewReplicaSetAvailable') return false
  if (progress.reason === 'ProgressDeadlineExceeded') return true
  return (epochMsOf(progress.lastUpdateTime ?? '') ?? nowMs) + deadline < nowMs
}

/** The status with a word on how far the rollout has come. Source: deployment/progress.go. */
export function rolloutStatus(family: Family, nowMs: number): DeploymentStatus {
  const status = deploymentStatus(family, nowMs)
  const { conditions = [] } = status
  const failure = allSets(family)
    .flatMap((set) => set.status.conditions ?? [])
    .find(({ type }) => type === 'ReplicaFailure')
  const told = progressed(family, { ...status, conditions }, nowMs)
  if (failure === undefined)
    return { ...status, conditions: told.filter(({ type }) => type !== 'ReplicaFailure') }
  const { type, status: held, reason = '', message = '' } = failure
  const words = { type, status: held, reason, message }
  return { ...status, conditions: withCondition(told, words, nowMs) }
}

function progressed(
  { deployment, newSet }: Family,
  status: DeploymentStatus & { readonly conditions: Conditions },
  nowMs: number,
): Conditions {
  const { conditions } = status
  if (deadlineOf(deployment) === null)
    return conditions.filter(({ type }) => type !== 'Progressing')
  const before = progressOf(status)
  const wasDone = before?.reason === 'NewReplicaSetAvailable'
  if ((status.replicas ?? 0) === (status.updatedReplicas ?? 0) && wasDone) return conditions
  const who = subject(deployment, newSet)
  if (isComplete(deployment, status))
    return withCondition(
      conditions,
      said('True', 'NewReplicaSetAvailable', `${who} has successfully progressed.`),
      nowMs,
    )
  if (isProgressing(deployment, status))
    return refreshed(conditions, said('True', 'ReplicaSetUpdated', `${who} is progressing.`), nowMs)
  if (!isTimedOut({ ...deployment, status }, nowMs)) return conditions
  const words = said('False', 'ProgressDeadlineExceeded', `${who} has timed out progressing.`)
  return withCondition(conditions, words, nowMs)
}

function subject({ metadata }: Deployment, newSet: ReplicaSet | null): string {
  return newSet === null ? `Deployment "${metadata.name}"` : `ReplicaSet "${newSet.metadata.name}"`
}

function said(status: 'True' | 'False' | 'Unknown', reason: string, message: string): Said {
  return { type: 'Progressing', status, reason, message }
}

/** Every step forward begins the deadline anew. */
function refreshed(conditions: Conditions, words: Said, nowMs: number): Conditions {
  const before = conditions.find(({ type }) => type === words.type)
  const others = conditions.filter(({ type }) => type !== words.type)
  const now = timeAt(nowMs)
  const since = before?.status === 'True' ? (before.lastTransitionTime ?? now) : now
  return [...others, { ...words, lastUpdateTime: now, lastTransitionTime: since }]
}

/** When a rollout that stands still has to be looked at for its deadline; null: never. */
export function waitForDeadline(
  deployment: Deployment,
  status: DeploymentStatus,
  nowMs: number,
): number | null {
  const progress = progressOf(status)
  const deadline = deadlineOf(deployment)
  if (progress === undefined || deadline === null || isComplete(deployment, status)) return null
  if (progress.reason === 'ProgressDeadlineExceeded') return null
  if (progress.reason === 'DeploymentPaused') return null
  const since = epochMsOf(progress.lastUpdateTime ?? '') ?? nowMs
  return Math.max(0, since + deadline - nowMs) + 1000
}

/** That a rollout was paused, or goes on, is noted; undefined: there is nothing to note. */
export function pausedCondition({ spec, status }: Deployment): Said | undefined {
  const reason = progressOf(status)?.reason
  if (reason === 'ProgressDeadlineExceeded') return undefined
  const isPaused = spec.paused === true
  if (isPaused && reason !== 'DeploymentPaused')
    return said('Unknown', 'DeploymentPaused', 'Deployment is paused')
  if (!isPaused && reason === 'DeploymentPaused')
    return said('Unknown', 'DeploymentResumed', 'Deployment is resumed')
  return undefined
}

/** What is noted when the set of the newest template was found, made, or could not be made. */
export function newSetCondition(
  what: 'found' | 'created' | { readonly failed: string },
  name: string,
): Said {
  if (what === 'found') return said('True', 'FoundNewReplicaSet', `Found new replica set "${name}"`)
  if (what === 'created')
    return said('True', 'NewReplicaSetCreated', `Created new replica set "${name}"`)
  const message = `Failed to create new replica set "${name}": ${what.failed}`
  return said('False', 'ReplicaSetCreateError', message)
}
