import {
  duplicate,
  fieldNotFound,
  forbiddenField,
  invalidValue,
  notSupported,
  required,
} from '../field-error.ts'
import type { PodSpec, ResourceClaim, ResourceRequirements } from '../generated/types.ts'
import { addQuantities, amountOf, compareQuantities, parseQuantity } from '../quantity.ts'
import { each, eachKey, type Errors, isDns1123Label, isQualifiedName, NEGATIVE } from './rules.ts'

type Amounts = Readonly<Record<string, string>>

const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage']
const POD_RESOURCES = ['cpu', 'memory']

/** Names that mean something somewhere in the API, though not in a container. */
const STANDARD_RESOURCES = [
  ...[...CONTAINER_RESOURCES, 'storage', 'pods', 'services', 'replicationcontrollers'],
  ...['resourcequotas', 'secrets', 'configmaps', 'persistentvolumeclaims'],
  ...['services.nodeports', 'services.loadbalancers'],
  ...CONTAINER_RESOURCES.flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  'requests.storage',
]

export function validateResources(
  path: string,
  resources: ResourceRequirements,
  claimNames: readonly string[] = [],
): Errors {
  return [
    ...validateRequirements(path, resources, validateContainerResource),
    ...validateClaims(`${path}.claims`, resources.claims ?? [], claimNames),
  ]
}

function validateRequirements(
  path: string,
  { limits = {}, requests = {} }: ResourceRequirements,
  validateName: (path: string, name: string) => Errors,
): Errors {
  const names = [...Object.keys(limits), ...Object.keys(requests)]
  const hasHugePages = names.some(isHugePages)
  const hasComputing = names.some((name) => POD_RESOURCES.includes(name))
  return [
    ...eachKey(`${path}.limits`, limits, (amount, at, name) => [
      ...validateName(at, name),
      ...validateAmount(at, name, amount),
      ...validatePages(at, name, amount),
    ]),
    ...eachKey(`${path}.requests`, requests, (amount, at, name) => [
      ...validateName(at, name),
      ...validateAmount(at, name, amount),
      ...validateAgainstLimit(path, { name, amount, limit: limits[name] }),
      ...validatePages(at, name, amount),
    ]),
    ...(hasHugePages && !hasComputing
      ? [forbiddenField(path, 'HugePages require cpu or memory')]
      : []),
  ]
}

/** Whole pages only: `hugepages-2Mi: 5Mi` cannot be had. */
function validatePages(path: string, name: string, amount: string): Errors {
  if (!isHugePages(name)) return []
  const page = parseQuantity(name.slice('hugepages-'.length))
  const [size, asked] = ['error' in page ? 0n : page.nano, amountOf(amount).nano]
  return size > 0n && asked % size === 0n
    ? []
    : [invalidValue(path, amount, `${amount} is not positive integer multiple of ${name}`)]
}

/** Claims on devices: each is one of the Pod's, and is named once. */
function validateClaims(
  path: string,
  claims: readonly ResourceClaim[],
  known: readonly string[],
): Errors {
  const taken = new Set<string>()
  const all = [...new Set(known.filter((name) => name !== ''))].sort()
  const detail = `must be one of the names in pod.spec.resourceClaims${all.length === 0 ? ' which is empty' : `: ${all.join(', ')}`}`
  return each(path, claims, ({ name, request = '' }, at) => {
    if (name === '') return [required(at, '')]
    const key = request === '' ? name : `${name}/${request}`
    const isWhole = [...taken].some((it) => it.startsWith(`${name}/`)) && request === ''
    const isTaken = taken.has(name) || taken.has(key) || isWhole
    const isNew = !taken.has(name)
    if (isNew) taken.add(key)
    return [
      ...(isNew && request !== '' ? isDns1123Label(`${at}.request`, request) : []),
      ...(isTaken ? [duplicate(at, isNew && !isWhole ? key : name)] : []),
      ...(all.includes(name) ? [] : [{ ...fieldNotFound(at, name), message: detail }]),
    ]
  })
}

function validateContainerResource(path: string, name: string): Errors {
  const errors = isQualifiedName(path, name)
  if (name.includes('/'))
    return isNative(name) || isExtended(name)
      ? errors
      : [...errors, invalidValue(path, name, "doesn't follow extended resource name standard")]
  if (CONTAINER_RESOURCES.includes(name) || isHugePages(name)) return errors
  const isStandard = errors.length > 0 || STANDARD_RESOURCES.includes(name)
  return [
    ...errors,
    ...(isStandard
      ? []
      : [invalidValue(path, name, 'must be a standard resource type or fully qualified')]),
    invalidValue(path, name, 'must be a standard resource for containers'),
  ]
}

/** Kubernetes' own resources have no domain, or one of its own. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Nor are names that are made for quotas. */
function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.')
}

/** Of these no more may be promised than there is. */
function isOvercommitAllowed(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

/** A quantity that is not negative, and whole where it counts what is none of Kubernetes' own. */
export function validateAmount(path: string, name: string, amount: string): Errors {
  const isWhole = amountOf(amount).nano % 1_000_000_000n === 0n
  return [
    ...(compareQuantities(amount, '0') < 0 ? [invalidValue(path, amount, NEGATIVE)] : []),
    ...(isExtended(name) && !isWhole ? [invalidValue(path, amount, 'must be an integer')] : []),
  ]
}

function validateAgainstLimit(
  path: string,
  given: { readonly name: string; readonly amount: string; readonly limit: string | undefined },
): Errors {
  const { name, amount, limit } = given
  const isElastic = isOvercommitAllowed(name)
  if (limit === undefined)
    return isElastic
      ? []
      : [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')]
  const order = compareQuantities(amount, limit)
  const at = `${path}.requests`
  if (!isElastic && order !== 0)
    return [invalidValue(at, amount, `must be equal to ${name} limit of ${limit}`)]
  return order > 0
    ? [invalidValue(at, amount, `must be less than or equal to ${name} limit of ${limit}`)]
    : []
}

/** Resources of the Pod as a whole. */
export function validatePodResources(path: string, spec: PodSpec): Errors {
  const { resources } = spec
  if (resources === undefined) return []
  if (spec.os?.name === 'windows') return [forbiddenField(path, 'may not be set for a windows pod')]
  return [
    ...(resources.claims === undefined
      ? []
      : [forbiddenField(`${path}.claims`, 'claims may not be set for Resources at pod-level')]),
    ...validateRequirements(path, resources, validatePodResource),
    ...validateAgainstContainers(path, spec, resources),
  ]
}

function validatePodResource(path: string, name: string): Errors {
  const errors = isQualifiedName(path, name)
  if (errors.length > 0) return errors
  return POD_RESOURCES.includes(name) || isHugePages(name)
    ? []
    : [notSupported(path, name, ['cpu', 'hugepages-', 'memory'])]
}

function validateAgainstContainers(
  path: string,
  { containers, initContainers = [] }: PodSpec,
  { requests = {}, limits = {} }: ResourceRequirements,
): Errors {
  const all = [...containers, ...initContainers.filter((it) => it.restartPolicy === 'Always')]
  const tooSmall = (which: 'requests' | 'limits', whole: Amounts) =>
    Object.entries(whole).flatMap(([name, most]) => {
      const sum = all.reduce(
        (it, { resources }) => addQuantities(it, resources[which]?.[name] ?? '0'),
        '0',
      )
      const words = `must be greater than or equal to aggregate container ${which} of ${sum}`
      return compareQuantities(sum, most) > 0
        ? [invalidValue(`${path}.${which}[${name}]`, most, words)]
        : []
    })
  const pages = Object.fromEntries(Object.entries(limits).filter(([name]) => isHugePages(name)))
  return [
    ...tooSmall('requests', requests),
    ...tooSmall('limits', pages),
    ...containers.flatMap(({ resources }, index) =>
      validateContainerLimits(`${path}.containers[${index}]`, resources.limits ?? {}, limits),
    ),
  ]
}

function validateContainerLimits(path: string, limits: Amounts, whole: Amounts): Errors {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const most = whole[name]
    return most !== undefined && compareQuantities(limit, most) > 0
      ? [
          invalidValue(
            `${path}[${name}].limits`,
            limit,
            `must be less than or equal to pod limits of ${most}`,
          ),
        ]
      : []
  })
}
