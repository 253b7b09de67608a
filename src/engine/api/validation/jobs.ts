import { invalidValue, notSupported, required, tooLong } from '../field-error.ts'
import type { Job, JobSpec } from '../generated/types.ts'
import { byteLength, dns1123Label } from '../names.ts'
import { isAlike } from './alike.ts'
import { validateDomainPath } from './domain-path.ts'
import { internalForm } from './internal-form.ts'
import { validatePodFailurePolicy, validateSuccessPolicy } from './job-policies.ts'
import { isTemplateKept } from './job-template.ts'
import { validateLabelSelector, validateObjectMetaUpdate } from './meta.ts'
import { validateMetaOf } from './plain-kinds.ts'
import { validateTemplate } from './pod-template.ts'
import { type Errors, IMMUTABLE, isNotNegative, isOneOfIfSet } from './rules.ts'
import { isSelected } from './workloads.ts'
import { selectsLabels } from '../label-selector.ts'

/** Source: pkg/apis/batch/validation, in its order. */
export function validateJob(job: Job): Errors {
  const { metadata, spec } = job
  const last = `${metadata.name}-${(spec.completions ?? 0) - 1}`
  const hasHostnames = spec.completionMode === 'Indexed' && (spec.completions ?? 0) > 0
  const words = `will not able to create pod with invalid DNS label: ${last}`
  return [
    ...validateMetaOf(job, true),
    ...validateGenerated(job),
    ...validateSpec(spec),
    ...(hasHostnames && dns1123Label(last).length > 0
      ? [invalidValue('metadata.name', metadata.name, words)]
      : []),
  ]
}

/** The labels by which a Job knows its Pods, unless its author chose others. */
function validateGenerated({ metadata, spec }: Job): Errors {
  const { selector, template, manualSelector } = spec
  if (manualSelector === true || selector === undefined) return []
  const { uid = '', name } = metadata as { readonly uid?: string; readonly name: string }
  const expected = {
    'controller-uid': uid,
    'job-name': name,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
  }
  const labels = template.metadata.labels ?? {}
  return [
    ...Object.entries(expected).flatMap(([key, value]) => hasLabel(labels, key, value)),
    ...(validateLabelSelector('', selector).length > 0 || selectsLabels(selector, expected)
      ? []
      : [invalidValue('spec.selector', selector, '`selector` not auto-generated')]),
  ]
}

function hasLabel(labels: Readonly<Record<string, string>>, key: string, value: string): Errors {
  const path = `spec.template.metadata.labels[${key}]`
  const words = `must be '${value}'`
  if (!Object.hasOwn(labels, key)) return [required(path, words)]
  return labels[key] === value ? [] : [invalidValue(path, labels, words)]
}

const COUNTS = [
  ...(['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit'] as const),
  ...(['ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const),
]

function validateSpec(spec: JobSpec): Errors {
  const { selector, template, backoffLimitPerIndex, maxFailedIndexes, completionMode } = spec
  const path = 'spec.backoffLimitPerIndex'
  return [
    ...COUNTS.flatMap((field) => isNotNegative(`spec.${field}`, spec[field])),
    ...(maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined
      ? [required(path, 'when maxFailedIndexes is specified')]
      : []),
    ...validateManager('spec.managedBy', spec.managedBy),
    ...isOneOfIfSet('spec.completionMode', completionMode, ['NonIndexed', 'Indexed']),
    ...(completionMode === 'Indexed' ? validateIndexed(spec) : []),
    ...(completionMode === 'NonIndexed' ? validateNotIndexed(spec) : []),
    ...validatePolicies(spec),
    ...validateTemplate('spec.template', template),
    ...validateEnding(spec),
    ...(selector === undefined ? [required('spec.selector', '')] : []),
    ...validateLabelSelector('spec.selector', selector),
    ...(validateLabelSelector('', selector).length > 0 ? [] : isSelected(selector, template)),
  ]
}

const LONGEST_MANAGER = 63

function validateManager(path: string, manager: string | undefined): Errors {
  if (manager === undefined) return []
  return [
    ...validateDomainPath(path, manager),
    ...(byteLength(manager) > LONGEST_MANAGER ? [tooLong(path, LONGEST_MANAGER)] : []),
  ]
}

const MOST = 100_000
const MOST_AT_ONCE_OF_MANY = 10_000

function validateIndexed(spec: JobSpec): Errors {
  const { completions, parallelism = 0, maxFailedIndexes = 0, backoffLimitPerIndex } = spec
  const failed = 'spec.maxFailedIndexes'
  const isMany = (completions ?? 0) > MOST && backoffLimitPerIndex !== undefined
  const isFewer = `must be less than or equal to ${MOST_AT_ONCE_OF_MANY} when completions are above ${MOST} and used with backoff limit per index`
  const indexed = `must be less than or equal to ${MOST} when completion mode is Indexed`
  const within = (path: string, value: number, [most, words]: readonly [number, string]): Errors =>
    value > most ? [invalidValue(path, value, words)] : []
  return [
    ...(completions === undefined
      ? [required('spec.completions', 'when completion mode is Indexed')]
      : []),
    ...within('spec.parallelism', parallelism, [MOST, indexed]),
    ...(completions === undefined
      ? []
      : within(failed, maxFailedIndexes, [
          completions,
          'must be less than or equal to completions',
        ])),
    ...within(failed, maxFailedIndexes, [MOST, `must be less than or equal to ${MOST}`]),
    ...(isMany && spec.maxFailedIndexes === undefined
      ? [required(failed, `must be specified when completions is above ${MOST}`)]
      : []),
    ...(isMany ? within('spec.parallelism', parallelism, [MOST_AT_ONCE_OF_MANY, isFewer]) : []),
    ...(isMany ? within(failed, maxFailedIndexes, [MOST_AT_ONCE_OF_MANY, isFewer]) : []),
  ]
}

function validateNotIndexed(spec: JobSpec): Errors {
  return (['backoffLimitPerIndex', 'maxFailedIndexes'] as const).flatMap((field) =>
    spec[field] === undefined
      ? []
      : [invalidValue(`spec.${field}`, spec[field], 'requires indexed completion mode')],
  )
}

function validatePolicies(spec: JobSpec): Errors {
  const { podFailurePolicy, successPolicy, completionMode, podReplacementPolicy } = spec
  const path = 'spec.successPolicy'
  const replacements =
    podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed']
  const words = 'requires indexed completion mode'
  return [
    ...(podFailurePolicy === undefined
      ? []
      : validatePodFailurePolicy('spec.podFailurePolicy', spec)),
    ...(successPolicy === undefined
      ? []
      : completionMode === 'Indexed'
        ? validateSuccessPolicy(path, spec)
        : [invalidValue(path, internalForm('SuccessPolicy', successPolicy), words)]),
    ...isOneOfIfSet('spec.podReplacementPolicy', podReplacementPolicy, replacements),
  ]
}

/** The Pods of a Job come to an end. */
function validateEnding({ template, podFailurePolicy }: JobSpec): Errors {
  const path = 'spec.template.spec.restartPolicy'
  const restartPolicy: string = template.spec.restartPolicy ?? 'Always'
  if (restartPolicy === 'Always') return [required(path, 'valid values: "OnFailure", "Never"')]
  if (restartPolicy === 'Never') return []
  if (restartPolicy !== 'OnFailure')
    return [notSupported(path, restartPolicy, ['OnFailure', 'Never'])]
  return podFailurePolicy === undefined
    ? []
    : [
        invalidValue(
          path,
          restartPolicy,
          'only "Never" is supported when podFailurePolicy is specified',
        ),
      ]
}

/** Fields that stay as they are, and the types of those that are printed as the server holds them. */
const FIXED = {
  completionMode: '',
  podFailurePolicy: 'PodFailurePolicy',
  backoffLimitPerIndex: '',
  managedBy: '',
  successPolicy: 'SuccessPolicy',
} as const

interface Change {
  readonly next: JobSpec
  readonly before: JobSpec
}

export function validateJobUpdate(next: Job, before: Job): Errors {
  const specs = { next: next.spec, before: before.spec }
  return [
    ...validateJob(next),
    ...validateObjectMetaUpdate(next.metadata, before.metadata),
    // What holds for the spec is asked a second time, and told a second time.
    ...validateSpec(next.spec),
    ...validateCompletions(next.spec, before.spec),
    ...isFixed('selector', '', specs),
    ...isTemplateKept(next, before),
    ...Object.entries(FIXED).flatMap(([field, type]) =>
      isFixed(field as keyof typeof FIXED, type, specs),
    ),
  ]
}

/** The number of indexes may change, together with how many run at once. */
function validateCompletions(next: JobSpec, before: JobSpec): Errors {
  const { completions, parallelism } = next
  if (next.completionMode !== 'Indexed') return isFixed('completions', '', { next, before })
  if (completions === before.completions || completions === undefined) return []
  if (completions === parallelism) return []
  const words = 'can only be modified in tandem with spec.parallelism'
  return [invalidValue('spec.completions', completions, words)]
}

function isFixed(field: keyof JobSpec, type: string, { next, before }: Change): Errors {
  const value = next[field]
  if (isAlike(value, before[field])) return []
  const printed = type === '' || value === undefined ? value : internalForm(type, value)
  return [invalidValue(`spec.${field}`, printed, IMMUTABLE)]
}
