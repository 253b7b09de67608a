import type { Container, ContainerRestartRule, PodSpec } from '../api/generated/types.ts'
import { type ContainerView, newestOf, type RuntimeView } from './runtime-status.ts'

type RestartPolicies = Pick<Container, 'restartPolicy' | 'restartPolicyRules'>

/** A native sidecar: an init container that is kept running. */
export function isSidecar(container: RestartPolicies): boolean {
  return container.restartPolicy === 'Always'
}

/** Whether a container that ended is run again: its own rules, its own policy, then the Pod's. */
export function shouldRestart(
  container: RestartPolicies,
  podPolicy: string | undefined,
  exitCode: number,
): boolean {
  if (container.restartPolicy === undefined) return policyRestarts(podPolicy, exitCode)
  // Both actions that a rule may have, Restart and RestartAllContainers, run it again.
  if (matchingRule(container, exitCode) !== undefined) return true
  return policyRestarts(container.restartPolicy, exitCode)
}

function policyRestarts(policy: string | undefined, exitCode: number): boolean {
  if (policy === 'Never') return false
  return policy === 'OnFailure' ? exitCode !== 0 : true
}

/** The first rule of the container that speaks of this exit code. */
function matchingRule(
  { restartPolicyRules = [] }: RestartPolicies,
  exitCode: number,
): ContainerRestartRule | undefined {
  return restartPolicyRules.find(({ exitCodes }) => {
    if (exitCodes === undefined) return false
    const isListed = (exitCodes.values ?? []).includes(exitCode)
    return exitCodes.operator === 'NotIn' ? !isListed : exitCodes.operator === 'In' && isListed
  })
}

/** What policies say when there is no exit code yet: a probe failed, or nobody knows. */
export function restartsOnFailure(
  container: RestartPolicies,
  podPolicy: string | undefined,
): boolean {
  return (container.restartPolicy ?? podPolicy) !== 'Never'
}

/** Whether the newest instance of a container should be followed by another one. */
export function shouldBeStarted(
  container: Container,
  { restartPolicy }: Pick<PodSpec, 'restartPolicy'>,
  newest: ContainerView | undefined,
): boolean {
  if (newest === undefined) return true
  if (newest.state === 'running') return false
  if (newest.state !== 'exited') return true
  return shouldRestart(container, restartPolicy, newest.exitCode ?? 0)
}

/** Whether an exit of this container restarts the whole Pod in its place. */
export function restartsAllContainers(container: RestartPolicies, exitCode: number): boolean {
  return matchingRule(container, exitCode)?.action === 'RestartAllContainers'
}

/** Whether any container has a rule that restarts the whole Pod in its place. */
export function couldRestartAllContainers({ containers, initContainers = [] }: PodSpec): boolean {
  return [...initContainers, ...containers].some(({ restartPolicyRules = [] }) =>
    restartPolicyRules.some(({ action }) => action === 'RestartAllContainers'),
  )
}

/** Once a main container has been made in this sandbox, initialization is over. */
export function hasCreatedMainContainer({ containers }: PodSpec, runtime: RuntimeView): boolean {
  return containers.some(({ name }) => {
    const newest = newestOf(runtime.containers, name)
    return newest !== undefined && newest.state !== 'unknown'
  })
}
