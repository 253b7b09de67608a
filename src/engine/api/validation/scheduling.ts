import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../field-error.ts'
import type {
  Affinity,
  LabelSelector,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from '../generated/types.ts'
import { dns1123Label, dns1123Subdomain, labelValue } from '../names.ts'
import { validateLabelSelector } from './meta.ts'
import {
  each,
  type Errors,
  fits,
  isOneOfIfSet,
  isQualifiedName,
  isSet,
  NOT_POSITIVE,
} from './rules.ts'

export function validateAffinity(path: string, affinity: Affinity | undefined): Errors {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  const preferred = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution
  const node = `${path}.nodeAffinity`
  return [
    ...(required === undefined
      ? []
      : validateNodeSelector(`${node}.requiredDuringSchedulingIgnoredDuringExecution`, required)),
    ...each(
      `${node}.preferredDuringSchedulingIgnoredDuringExecution`,
      preferred,
      ({ weight, preference }, at) => [
        ...validateWeight(at, weight),
        ...validateTerm(`${at}.preference`, preference, 'any values'),
      ],
    ),
    ...validatePodAffinity(`${path}.podAffinity`, affinity?.podAffinity),
    ...validatePodAffinity(`${path}.podAntiAffinity`, affinity?.podAntiAffinity),
  ]
}

function validateNodeSelector(path: string, { nodeSelectorTerms }: NodeSelector): Errors {
  const at = `${path}.nodeSelectorTerms`
  if (nodeSelectorTerms.length === 0)
    return [required(at, 'must have at least one node selector term')]
  return each(at, nodeSelectorTerms, (term, termPath) =>
    validateTerm(termPath, term, 'label values'),
  )
}

type Values = 'label values' | 'any values'

function validateTerm(path: string, term: NodeSelectorTerm, values: Values): Errors {
  return [
    ...each(`${path}.matchExpressions`, term.matchExpressions, (it, at) =>
      validateNodeRequirement(at, it, values),
    ),
    ...each(`${path}.matchFields`, term.matchFields, (it, at) => validateNodeField(at, it)),
  ]
}

function validateNodeRequirement(
  path: string,
  requirement: NodeSelectorRequirement,
  allowed: Values,
): Errors {
  const { key, values = [] } = requirement
  return [
    ...validateNodeOperator(path, requirement.operator, values),
    ...isQualifiedName(`${path}.key`, key),
    ...(allowed === 'any values'
      ? []
      : each(`${path}.values`, values, (value, at) => fits(at, value, labelValue))),
  ]
}

function validateNodeOperator(path: string, operator: string, values: readonly string[]): Errors {
  const at = `${path}.values`
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required(at, "must be specified when `operator` is 'In' or 'NotIn'")]
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [forbiddenField(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
    case 'Gt':
    case 'Lt':
      return values.length === 1
        ? []
        : [required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'")]
    default:
      return [invalidValue(`${path}.operator`, operator, 'not a valid selector operator')]
  }
}

function validateNodeField(path: string, requirement: NodeSelectorRequirement): Errors {
  const { key, values = [] } = requirement
  const operator: string = requirement.operator
  const isKnown = operator === 'In' || operator === 'NotIn'
  return [
    ...(isKnown && values.length !== 1
      ? [
          required(
            `${path}.values`,
            "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
          ),
        ]
      : []),
    ...(isKnown
      ? []
      : [invalidValue(`${path}.operator`, operator, 'not a valid selector operator')]),
    ...(key === 'metadata.name'
      ? each(`${path}.values`, values, (value, at) => fits(at, value, dns1123Subdomain))
      : [invalidValue(`${path}.key`, key, 'not a valid field selector key')]),
  ]
}

function validateWeight(path: string, weight: number): Errors {
  return weight < 1 || weight > 100
    ? [invalidValue(`${path}.weight`, weight, 'must be in the range 1-100')]
    : []
}

function validatePodAffinity(path: string, affinity: PodAffinity | undefined): Errors {
  return [
    ...each(
      `${path}.requiredDuringSchedulingIgnoredDuringExecution`,
      affinity?.requiredDuringSchedulingIgnoredDuringExecution,
      (term, at) => validatePodTerm(at, term),
    ),
    ...each(
      `${path}.preferredDuringSchedulingIgnoredDuringExecution`,
      affinity?.preferredDuringSchedulingIgnoredDuringExecution,
      ({ weight, podAffinityTerm }, at) => [
        ...validateWeight(at, weight),
        ...validatePodTerm(`${at}.podAffinityTerm`, podAffinityTerm),
      ],
    ),
  ]
}

function validatePodTerm(path: string, term: PodAffinityTerm): Errors {
  return [
    ...validateLabelSelector(`${path}.labelSelector`, term.labelSelector),
    ...validateLabelSelector(`${path}.namespaceSelector`, term.namespaceSelector),
    ...(term.namespaces ?? []).flatMap((name) => fits(`${path}.namespace`, name, dns1123Label)),
    ...validateLabelKeys(path, term),
    ...(term.topologyKey === '' ? [required(`${path}.topologyKey`, 'can not be empty')] : []),
    ...isQualifiedName(`${path}.topologyKey`, term.topologyKey),
  ]
}

interface KeyedSelector {
  readonly matchLabelKeys?: readonly string[]
  readonly mismatchLabelKeys?: readonly string[]
  readonly labelSelector?: LabelSelector
}

/** Keys of labels whose values are taken from the Pod itself. */
function validateLabelKeys(path: string, keyed: KeyedSelector): Errors {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = keyed
  const keys = (field: string, list: readonly string[]) => {
    if (list.length === 0) return []
    const at = `${path}.${field}`
    return labelSelector === undefined
      ? [forbiddenField(at, 'must not be specified when labelSelector is not set')]
      : each(at, list, (key, keyPath) => isQualifiedName(keyPath, key))
  }
  return [
    ...keys('matchLabelKeys', matchLabelKeys),
    ...keys('mismatchLabelKeys', mismatchLabelKeys),
    ...repeatedKeys(path, matchLabelKeys, labelSelector),
    ...each(`${path}.matchLabelKeys`, matchLabelKeys, (key, at) =>
      mismatchLabelKeys.includes(key)
        ? [invalidValue(at, key, 'exists in both matchLabelKeys and mismatchLabelKeys')]
        : [],
    ),
  ]
}

/** The selector may not speak a second time of a key whose value is taken from the Pod. */
function repeatedKeys(
  path: string,
  keys: readonly string[],
  { matchLabels = {}, matchExpressions = [] }: LabelSelector = {},
): Errors {
  const seen = new Set(Object.keys(matchLabels))
  return matchExpressions.flatMap(({ key }) => {
    const isRepeated = keys.includes(key) && seen.has(key)
    seen.add(key)
    const at = `${path}[${keys.lastIndexOf(key)}]`
    return isRepeated
      ? [invalidValue(at, key, 'exists in both matchLabelKeys and labelSelector')]
      : []
  })
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

export function validateTolerations(
  path: string,
  tolerations: readonly Toleration[] | undefined,
): Errors {
  return each(path, tolerations, (toleration, at) => {
    const { key = '', value = '', effect, tolerationSeconds } = toleration
    const operator: string = toleration.operator ?? ''
    return [
      ...(key === '' ? [] : isQualifiedName(`${at}.key`, key)),
      ...(key === '' && operator !== 'Exists'
        ? [
            invalidValue(
              `${at}.operator`,
              operator,
              'operator must be Exists when `key` is empty, which means "match all values and all keys"',
            ),
          ]
        : []),
      ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
        ? [
            invalidValue(
              `${at}.effect`,
              effect ?? '',
              "effect must be 'NoExecute' when `tolerationSeconds` is set",
            ),
          ]
        : []),
      ...validateTolerationOperator(at, operator, value),
      ...(isSet(effect) ? isOneOfIfSet(`${at}.effect`, effect, EFFECTS) : []),
    ]
  })
}

function validateTolerationOperator(at: string, operator: string, value: string): Errors {
  const path = `${at}.operator`
  switch (operator) {
    case '':
    case 'Equal': {
      const errors = labelValue(value)
      return errors.length === 0 ? [] : [invalidValue(path, value, errors.join(';'))]
    }
    case 'Exists':
      return value === ''
        ? []
        : [invalidValue(path, value, "value must be empty when `operator` is 'Exists'")]
    case 'Gt':
    case 'Lt':
      return [notSupported(path, operator, ['Equal', 'Exists', 'Lt', 'Gt'])]
    default:
      return [notSupported(path, operator, ['Equal', 'Exists'])]
  }
}

export function validateSpread(
  path: string,
  constraints: readonly TopologySpreadConstraint[] = [],
): Errors {
  return each(path, constraints, (constraint, at, index) => {
    const { maxSkew, topologyKey, minDomains } = constraint
    const when: string = constraint.whenUnsatisfiable
    const isRepeated = constraints
      .slice(index + 1)
      .some((it) => it.topologyKey === topologyKey && it.whenUnsatisfiable === when)
    return [
      ...(maxSkew > 0 ? [] : [invalidValue(`${at}.maxSkew`, maxSkew, NOT_POSITIVE)]),
      ...(topologyKey === '' ? [required(`${at}.topologyKey`, 'can not be empty')] : []),
      ...isOneOfIfSet(`${at}.whenUnsatisfiable`, when, ['DoNotSchedule', 'ScheduleAnyway']),
      ...(isRepeated
        ? [duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${when}}`)]
        : []),
      ...(minDomains === undefined ? [] : validateMinDomains(`${at}.minDomains`, minDomains, when)),
      ...isOneOfIfSet(`${at}.nodeAffinityPolicy`, constraint.nodeAffinityPolicy, [
        'Honor',
        'Ignore',
      ]),
      ...isOneOfIfSet(`${at}.nodeTaintsPolicy`, constraint.nodeTaintsPolicy, ['Honor', 'Ignore']),
      ...validateLabelKeys(at, constraint),
      ...validateLabelSelector(`${at}.labelSelector`, constraint.labelSelector),
    ]
  })
}

function validateMinDomains(path: string, minDomains: number, when: string): Errors {
  return [
    ...(minDomains > 0 ? [] : [invalidValue(path, minDomains, NOT_POSITIVE)]),
    ...(when === 'DoNotSchedule'
      ? []
      : [
          invalidValue(
            path,
            minDomains,
            `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${when}`,
          ),
        ]),
  ]
}
