import type {
  LabelSelector,
  Pod,
  PodAffinity,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from '../api/generated/types.ts'

type Labels = Readonly<Record<string, string>>

/**
 * A new Pod whose selectors of other Pods name the values that its own labels have for the keys of
 * `matchLabelKeys` and `mismatchLabelKeys`. Source: mutatePodAffinity and
 * mutateTopologySpreadConstraints in pkg/registry/core/pod/strategy.go.
 */
export function withLabelKeysMerged(pod: Pod): Pod {
  const { labels = {} } = pod.metadata
  const { affinity, topologySpreadConstraints: spreads } = pod.spec
  if (affinity === undefined && spreads === undefined) return pod
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(affinity === undefined
        ? {}
        : {
            affinity: {
              ...affinity,
              ...merged('podAffinity', affinity.podAffinity, labels),
              ...merged('podAntiAffinity', affinity.podAntiAffinity, labels),
            },
          }),
      ...(spreads === undefined
        ? {}
        : { topologySpreadConstraints: spreads.map((it) => withKeys(it, labels)) }),
    },
  }
}

function merged(
  name: 'podAffinity' | 'podAntiAffinity',
  affinity: PodAffinity | undefined,
  labels: Labels,
): object {
  if (affinity === undefined) return {}
  const required = affinity.requiredDuringSchedulingIgnoredDuringExecution
  const preferred = affinity.preferredDuringSchedulingIgnoredDuringExecution
  return {
    [name]: {
      ...affinity,
      ...(required && {
        requiredDuringSchedulingIgnoredDuringExecution: required.map((it) => withKeys(it, labels)),
      }),
      ...(preferred && {
        preferredDuringSchedulingIgnoredDuringExecution: preferred.map((it) => ({
          ...it,
          podAffinityTerm: withKeys(it.podAffinityTerm, labels),
        })),
      }),
    },
  }
}

interface Keyed {
  readonly labelSelector?: LabelSelector
  readonly matchLabelKeys?: readonly string[]
  readonly mismatchLabelKeys?: readonly string[]
}

function withKeys<T extends PodAffinityTerm | TopologySpreadConstraint>(
  term: T,
  labels: Labels,
): T {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] }: Keyed = term
  const requirements = (keys: readonly string[], operator: string) =>
    keys.flatMap((key) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined
      return value === undefined ? [] : [{ key, operator, values: [value] }]
    })
  const added = [...requirements(matchLabelKeys, 'In'), ...requirements(mismatchLabelKeys, 'NotIn')]
  if (labelSelector === undefined || added.length === 0) return term
  const matchExpressions = [...(labelSelector.matchExpressions ?? []), ...added]
  return { ...term, labelSelector: { ...labelSelector, matchExpressions } }
}
