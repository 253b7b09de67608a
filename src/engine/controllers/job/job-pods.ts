import type { Job, Pod, PodFailurePolicyRule } from '../../api/generated/types.ts'
import { epochMsOf } from '../../api/times.ts'
import { podsPath } from '../pod-control.ts'
import type { Ask } from '../task.ts'

/** Holds a Pod until its Job has counted it. */
export const TRACKING = 'batch.kubernetes.io/job-tracking'

export function isTracked({ metadata }: Pod): boolean {
  return metadata.finalizers?.includes(TRACKING) === true
}

/** Frees a Pod of that finalizer. */
export function untracking({ metadata }: Pod): Ask {
  const { namespace, name, uid, finalizers = [] } = metadata
  const others = finalizers.filter((it) => it !== TRACKING)
  const body = { metadata: { uid, finalizers: others } }
  return (client, done) => {
    client.patch(`${podsPath(namespace)}/${name}`, { type: 'merge', body }, done)
  }
}

/** Has ended well; or has failed, or is deleted before it could end (unless only the failed count). */
export function endOf(pod: Pod, { spec }: Job): 'succeeded' | 'failed' | null {
  const { phase } = pod.status
  if (phase === 'Succeeded') return 'succeeded'
  if (phase === 'Failed') return 'failed'
  const isGoing = pod.metadata.deletionTimestamp !== undefined
  return isGoing && spec.podReplacementPolicy !== 'Failed' ? 'failed' : null
}

/** When its last container ended, in milliseconds since 1970. */
export function finishedAt({ status, metadata }: Pod): number {
  const ends = (status.containerStatuses ?? []).map(({ state }) =>
    epochMsOf(state.terminated?.finishedAt ?? ''),
  )
  const known = ends.filter((it) => it !== undefined)
  return known.length > 0 ? Math.max(...known) : (epochMsOf(metadata.creationTimestamp ?? '') ?? 0)
}

/** How often containers of Pods that run, or are to run, were restarted. */
export function restartsOf(pods: readonly Pod[]): number {
  return pods
    .filter(({ status }) => status.phase === 'Running' || status.phase === 'Pending')
    .flatMap(({ status }) => [
      ...(status.initContainerStatuses ?? []),
      ...(status.containerStatuses ?? []),
    ])
    .reduce((total, { restartCount }) => total + restartCount, 0)
}

/** What the Job's policy says of a Pod that failed; the first rule that matches counts. */
export function failurePolicyOn(
  pod: Pod,
  { spec }: Job,
): { readonly action: PodFailurePolicyRule['action']; readonly message: string } {
  if (pod.status.phase !== 'Failed') return { action: 'Count', message: '' }
  for (const [index, rule] of (spec.podFailurePolicy?.rules ?? []).entries()) {
    const match = exitMatch(pod, rule) ?? conditionMatch(pod, rule)
    if (match === undefined) continue
    const { action } = rule
    return { action, message: `${match} matching ${action} rule at index ${index}` }
  }
  return { action: 'Count', message: '' }
}

function exitMatch({ metadata, status }: Pod, rule: PodFailurePolicyRule): string | undefined {
  const { onExitCodes } = rule
  if (onExitCodes === undefined) return undefined
  const { containerName, operator, values } = onExitCodes
  const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])]
  for (const { name, state } of all) {
    const code = state.terminated?.exitCode ?? 0
    if (code === 0 || (containerName !== undefined && containerName !== name)) continue
    if (values.includes(code) !== (operator === 'In')) continue
    const pod = `${metadata.namespace}/${metadata.name}`
    return `Container ${name} for pod ${pod} failed with exit code ${code}`
  }
  return undefined
}

function conditionMatch({ metadata, status }: Pod, rule: PodFailurePolicyRule): string | undefined {
  const match = (rule.onPodConditions ?? []).find((pattern) =>
    status.conditions?.some((it) => it.type === pattern.type && it.status === pattern.status),
  )
  if (match === undefined) return undefined
  return `Pod ${metadata.namespace}/${metadata.name} has condition ${match.type}`
}
