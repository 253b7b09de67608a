import {
  computePodActions,
  type ConditionSituation,
  type ConditionType,
  type PhaseSituation,
  podCondition,
  podPhase,
  type PodSituation,
  type PodSpec,
  type RuntimeView,
  type SandboxView,
} from '#engine'

/** A question to the kubelet: absent is what the decision does not depend on. */
export type Question =
  | { readonly decision: 'podPhase'; readonly input: Asked<PhaseSituation> }
  | { readonly decision: 'podCondition'; readonly input: ConditionQuestion }
  | { readonly decision: 'computePodActions'; readonly input: Asked<PodSituation> }

/** In a question the parts of a situation, and their lists, may be absent. */
type Asked<Situation> = Partial<Omit<Situation, 'spec' | 'runtime'>> & {
  readonly spec?: Partial<PodSpec>
  readonly runtime?: Partial<RuntimeView>
}

type ConditionQuestion = Asked<ConditionSituation> & {
  readonly conditionType: ConditionType
  /** Newest first, where there are several. */
  readonly sandbox?: SandboxView | readonly SandboxView[]
}

/** The questions of a document; what is null there is absent, as everywhere in the API. */
export function questionsIn(document: string): readonly Question[] {
  const { cases } = JSON.parse(document, (_, value: unknown) => value ?? undefined) as {
    cases: readonly Question[]
  }
  return cases
}

/** Calls the function that the kubelet calls, and only names what its answer holds. */
export function decide({ decision, input }: Question): unknown {
  switch (decision) {
    case 'podPhase':
      return podPhase({
        statuses: {},
        podIsTerminal: false,
        podHasInitialized: false,
        ...input,
        spec: { containers: [], ...input.spec },
      })
    case 'podCondition': {
      const { type, status, reason, message } = podCondition(
        input.conditionType,
        situationOf(input),
      )
      return { type, status, reason, message }
    }
    case 'computePodActions': {
      const plan = computePodActions({
        ...input,
        spec: { containers: [], ...input.spec },
        runtime: { sandboxes: [], containers: [], ...input.runtime },
      })
      return { ...plan, containersToKill: plan.containersToKill.map(({ name }) => name) }
    }
  }
}

function situationOf({ sandbox, ...given }: ConditionQuestion): ConditionSituation {
  const statuses = given.statuses ?? {}
  return {
    containerStatusesKnown: true,
    phase: 'Pending',
    existingConditions: [],
    ...given,
    statuses,
    spec: { containers: [], ...given.spec },
    runtime: { sandboxes: [sandbox ?? []].flat(), containers: seenIn(statuses), ...given.runtime },
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
