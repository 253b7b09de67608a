import type { Pod, PodAffinityTerm } from '../api/generated/types.ts'
import { type Labels, selectsLabels } from '../api/label-selector.ts'
import type { NodeInfo } from './node-info.ts'

/** The labels of a namespace, for terms that choose namespaces by them. */
export type NamespaceLabels = (namespace: string) => Labels | undefined

/** A term with the Pod whose it is: without namespaces it speaks of that Pod's own. */
interface Term {
  readonly owner: Pod
  readonly term: PodAffinityTerm
  readonly weight: number
}

interface Placed {
  readonly pod: Pod
  readonly info: NodeInfo
}

/** What the affinities between a Pod and those that are there come to; made once for each Pod. */
export interface Neighbourhood {
  readonly pod: Pod
  readonly namespaceLabels: NamespaceLabels
  readonly placed: readonly Placed[]
  /** Those that want nobody of some kind near them. */
  readonly loners: readonly Placed[]
  /** Those that want somebody or nobody near them, or would like it. */
  readonly choosy: readonly Placed[]
}

export function neighbourhoodOf(
  pod: Pod,
  infos: readonly NodeInfo[],
  namespaceLabels: NamespaceLabels,
): Neighbourhood {
  const placed = infos.flatMap((info) => info.pods.map((it) => ({ pod: it, info })))
  const loners = placed.filter((it) => required(it.pod, 'podAntiAffinity').length > 0)
  const choosy = placed.filter((it) => it.pod.spec.affinity !== undefined)
  return { pod, namespaceLabels, placed, loners, choosy }
}

type Kind = 'podAffinity' | 'podAntiAffinity'

function required(owner: Pod, kind: Kind): readonly Term[] {
  const terms = owner.spec.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  return terms.map((term) => ({ owner, term, weight: 1 }))
}

function preferred(owner: Pod, kind: Kind): readonly Term[] {
  const terms = owner.spec.affinity?.[kind]?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  const sign = kind === 'podAffinity' ? 1 : -1
  return terms.map((it) => ({ owner, term: it.podAffinityTerm, weight: sign * it.weight }))
}

/** Why the Pods that are there, or those that the Pod wants near it, speak against a node. */
export function discord(
  info: NodeInfo,
  neighbourhood: Neighbourhood,
): { readonly reason: string; readonly isResolvable: boolean } | undefined {
  const { pod, placed, loners, namespaceLabels } = neighbourhood
  if (!hasCompany(info, neighbourhood))
    return { reason: "node(s) didn't match pod affinity rules", isResolvable: false }
  const isNear = (term: Term, others: readonly Placed[]) =>
    others.some(
      (other) => matches(term, other.pod, namespaceLabels) && shareDomain(term, info, other.info),
    )
  if (required(pod, 'podAntiAffinity').some((term) => isNear(term, placed)))
    return { reason: "node(s) didn't match pod anti-affinity rules", isResolvable: true }
  const isShunned = loners.some((loner) =>
    required(loner.pod, 'podAntiAffinity').some(
      (term) => matches(term, pod, namespaceLabels) && shareDomain(term, info, loner.info),
    ),
  )
  if (!isShunned) return undefined
  return { reason: "node(s) didn't satisfy existing pods anti-affinity rules", isResolvable: true }
}

/** Every required term finds its Pods near the node; the first of its own kind finds itself. */
function hasCompany(info: NodeInfo, { pod, placed, namespaceLabels }: Neighbourhood): boolean {
  const terms = required(pod, 'podAffinity')
  if (terms.length === 0) return true
  if (terms.some(({ term }) => domainOf(info, term.topologyKey) === undefined)) return false
  const isWanted = (other: Pod) => terms.every((term) => matches(term, other, namespaceLabels))
  const wanted = placed.filter((other) => isWanted(other.pod))
  if (wanted.length === 0) return isWanted(pod)
  return terms.every((term) => wanted.some((other) => shareDomain(term, info, other.info)))
}

/** How well a node suits the preferences of the Pod, and of those that are there. */
export function companionship(info: NodeInfo, neighbourhood: Neighbourhood): number {
  const { pod, placed, choosy, namespaceLabels } = neighbourhood
  const own = wishesOf(pod)
  let total = 0
  for (const other of own.length === 0 ? choosy : placed) {
    const theirs = [...wishesOf(other.pod), ...required(other.pod, 'podAffinity')]
    for (const term of own)
      if (matches(term, other.pod, namespaceLabels) && shareDomain(term, info, other.info))
        total += term.weight
    for (const term of theirs)
      if (matches(term, pod, namespaceLabels) && shareDomain(term, info, other.info))
        total += term.weight
  }
  return total
}

function wishesOf(pod: Pod): readonly Term[] {
  return [...preferred(pod, 'podAffinity'), ...preferred(pod, 'podAntiAffinity')]
}

function matches({ term, owner }: Term, pod: Pod, namespaceLabels: NamespaceLabels): boolean {
  const { namespaces = [], namespaceSelector, labelSelector } = term
  const { namespace, labels } = pod.metadata
  const isOwn = namespaces.length === 0 && namespaceSelector === undefined
  const isThere =
    (isOwn && namespace === owner.metadata.namespace) ||
    namespaces.includes(namespace) ||
    (namespaceSelector !== undefined &&
      selectsLabels(namespaceSelector, namespaceLabels(namespace)))
  return isThere && selectsLabels(labelSelector, labels)
}

function shareDomain({ term }: Term, a: NodeInfo, b: NodeInfo): boolean {
  const domain = domainOf(a, term.topologyKey)
  return domain !== undefined && domain === domainOf(b, term.topologyKey)
}

function domainOf({ node }: NodeInfo, key: string): string | undefined {
  const labels = node.metadata.labels ?? {}
  return Object.hasOwn(labels, key) ? labels[key] : undefined
}
