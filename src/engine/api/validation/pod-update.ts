import { forbiddenField, invalidValue, required } from '../field-error.ts'
import type {
  Affinity,
  Container,
  NodeSelectorTerm,
  Pod,
  PodSpec,
  Toleration,
} from '../generated/types.ts'
import { isAlike } from './alike.ts'
import { validateImageSpaces } from './containers.ts'
import { internalForm, internalList } from './internal-form.ts'
import { internalDiff } from './line-diff.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { validateMetaAndSpec } from './pod.ts'
import { MIRROR, validateAnnotationUpdate } from './pod-annotations.ts'
import { each, type Errors, isBetween } from './rules.ts'
import { validateTolerations } from './scheduling.ts'

const MAX_INT32 = 2 ** 31 - 1

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',')

/** What a Pod may become: little more than another image. */
export function validatePodUpdate(pod: Pod, before: Pod): Errors {
  const general = [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...validateMetaAndSpec(pod),
    ...validateAnnotationUpdate(pod.metadata, before.metadata),
  ]
  const [next, stood] = [pod.spec, before.spec]
  const containers = validateImages('spec.containers', next.containers, stood.containers)
  if (next.containers.length !== stood.containers.length) return [...general, ...containers]
  const inits = validateImages(
    'spec.initContainers',
    next.initContainers ?? [],
    stood.initContainers ?? [],
  )
  const untilHere = [...general, ...containers, ...inits]
  if ((next.initContainers ?? []).length !== (stood.initContainers ?? []).length) return untilHere
  return [...untilHere, ...validateSpecUpdate(next, stood)]
}

function validateImages(
  path: string,
  containers: readonly Container[],
  before: readonly Container[],
): Errors {
  if (containers.length !== before.length)
    return [forbiddenField(path, 'pod updates may not add or remove containers')]
  return each(path, containers, (container, at) => [
    ...((container.image ?? '') === '' ? [required(`${at}.image`, '')] : []),
    ...validateImageSpaces(at, container),
  ])
}

function validateSpecUpdate(next: PodSpec, stood: PodSpec): Errors {
  const deadline = validateDeadline(next.activeDeadlineSeconds, stood.activeDeadlineSeconds)
  if (deadline.length > 0 && next.activeDeadlineSeconds !== undefined) return deadline
  const munged = withUpdatable(next, stood)
  return [
    ...deadline,
    ...validateAddedTolerations(next.tolerations ?? [], stood.tolerations ?? []),
    ...validateGates(next, stood),
    ...(isGated(stood) ? validateGated(next, stood) : []),
    ...(isAlike(munged, stood)
      ? []
      : [
          forbiddenField(
            'spec',
            `pod updates may not change fields other than ${UPDATABLE}\n${internalDiff('PodSpec', stood, munged)}`,
          ),
        ]),
  ]
}

function validateDeadline(next: number | undefined, stood: number | undefined): Errors {
  const path = 'spec.activeDeadlineSeconds'
  if (next === undefined)
    return stood === undefined
      ? []
      : [invalidValue(path, null, 'must not update from a positive integer to nil value')]
  const range = isBetween(path, next, [0, MAX_INT32])
  if (range.length > 0) return range
  return stood !== undefined && stood < next
    ? [invalidValue(path, next, 'must be less than or equal to previous value')]
    : []
}

/** Existing tolerations stay; only how long they last may change. */
function validateAddedTolerations(
  next: readonly Toleration[],
  stood: readonly Toleration[],
): Errors {
  const path = 'spec.tolerations'
  const bare = ({ key, operator, value, effect }: Toleration) =>
    JSON.stringify([key, operator, value, effect])
  const given = new Set(next.map(bare))
  return stood.every((toleration) => given.has(bare(toleration)))
    ? validateTolerations(path, next)
    : [forbiddenField(path, 'existing toleration can not be modified except its tolerationSeconds')]
}

function validateGates(next: PodSpec, stood: PodSpec): Errors {
  const known = new Set((stood.schedulingGates ?? []).map(({ name }) => name))
  return each('spec.schedulingGates', next.schedulingGates, ({ name }, at) =>
    known.has(name)
      ? []
      : [
          forbiddenField(
            `${at}.name`,
            `only deletion is allowed, but found new scheduling gate '${name}'`,
          ),
        ],
  )
}

/** While a Pod waits at a gate, where it may run can be narrowed down. */
function validateGated(next: PodSpec, stood: PodSpec): Errors {
  const given = next.nodeSelector ?? {}
  const isKept = Object.entries(stood.nodeSelector ?? {}).every(
    ([key, value]) => Object.hasOwn(given, key) && given[key] === value,
  )
  const words = 'only additions to spec.nodeSelector are allowed (no mutations or deletions)'
  return [
    ...(isKept ? [] : [invalidValue('spec.nodeSelector', next.nodeSelector ?? null, words)]),
    ...validateNarrowing(requiredTerms(next), requiredTerms(stood)),
  ]
}

function requiredTerms({ affinity }: PodSpec): readonly NodeSelectorTerm[] {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required?.nodeSelectorTerms ?? []
}

function validateNarrowing(
  next: readonly NodeSelectorTerm[],
  stood: readonly NodeSelectorTerm[],
): Errors {
  const path =
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
  if (stood.length === 0) return []
  if (next.length !== stood.length)
    return [
      invalidValue(
        path,
        next.length === 0 ? null : internalList('NodeSelectorTerm', next),
        'no additions/deletions to non-empty NodeSelectorTerms list are allowed',
      ),
    ]
  return each(path, next, (term, at, index) =>
    hasOnlyAdditions(term, stood[index] ?? {})
      ? []
      : [
          invalidValue(
            at,
            internalForm('NodeSelectorTerm', term),
            'only additions are allowed (no mutations or deletions)',
          ),
        ],
  )
}

function hasOnlyAdditions(next: NodeSelectorTerm, stood: NodeSelectorTerm): boolean {
  const parts = ['matchExpressions', 'matchFields'] as const
  const size = (term: NodeSelectorTerm) =>
    parts.reduce((sum, part) => sum + (term[part] ?? []).length, 0)
  if (size(stood) === 0) return size(next) === 0
  return parts.every((part) => {
    const had = stood[part] ?? []
    return isAlike((next[part] ?? []).slice(0, had.length), had)
  })
}

function isGated({ schedulingGates = [] }: PodSpec): boolean {
  return schedulingGates.length > 0
}

/** The affinity, with that to nodes as it stood. */
function withNodeAffinityOf(next: PodSpec, stood: PodSpec): Affinity | undefined {
  const others = Object.fromEntries(
    Object.entries(next.affinity ?? {}).filter(([key]) => key !== 'nodeAffinity'),
  ) as Affinity
  const before = stood.affinity?.nodeAffinity
  if (before !== undefined) return { nodeAffinity: before, ...others }
  const isEmpty = Object.keys(others).length === 0
  return isEmpty && stood.affinity === undefined ? undefined : others
}

/** The wish, with what may be changed put back: the rest must be as it stood. */
function withUpdatable(next: PodSpec, stood: PodSpec): PodSpec {
  const isCorrected =
    (stood.terminationGracePeriodSeconds ?? 0) < 0 && next.terminationGracePeriodSeconds === 1
  const kept: Partial<Record<keyof PodSpec, unknown>> = {
    containers: withImagesOf(next.containers, stood.containers),
    initContainers:
      next.initContainers && withImagesOf(next.initContainers, stood.initContainers ?? []),
    activeDeadlineSeconds: stood.activeDeadlineSeconds,
    schedulingGates: stood.schedulingGates,
    tolerations: stood.tolerations,
    ...(isCorrected ? { terminationGracePeriodSeconds: stood.terminationGracePeriodSeconds } : {}),
    ...(isGated(stood)
      ? { nodeSelector: stood.nodeSelector, affinity: withNodeAffinityOf(next, stood) }
      : {}),
  }
  const merged = { ...next, ...kept } as Readonly<Record<string, unknown>>
  const order = [...new Set([...Object.keys(stood), ...Object.keys(merged)])]
  const entries = order.flatMap((key) => (merged[key] === undefined ? [] : [[key, merged[key]]]))
  const result: unknown = Object.fromEntries(entries)
  return result as PodSpec
}

function withImagesOf(
  containers: readonly Container[],
  before: readonly Container[],
): readonly Container[] {
  return containers.map((container, index) => {
    const image = before[index]?.image
    return image === undefined ? container : { ...container, image }
  })
}

/** A debugger is added; what was added before stays as it is. */
export function validateEphemeralUpdate(pod: Pod, before: Pod): Errors {
  if (Object.hasOwn(before.metadata.annotations ?? {}, MIRROR))
    return [forbiddenField('[]', 'static pods do not support ephemeral containers')]
  const path = 'spec.ephemeralContainers'
  const given = new Map((pod.spec.ephemeralContainers ?? []).map((it) => [it.name, it]))
  return [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...validateMetaAndSpec(pod),
    ...validateAnnotationUpdate(pod.metadata, before.metadata),
    ...(before.spec.ephemeralContainers ?? []).flatMap((stood) => {
      const next = given.get(stood.name)
      if (next === undefined)
        return [
          forbiddenField(
            path,
            `existing ephemeral containers "${stood.name}" may not be removed\n`,
          ),
        ]
      return isAlike(next, stood)
        ? []
        : [
            forbiddenField(
              path,
              `existing ephemeral containers "${stood.name}" may not be changed\n${internalDiff('EphemeralContainer', stood, next)}`,
            ),
          ]
    }),
  ]
}
