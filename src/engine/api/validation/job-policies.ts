import {
  duplicate,
  invalidValue,
  invalidWhole,
  notSupported,
  required,
  tooLong,
  tooMany,
} from '../field-error.ts'
import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from '../generated/types.ts'
import { each, type Errors, isNotNegative, isQualifiedName } from './rules.ts'

const MOST_RULES = 20
const MOST_EXIT_CODES = 255
const LONGEST_INDEXES = 64 * 1024

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore']

/** What a Job makes of Pods that fail. Source: pkg/apis/batch/validation, as everything here. */
export function validatePodFailurePolicy(path: string, spec: JobSpec): Errors {
  const { rules = [] } = spec.podFailurePolicy ?? {}
  const at = `${path}.rules`
  return [...atMost(at, rules, MOST_RULES), ...each(at, rules, validateRule(spec))]
}

function validateRule(spec: JobSpec) {
  const { containers, initContainers = [] } = spec.template.spec
  const names = [...containers, ...initContainers].map(({ name }) => name)
  return (rule: PodFailurePolicyRule, path: string): Errors => {
    const { onExitCodes, onPodConditions = [] } = rule
    const isAboutPods = onPodConditions.length > 0
    return [
      ...validateAction(`${path}.action`, rule.action, spec),
      ...(onExitCodes === undefined
        ? []
        : validateExitCodes(`${path}.onExitCodes`, onExitCodes, names)),
      ...atMost(`${path}.onPodConditions`, onPodConditions, MOST_RULES),
      ...each(`${path}.onPodConditions`, onPodConditions, validatePattern),
      ...isEither(path, onExitCodes !== undefined, isAboutPods),
    ]
  }
}

function validateAction(path: string, action: string, spec: JobSpec): Errors {
  if (action === 'FailIndex' && spec.backoffLimitPerIndex === undefined)
    return [invalidValue(path, action, 'requires the backoffLimitPerIndex to be set')]
  return isNamed(path, action, ACTIONS)
}

/** One of these words; left out, they are told as Go prints a list. */
function isNamed(path: string, word: string, words: readonly string[]): Errors {
  const all = words.map((it) => `"${it}"`).join(' ')
  if (word === '') return [required(path, `valid values: [${all}]`)]
  return words.includes(word) ? [] : [notSupported(path, word, words)]
}

function isEither(path: string, isAboutCodes: boolean, isAboutPods: boolean): Errors {
  if (isAboutCodes !== isAboutPods) return []
  const words = isAboutCodes
    ? 'specifying both OnExitCodes and OnPodConditions is not supported'
    : 'specifying one of OnExitCodes and OnPodConditions is required'
  return [invalidWhole(path, words)]
}

function validateExitCodes(
  path: string,
  { operator, containerName, values }: PodFailurePolicyOnExitCodesRequirement,
  names: readonly string[],
): Errors {
  const at = `${path}.values`
  const isOrdered = values.every((it, index) => index === 0 || (values[index - 1] ?? it) <= it)
  const unknown = 'must be one of the container or initContainer names in the pod template'
  return [
    ...isNamed(`${path}.operator`, operator, ['In', 'NotIn']),
    ...(containerName === undefined || names.includes(containerName)
      ? []
      : [invalidValue(`${path}.containerName`, containerName, unknown)]),
    ...(values.length === 0 ? [invalidValue(at, values, 'at least one value is required')] : []),
    ...atMost(at, values, MOST_EXIT_CODES),
    ...each(at, values, (value, item, index) => [
      ...(operator === 'In' && value === 0
        ? [invalidValue(item, value, 'must not be 0 for the In operator')]
        : []),
      ...(values.indexOf(value) < index ? [duplicate(item, value)] : []),
    ]),
    ...(isOrdered ? [] : [invalidValue(at, values, 'must be ordered')]),
  ]
}

function validatePattern(
  { type, status }: PodFailurePolicyOnPodConditionsPattern,
  path: string,
): Errors {
  return [
    ...isQualifiedName(`${path}.type`, type),
    ...isNamed(`${path}.status`, status, ['False', 'True', 'Unknown']),
  ]
}

/** When a Job is content before all of its indexes have succeeded. */
export function validateSuccessPolicy(path: string, spec: JobSpec): Errors {
  const { rules = [] } = spec.successPolicy ?? {}
  const at = `${path}.rules`
  const words = 'at least one rules must be specified when the successPolicy is specified'
  return [
    ...(rules.length === 0 ? [required(at, words)] : []),
    ...atMost(at, rules, MOST_RULES),
    ...each(at, rules, (rule, item) => validateSuccess(item, rule, spec.completions ?? 0)),
  ]
}

function validateSuccess(path: string, rule: SuccessPolicyRule, completions: number): Errors {
  const { succeededIndexes: indexes, succeededCount: count } = rule
  const parsed = readIndexes(indexes ?? '', completions)
  const at = `${path}.succeededIndexes`
  const words = 'at least one of succeededCount or succeededIndexes must be specified'
  return [
    ...(indexes === undefined && count === undefined ? [required(path, words)] : []),
    ...((indexes ?? '').length > LONGEST_INDEXES ? [tooLong(at, LONGEST_INDEXES)] : []),
    ...(typeof parsed === 'string'
      ? [invalidValue(at, indexes, `error parsing succeededIndexes: ${parsed}`)]
      : []),
    ...isNotNegative(`${path}.succeededCount`, count),
    ...isWithin(path, count, [completions, 'specified completions']),
    ...(indexes === undefined
      ? []
      : isWithin(path, count, [
          typeof parsed === 'string' ? 0 : parsed,
          'indexes in the specified succeededIndexes field',
        ])),
  ]
}

function isWithin(path: string, count = 0, [most, of]: readonly [number, string]): Errors {
  const words = `must be less than or equal to ${most} (the number of ${of})`
  return count > most ? [invalidValue(`${path}.succeededCount`, count, words)] : []
}

/** How many indexes `0-2,5` names; or in words why it cannot be read. */
function readIndexes(text: string, completions: number): number | string {
  let total = 0
  let previous = -Infinity
  for (const interval of text === '' ? [] : text.split(',')) {
    const limits = interval.split('-')
    if (limits.length > 2)
      return `the fragment ${JSON.stringify(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`
    const wrong = limits.find((it) => !/^[+-]?\d+$/.test(it) || Number(it) >= completions)
    if (wrong !== undefined) return whyNoIndex(wrong)
    const [first = 0, last = first] = limits.map(Number)
    if (limits.length > 1 && first >= last) return notIncreasing(first, last)
    if (previous >= first) return notIncreasing(previous, first)
    total += last - first + 1
    previous = last
  }
  return total
}

function whyNoIndex(text: string): string {
  const isNumber = /^[+-]?\d+$/.test(text)
  const what = isNumber ? 'too large index' : 'cannot convert string to integer for index'
  return `${what}: ${JSON.stringify(text)}`
}

function notIncreasing(previous: number, current: number): string {
  return `non-increasing order, previous: ${previous}, current: ${current}`
}

function atMost(path: string, list: readonly unknown[], most: number): Errors {
  return list.length > most ? [tooMany(path, list.length, most)] : []
}
