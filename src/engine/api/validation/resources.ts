import { forbiddenField, invalidValue, required } from '../field-error.ts'
import type { PodSpec, ResourceRequirements } from '../generated/types.ts'
import { addQuantities, amountOf, compareQuantities } from '../quantity.ts'
import { eachKey, type Errors, isQualifiedName, NEGATIVE } from './rules.ts'

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

export function validateResources(path: string, resources: ResourceRequirements): Errors {
  return validateRequirements(path, resources, validateContainerResource)
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
    ]),
    ...eachKey(`${path}.requests`, requests, (amount, at, name) => [
      ...validateName(at, name),
      ...validateAmount(at, name, amount),
      ...validateAgainstLimit(path, { name, amount, limit: limits[name] }),
    ]),
    ...(hasHugePages && !hasComputing
      ? [forbiddenField(path, 'HugePages require cpu or memory')]
      : []),
  ]
}

function validateContainerResource(path: string, name: string): Errors {
  const errors = isQualifiedName(path, name)
  if (errors.length > 0) return errors
  if (name.includes('/'))
    return isExtended(name)
      ? []
      : [invalidValue(path, name, "doesn't follow extended resource name standard")]
  if (CONTAINER_RESOURCES.includes(name) || isHugePages(name)) return []
  return [
    ...(STANDARD_RESOURCES.includes(name)
      ? []
      : [invalidValue(path, name, 'must be a standard resource type or fully qualified')]),
    invalidValue(path, name, 'must be a standard resource for containers'),
  ]
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Kubernetes' own names are no extended resources; nor are names made for quotas. */
function isExtended(name: string): boolean {
  const domain = name.slice(0, name.indexOf('/'))
  return !/(^|\.)kubernetes\.io$/.test(domain) && !name.startsWith('requests.')
}

/** Of these no more may be promised than there is. */
function isOvercommitAllowed(name: string): boolean {
  return !name.includes('/') && !isHugePages(name)
}

function validateAmount(path: string, name: string, amount: string): Errors {
  const isWhole = amountOf(amount).nano % 1_000_000_000n === 0n
  return [
    ...(compareQuantities(amount, '0') < 0 ? [invalidValue(path, amount, NEGATIVE)] : []),
    ...(name.includes('/') && !isWhole ? [invalidValue(path, amount, 'must be an integer')] : []),
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
  return [
    ...(resources.claims === undefined
      ? []
      : [forbiddenField(`${path}.claims`, 'claims cannot be set for Resources at pod-level')]),
    ...validateRequirements(path, resources, validatePodResource),
    ...validateAgainstContainers(path, spec, resources),
  ]
}

function validatePodResource(path: string, name: string): Errors {
  const errors = isQualifiedName(path, name)
  if (errors.length > 0) return errors
  return POD_RESOURCES.includes(name) || isHugePages(name)
    ? []
    : [invalidValue(path, name, 'must be a supported resource for pods')]
}

function validateAgainstContainers(
  path: string,
  { containers }: PodSpec,
  { requests = {}, limits = {} }: ResourceRequirements,
): Errors {
  const sums = new Map<string, string>()
  for (const { resources } of containers)
    for (const [name, amount] of Object.entries(resources.requests ?? {}))
      sums.set(name, addQuantities(sums.get(name) ?? '0', amount))
  return [
    ...[...sums].flatMap(([name, sum]) =>
      compareQuantities(sum, requests[name] ?? '0') > 0
        ? [
            invalidValue(
              `${path}.requests[${name}]`,
              requests[name] ?? '0',
              `must be greater than or equal to aggregate container requests of ${sum}`,
            ),
          ]
        : [],
    ),
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
