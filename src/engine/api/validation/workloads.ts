import { forbiddenField, invalidValue, notSupported, required } from '../field-error.ts'
import type {
  Deployment,
  DeploymentStrategy,
  IntOrString,
  LabelSelector,
  PodTemplateSpec,
  ReplicaSet,
} from '../generated/types.ts'
import { requirementsOf, selectsLabels } from '../label-selector.ts'
import { isAlike } from './alike.ts'
import { validateLabelSelector, validateObjectMetaUpdate } from './meta.ts'
import { validateMetaOf } from './plain-kinds.ts'
import { validateTemplate } from './pod-template.ts'
import { internalForm } from './internal-form.ts'
import { type Errors, IMMUTABLE, isNotNegative } from './rules.ts'

export function validateDeployment(deployment: Deployment): Errors {
  return [...validateMetaOf(deployment, true), ...validateDeploymentSpec(deployment)]
}

function validateDeploymentSpec({ spec }: Deployment): Errors {
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec
  const at = 'spec.progressDeadlineSeconds'
  return [
    ...isNotNegative('spec.replicas', spec.replicas),
    ...validateReplicated(spec),
    ...validateStrategy('spec.strategy', spec.strategy),
    ...isNotNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...isNotNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...isNotNegative(at, progressDeadlineSeconds),
    ...(progressDeadlineSeconds !== undefined && progressDeadlineSeconds <= minReadySeconds
      ? [invalidValue(at, progressDeadlineSeconds, 'must be greater than minReadySeconds')]
      : []),
  ]
}

export function validateReplicaSet(set: ReplicaSet): Errors {
  return [...validateMetaOf(set, true), ...validateReplicaSetSpec(set)]
}

function validateReplicaSetSpec({ spec }: ReplicaSet): Errors {
  return [
    ...isNotNegative('spec.replicas', spec.replicas),
    ...isNotNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateReplicated(spec),
  ]
}

interface Replicated {
  readonly selector?: LabelSelector
  readonly template?: PodTemplateSpec
}

/** Pods of which there are to be some for ever, and the selector that must choose them. */
function validateReplicated({ selector, template }: Replicated): Errors {
  const path = 'spec.selector'
  const mistakes = validateLabelSelector(path, selector)
  const isEmpty = selector !== undefined && requirementsOf(selector).length === 0
  const words = 'empty selector is invalid for deployment'
  return [
    ...(selector === undefined ? [required(path, '')] : []),
    ...mistakes,
    ...(isEmpty ? [invalidValue(path, selector, words)] : []),
    ...(mistakes.length > 0
      ? [invalidValue(path, selector, 'invalid label selector')]
      : template === undefined
        ? []
        : [...(isEmpty ? [] : isSelected(selector, template)), ...validateLasting(template)]),
  ]
}

/** Without a selector nothing is selected. */
export function isSelected(
  selector: LabelSelector | undefined,
  { metadata: { labels } }: PodTemplateSpec,
): Errors {
  if (selector !== undefined && selectsLabels(selector, labels)) return []
  const words = '`selector` does not match template `labels`'
  return [invalidValue('spec.template.metadata.labels', labels ?? null, words)]
}

function validateLasting(template: PodTemplateSpec): Errors {
  const { spec } = template
  const policy = spec.restartPolicy
  return [
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

function validateStrategy(path: string, { type, rollingUpdate }: DeploymentStrategy): Errors {
  const at = `${path}.rollingUpdate`
  if (type === 'Recreate')
    return rollingUpdate === undefined
      ? []
      : [forbiddenField(at, "may not be specified when strategy `type` is 'Recreate'")]
  if (type !== 'RollingUpdate') {
    const given = internalForm('DeploymentStrategy', { type, rollingUpdate })
    return [notSupported(path, given, ['Recreate', 'RollingUpdate'])]
  }
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
  return typeof value === 'number' ? value : Number(/^(\d+)%$/.exec(value)?.[1] ?? 0)
}

export function validateDeploymentUpdate(next: Deployment, before: Deployment): Errors {
  return [
    ...validateObjectMetaUpdate(next.metadata, before.metadata),
    ...validateDeploymentSpec(next),
    ...isFixed('spec.selector', next.spec.selector, before.spec.selector),
  ]
}

export function validateReplicaSetUpdate(next: ReplicaSet, before: ReplicaSet): Errors {
  return [
    ...validateObjectMetaUpdate(next.metadata, before.metadata),
    ...validateReplicaSetSpec(next),
    ...isFixed('spec.selector', next.spec.selector, before.spec.selector),
  ]
}

function isFixed(path: string, next: unknown, before: unknown): Errors {
  return isAlike(next, before) ? [] : [invalidValue(path, next, IMMUTABLE)]
}
