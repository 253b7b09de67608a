import { forbiddenField, invalidValue, required } from '../field-error.ts'
import type { Container, Pod, PodSpec, Toleration } from '../generated/types.ts'
import { compareQuantities } from '../quantity.ts'
import { qosClassOf } from '../qos.ts'
import { goDiff } from './go-diff.ts'
import { validateImageSpaces } from './containers.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { validateMetaAndSpec } from './pod.ts'
import { each, type Errors, isBetween, isDns1123Subdomain } from './rules.ts'
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
    ...(JSON.stringify(munged) === JSON.stringify(stood)
      ? []
      : [
          forbiddenField(
            'spec',
            `pod updates may not change fields other than ${UPDATABLE}\n${goDiff('PodSpec', stood, munged)}`,
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

/** The wish, with what may be changed put back: the rest must be as it stood. */
function withUpdatable(next: PodSpec, stood: PodSpec): PodSpec {
  const isCorrected =
    (stood.terminationGracePeriodSeconds ?? 0) < 0 && next.terminationGracePeriodSeconds === 1
  const isGated = (stood.schedulingGates ?? []).length > 0
  const kept: Partial<Record<keyof PodSpec, unknown>> = {
    containers: withImagesOf(next.containers, stood.containers),
    initContainers:
      next.initContainers && withImagesOf(next.initContainers, stood.initContainers ?? []),
    activeDeadlineSeconds: stood.activeDeadlineSeconds,
    schedulingGates: stood.schedulingGates,
    tolerations: stood.tolerations,
    ...(isCorrected ? { terminationGracePeriodSeconds: stood.terminationGracePeriodSeconds } : {}),
    ...(isGated ? { nodeSelector: stood.nodeSelector, affinity: stood.affinity } : {}),
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
  const path = 'spec.ephemeralContainers'
  const given = new Map((pod.spec.ephemeralContainers ?? []).map((it) => [it.name, it]))
  return [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...validateMetaAndSpec(pod),
    ...(before.spec.ephemeralContainers ?? []).flatMap((stood) => {
      const next = given.get(stood.name)
      if (next === undefined)
        return [
          forbiddenField(
            path,
            `existing ephemeral containers "${stood.name}" may not be removed\n`,
          ),
        ]
      return JSON.stringify(next) === JSON.stringify(stood)
        ? []
        : [
            forbiddenField(
              path,
              `existing ephemeral containers "${stood.name}" may not be changed\n${goDiff('EphemeralContainer', stood, next)}`,
            ),
          ]
    }),
  ]
}

/** Only cpu and memory of a running Pod can be changed, and not what class of quality it has. */
export function validateResize(pod: Pod, before: Pod): Errors {
  const [next, stood] = [pod.spec, before.spec]
  const isChanged =
    next.containers.length !== stood.containers.length ||
    (next.initContainers ?? []).length !== (stood.initContainers ?? []).length
  return [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...validateMetaAndSpec(pod),
    ...(isChanged
      ? [forbiddenField('spec.containers', 'pod updates may not add or remove containers')]
      : []),
    ...(qosClassOf(next) === (before.status.qosClass ?? qosClassOf(stood))
      ? []
      : [
          invalidValue(
            'spec',
            pod.status.qosClass ?? '',
            'Pod QOS Class may not change as a result of resizing',
          ),
        ]),
    ...each('spec.containers', stood.containers, (container, at, index) =>
      validateSize(`${at}.resources`, container, next.containers[index]),
    ),
  ]
}

function validateSize(path: string, stood: Container, next: Container | undefined): Errors {
  const removed = (which: 'requests' | 'limits') =>
    Object.keys(stood.resources[which] ?? {}).some(
      (name) => next?.resources[which]?.[name] === undefined,
    )
  const others = (which: 'requests' | 'limits') =>
    Object.entries({ ...stood.resources[which], ...next?.resources[which] }).some(
      ([name, amount]) =>
        !['cpu', 'memory'].includes(name) &&
        compareQuantities(amount, stood.resources[which]?.[name] ?? '0') !== 0,
    )
  return [
    ...(removed('limits')
      ? [forbiddenField(`${path}.limits`, 'resource limits cannot be removed')]
      : []),
    ...(removed('requests')
      ? [forbiddenField(`${path}.requests`, 'resource requests cannot be removed')]
      : []),
    ...(others('limits') || others('requests')
      ? [forbiddenField('spec', 'only cpu and memory resources are mutable')]
      : []),
  ]
}

/** What a kubelet may say. */
export function validatePodStatusUpdate(pod: Pod, before: Pod): Errors {
  const { nominatedNodeName = '' } = pod.status
  return [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...(nominatedNodeName === ''
      ? []
      : isDns1123Subdomain('status.nominatedNodeName', nominatedNodeName)),
    ...(pod.status.qosClass === before.status.qosClass
      ? []
      : [invalidValue('status.qosClass', pod.status.qosClass ?? '', 'field is immutable')]),
    ...validateStates('containerStatuses', pod, before),
    ...validateStates('initContainerStatuses', pod, before),
  ]
}

/** A container that ended for good does not come back. */
function validateStates(
  field: 'containerStatuses' | 'initContainerStatuses',
  pod: Pod,
  before: Pod,
): Errors {
  const policy = before.spec.restartPolicy
  if (policy === 'Always') return []
  const own = new Map(
    [...before.spec.containers, ...(before.spec.initContainers ?? [])].map((it) => [it.name, it]),
  )
  return each(`status.${field}`, before.status[field], (stood, at) => {
    const { terminated } = stood.state
    const mayReturn = terminated?.exitCode !== 0 && policy === 'OnFailure'
    const container = own.get(stood.name)
    const hasOwnPolicy =
      container?.restartPolicy !== undefined || container?.restartPolicyRules !== undefined
    if (terminated === undefined || mayReturn || hasOwnPolicy) return []
    const next = pod.status[field]?.find(({ name }) => name === stood.name)
    return next === undefined || next.state.terminated !== undefined
      ? []
      : [forbiddenField(`${at}.state`, 'may not be transitioned to non-terminated state')]
  })
}
