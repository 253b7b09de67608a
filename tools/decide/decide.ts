import {
  computePodActions,
  type ConditionSituation,
  type ConditionType,
  type PhaseSituation,
  podCondition,
  podPhase,
  type PodSituation,
  type RuntimeView,
  type SandboxView,
} from '#engine'

/** A question to the kubelet: absent is what the decision does not depend on. */
export type Question =
  | { readonly decision: 'podPhase'; readonly input: PhaseSituation }
  | { readonly decision: 'podCondition'; readonly input: ConditionQuestion }
  | { readonly decision: 'computePodActions'; readonly input: PodSituation }

type ConditionQuestion = Partial<ConditionSituation> & {
  readonly conditionType: ConditionType
  readonly sandbox?: SandboxView | null
}

/** Calls the function that the kubelet calls, and only names what its answer holds. */
export function decide({ decision, input }: Question): unknown {
  switch (decision) {
    case 'podPhase':
      return podPhase(input)
    case 'podCondition': {
      const { type, status, reason, message } = podCondition(
        input.conditionType,
        situationOf(input),
      )
      return { type, status, reason, message }
    }
    case 'computePodActions': {
      const plan = computePodActions(input)
      return { ...plan, containersToKill: plan.containersToKill.map(({ name }) => name) }
    }
  }
}

function situationOf({ sandbox, ...given }: ConditionQuestion): ConditionSituation {
  const statuses = given.statuses ?? {}
  const runtime = given.runtime ?? {
    sandboxes: sandbox === undefined || sandbox === null ? [] : [sandbox],
    containers: seenIn(statuses),
  }
  return {
    spec: { containers: [] },
    containerStatusesKnown: true,
    phase: 'Pending',
    existingConditions: [],
    ...given,
    statuses,
    runtime,
  }
}

/** What the runtime has, where a question shows only what was reported of it. */
function seenIn(statuses: ConditionSituation['statuses']): RuntimeView['containers'] {
  const all = [...(statuses.initContainerStatuses ?? []), ...(statuses.containerStatuses ?? [])]
  return all.flatMap(({ name, state }): RuntimeView['containers'] => {
    const { running, terminated } = state ?? {}
    if (running !== undefined) return [{ name, state: 'running' }]
    if (terminated === undefined) return []
    return [{ name, state: 'exited', exitCode: terminated.exitCode }]
  })
}
