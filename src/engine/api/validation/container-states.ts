import { forbiddenField } from '../field-error.ts'
import type { Container, ContainerStatus, Pod, PodSpec } from '../generated/types.ts'
import { each, type Errors } from './rules.ts'

/** A container that has ended for good does not come back. */
export function validateTransitions(pod: Pod, before: Pod): Errors {
  const { spec } = before
  const all = [...spec.containers, ...(spec.initContainers ?? [])]
  const mayAllRestart = all.some(({ restartPolicyRules = [] }) =>
    restartPolicyRules.some(({ action }) => action === 'RestartAllContainers'),
  )
  const restarts =
    (containers: readonly Container[] = []) =>
    (status: ContainerStatus) => {
      const container = containers.find(({ name }) => name === status.name)
      return container !== undefined && mayRestart(container, spec, exitCodeOf(status))
    }
  return [
    ...(mayAllRestart
      ? []
      : [
          ...validateList('containerStatuses', {
            pod,
            before,
            mayReturn: restarts(spec.containers),
          }),
          ...validateList('initContainerStatuses', {
            ...{ pod, before, mayReturn: restarts(spec.initContainers) },
          }),
        ]),
    ...validateList('ephemeralContainerStatuses', { pod, before, mayReturn: () => false }),
  ]
}

type List = 'containerStatuses' | 'initContainerStatuses' | 'ephemeralContainerStatuses'

function validateList(
  field: List,
  given: {
    readonly pod: Pod
    readonly before: Pod
    readonly mayReturn: (status: ContainerStatus) => boolean
  },
): Errors {
  return each(`status.${field}`, given.before.status[field], (stood, at) => {
    if (stood.state.terminated === undefined || given.mayReturn(stood)) return []
    const next = given.pod.status[field]?.find(({ name }) => name === stood.name)
    return next === undefined || next.state.terminated !== undefined
      ? []
      : [forbiddenField(`${at}.state`, 'may not be transitioned to non-terminated state')]
  })
}

function exitCodeOf({ state }: ContainerStatus): number {
  return state.terminated?.exitCode ?? 0
}

/** By its own rules, by its own policy, or by that of the Pod. */
function mayRestart(container: Container, spec: PodSpec, exitCode: number): boolean {
  const { restartPolicy, restartPolicyRules = [] } = container
  if (restartPolicy !== undefined) {
    const rule = restartPolicyRules.find(({ exitCodes }) => {
      const isListed = (exitCodes?.values ?? []).includes(exitCode)
      return exitCodes !== undefined && (exitCodes.operator === 'In') === isListed
    })
    if (rule !== undefined) return true
  }
  const policy = restartPolicy ?? spec.restartPolicy
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)
}
