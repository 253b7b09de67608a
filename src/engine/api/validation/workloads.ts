import { forbiddenField, invalidValue, notSupported, required } from '../field-error.ts'
import type {
  Deployment,
  DeploymentStrategy,
  IntOrString,
  Job,
  JobSpec,
  LabelSelector,
  PodTemplateSpec,
  ReplicaSet,
} from '../generated/types.ts'
import { requirementsOf, selectsLabels } from '../label-selector.ts'
import { isAlike } from './alike.ts'
import {
  validateAnnotations,
  validateLabels,
  validateLabelSelector,
  validateObjectMetaUpdate,
} from './meta.ts'
import { validateMetaOf } from './plain-kinds.ts'
import { validatePodSpec } from './pod.ts'
import { type Errors, IMMUTABLE, isNotNegative, isOneOfIfSet } from './rules.ts'

export function validateDeployment(deployment: Deployment): Errors {
  const { spec } = deployment
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec
  const at = 'spec.progressDeadlineSeconds'
  return [
    ...validateMetaOf(deployment, true),
    ...validateReplicas(spec),
    ...validateStrategy('spec.strategy', spec.strategy),
    ...isNotNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...isNotNegative(at, progressDeadlineSeconds),
    ...(progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds
      ? [invalidValue(at, progressDeadlineSeconds, 'must be greater than minReadySeconds')]
      : []),
  ]
}

export function validateReplicaSet(set: ReplicaSet): Errors {
  return [...validateMetaOf(set, true), ...validateReplicas(set.spec)]
}

interface Replicated {
  readonly replicas?: number
  readonly minReadySeconds?: number
  readonly selector?: LabelSelector
  readonly template?: PodTemplateSpec
}

function validateReplicas(spec: Replicated): Errors {
  const { selector, template } = spec
  const isEmpty = selector !== undefined && requirementsOf(selector).length === 0
  const words = 'empty selector is invalid for deployment'
  return [
    ...isNotNegative('spec.replicas', spec.replicas),
    ...isNotNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...(selector === undefined ? [required('spec.selector', '')] : []),
    ...validateLabelSelector('spec.selector', selector),
    ...(isEmpty ? [invalidValue('spec.selector', selector, words)] : []),
    ...(template === undefined ? [] : validateReplicated(template, isEmpty ? undefined : selector)),
  ]
}

/** Pods of which there are to be some for ever; `selector` must choose them. */
function validateReplicated(
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
): Errors {
  const { metadata, spec } = template
  const policy = spec.restartPolicy
  const words = '`selector` does not match template `labels`'
  return [
    ...(selector === undefined || selectsLabels(selector, metadata.labels)
      ? []
      : [invalidValue('spec.template.metadata.labels', metadata.labels ?? {}, words)]),
    ...validateTemplate('spec.template', template),
    ...(policy === undefined || policy === 'Always'
      ? []
      : [notSupported('spec.template.spec.restartPolicy', policy, ['Always'])]),
    ...(spec.activeDeadlineSeconds === undefined
      ? []
      : [
          forbiddenField(
            'spec.template.spec.activeDeadlineSeconds',
            'activeDeadlineSeconds in ReplicaSet is not Supported',
          ),
        ]),
  ]
}

function validateTemplate(path: string, { metadata, spec }: PodTemplateSpec): Errors {
  return [
    ...validateLabels(`${path}.labels`, metadata.labels),
    ...validateAnnotations(`${path}.annotations`, metadata.annotations),
    ...validatePodSpec(`${path}.spec`, spec),
    ...((spec.ephemeralContainers ?? []).length > 0
      ? [
          forbiddenField(
            `${path}.spec.ephemeralContainers`,
            'ephemeral containers not allowed in pod template',
          ),
        ]
      : []),
  ]
}

function validateStrategy(path: string, { type, rollingUpdate }: DeploymentStrategy): Errors {
  const at = `${path}.rollingUpdate`
  if (type === 'Recreate')
    return rollingUpdate === undefined
      ? []
      : [forbiddenField(at, "may not be specified when strategy `type` is 'Recreate'")]
  if (type !== 'RollingUpdate')
    return isOneOfIfSet(`${path}.type`, type, ['Recreate', 'RollingUpdate'])
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {}
  return [
    ...isShare(`${at}.maxUnavailable`, maxUnavailable),
    ...isShare(`${at}.maxSurge`, maxSurge),
    ...(amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0
      ? [invalidValue(`${at}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
      : []),
    ...(typeof maxUnavailable === 'string' && amountOf(maxUnavailable) > 100
      ? [invalidValue(`${at}.maxUnavailable`, maxUnavailable, 'must not be greater than 100%')]
      : []),
  ]
}

/** A number of Pods, or a percentage of them. */
function isShare(path: string, value: IntOrString): Errors {
  if (typeof value === 'number') return isNotNegative(path, value)
  return /^\d+%$/.test(value)
    ? []
    : [
        invalidValue(
          path,
          value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
        ),
      ]
}

function amountOf(value: IntOrString): number {
  return typeof value === 'number' ? value : Number(/^(\d+)%$/.exec(value)?.[1] ?? NaN)
}

export function validateDeploymentUpdate(next: Deployment, before: Deployment): Errors {
  return [
    ...validateObjectMetaUpdate(next.metadata, before.metadata),
    ...validateDeployment(next),
    ...isFixed('spec.selector', next.spec.selector, before.spec.selector),
  ]
}

export function validateReplicaSetUpdate(next: ReplicaSet, before: ReplicaSet): Errors {
  return [
    ...validateObjectMetaUpdate(next.metadata, before.metadata),
    ...validateReplicaSet(next),
    ...isFixed('spec.selector', next.spec.selector, before.spec.selector),
  ]
}

function isFixed(path: string, next: unknown, before: unknown): Errors {
  return isAlike(next, before) ? [] : [invalidValue(path, next, IMMUTABLE)]
}

const COUNTS = [
  ...(['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit'] as const),
  ...(['ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const),
]

export function validateJob(job: Job): Errors {
  const { spec } = job
  const { completionMode, completions, template } = spec
  const isIndexed = completionMode === 'Indexed'
  return [
    ...validateMetaOf(job, true),
    ...COUNTS.flatMap((field) => isNotNegative(`spec.${field}`, spec[field])),
    ...validateLabelSelector('spec.selector', spec.selector),
    ...isOneOfIfSet('spec.completionMode', completionMode, ['NonIndexed', 'Indexed']),
    ...(isIndexed && completions === undefined
      ? [required('spec.completions', 'when completion mode is Indexed')]
      : []),
    ...validateTemplate('spec.template', template),
    ...validateEnding(template),
  ]
}

/** The Pods of a Job come to an end. */
function validateEnding({ spec }: PodTemplateSpec): Errors {
  const path = 'spec.template.spec.restartPolicy'
  const { restartPolicy } = spec
  if (restartPolicy === 'Always') return [required(path, 'valid values: "OnFailure", "Never"')]
  return isOneOfIfSet(path, restartPolicy, ['OnFailure', 'Never'])
}

const FIXED = ['selector', 'template', 'completionMode', 'podFailurePolicy'] as const

export function validateJobUpdate(next: Job, before: Job): Errors {
  const isSuspended = before.spec.suspend === true && before.status.startTime === undefined
  const fields: readonly (keyof JobSpec)[] = isSuspended
    ? FIXED.filter((field) => field !== 'template')
    : FIXED
  const mayGrow =
    next.spec.completionMode === 'Indexed' && next.spec.completions === next.spec.parallelism
  return [
    ...validateObjectMetaUpdate(next.metadata, before.metadata),
    ...validateJob(next),
    ...(mayGrow ? [] : isFixed('spec.completions', next.spec.completions, before.spec.completions)),
    ...fields.flatMap((field) => isFixed(`spec.${field}`, next.spec[field], before.spec[field])),
  ]
}
