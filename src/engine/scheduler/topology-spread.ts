import type { Pod, TopologySpreadConstraint } from '../api/generated/types.ts'
import { selectsLabels } from '../api/label-selector.ts'
import { matchesNode } from './node-affinity.ts'
import type { NodeInfo } from './node-info.ts'
import { untoleratedTaint } from './taints.ts'

/** How the Pods that one constraint counts are spread over the domains of its topology. */
interface Spread {
  readonly constraint: TopologySpreadConstraint
  /** Matching Pods by domain: the values of the topology's label on nodes that count. */
  readonly counts: ReadonlyMap<string, number>
  readonly least: number
  readonly matchesItself: boolean
}

export type Spreads = readonly Spread[]

/** Source: scheduler/framework/plugins/podtopologyspread/filtering.go. */
export function spreadsOf(
  pod: Pod,
  infos: readonly NodeInfo[],
  whenUnsatisfiable: TopologySpreadConstraint['whenUnsatisfiable'],
): Spreads {
  const constraints = (pod.spec.topologySpreadConstraints ?? []).filter(
    (it) => it.whenUnsatisfiable === whenUnsatisfiable,
  )
  const keys = constraints.map(({ topologyKey }) => topologyKey)
  return constraints.map((constraint) => {
    const counting = infos.filter(
      (info) =>
        keys.every((key) => domainOf(info, key) !== undefined) && counts(constraint, pod, info),
    )
    return spreadOver(counting, { constraint, pod })
  })
}

function counts(
  { nodeAffinityPolicy = 'Honor', nodeTaintsPolicy = 'Ignore' }: TopologySpreadConstraint,
  pod: Pod,
  { node }: NodeInfo,
): boolean {
  if (nodeAffinityPolicy === 'Honor' && !matchesNode(pod, node)) return false
  return nodeTaintsPolicy === 'Ignore' || untoleratedTaint(pod, node) === undefined
}

function spreadOver(
  infos: readonly NodeInfo[],
  of: { readonly constraint: TopologySpreadConstraint; readonly pod: Pod },
): Spread {
  const { constraint, pod } = of
  const found = new Map<string, number>()
  for (const info of infos) {
    const domain = domainOf(info, constraint.topologyKey) ?? ''
    const matching = info.pods.filter(
      (other) =>
        other.metadata.namespace === pod.metadata.namespace &&
        other.metadata.deletionTimestamp === undefined &&
        isCounted(constraint, pod, other),
    )
    found.set(domain, (found.get(domain) ?? 0) + matching.length)
  }
  const hasTooFew = found.size < (constraint.minDomains ?? 1)
  const least = hasTooFew || found.size === 0 ? 0 : Math.min(...found.values())
  return { constraint, counts: found, least, matchesItself: isCounted(constraint, pod, pod) }
}

function isCounted(
  { labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint,
  pod: Pod,
  other: Pod,
): boolean {
  const [own, theirs] = [pod.metadata.labels ?? {}, other.metadata.labels ?? {}]
  const isOfItsKind = matchLabelKeys.every(
    (key) => !Object.hasOwn(own, key) || own[key] === theirs[key],
  )
  return isOfItsKind && selectsLabels(labelSelector, theirs)
}

function domainOf({ node }: NodeInfo, key: string): string | undefined {
  const labels = node.metadata.labels ?? {}
  return Object.hasOwn(labels, key) ? labels[key] : undefined
}

/** Why a node would make the Pods too uneven; undefined when it would not. */
export function unevenness(
  info: NodeInfo,
  spreads: Spreads,
): { readonly reason: string; readonly isResolvable: boolean } | undefined {
  const mismatch = "node(s) didn't match pod topology spread constraints"
  for (const { constraint, counts: found, least, matchesItself } of spreads) {
    const domain = domainOf(info, constraint.topologyKey)
    if (domain === undefined)
      return { reason: `${mismatch} (missing required label)`, isResolvable: false }
    const skew = (found.get(domain) ?? 0) + (matchesItself ? 1 : 0) - least
    if (skew > constraint.maxSkew) return { reason: mismatch, isResolvable: true }
  }
  return undefined
}

/** How many matching Pods share the node's domains: the fewer, the better. */
export function crowding(info: NodeInfo, spreads: Spreads): number {
  return spreads.reduce((total, { constraint, counts: found }) => {
    const domain = domainOf(info, constraint.topologyKey)
    return total + (domain === undefined ? 0 : (found.get(domain) ?? 0) + constraint.maxSkew - 1)
  }, 0)
}
