import { addQuantities, compareQuantities } from './quantity.ts'

type Amounts = Readonly<Record<string, string>>

interface Resources {
  readonly limits?: Amounts
  readonly requests?: Amounts
}

interface Sized {
  readonly resources?: Resources
  readonly restartPolicy?: unknown
}

interface Whole {
  readonly resources?: Resources
  readonly containers?: readonly Sized[]
  readonly initContainers?: readonly Sized[]
}

/**
 * What the Pod as a whole asks for, where it says so only in part: as much as its containers, else
 * as much as it limits. Huge pages are limited as they are in the containers. Undefined when
 * nothing is to be filled in. Source: SetDefaults_Pod in pkg/apis/core/v1/defaults.go.
 */
export function podLevelDefaults(spec: Whole): Resources | undefined {
  const { resources } = spec
  if (resources === undefined || (isEmpty(resources.limits) && isEmpty(resources.requests)))
    return undefined
  const limits = { ...pagesOf(spec, resources), ...resources.limits }
  if (isEmpty(limits)) return undefined
  const asked = Object.entries(aggregate(spec, 'requests')).filter(
    ([name]) => name === 'cpu' || name === 'memory',
  )
  const limited = Object.entries(limits).filter(([name]) => isOfPod(name))
  const requests = { ...Object.fromEntries([...limited, ...asked]), ...resources.requests }
  return { ...resources, limits: sorted(limits), requests: sorted(requests) }
}

function pagesOf(spec: Whole, { requests = {} }: Resources): Amounts {
  const pages = Object.entries(aggregate(spec, 'limits')).filter(
    ([name]) => name.startsWith('hugepages-') && requests[name] === undefined,
  )
  return Object.fromEntries(pages)
}

function isOfPod(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
}

/**
 * What the containers take together: all of them with the sidecars, or an init container with the
 * sidecars before it, if that is more. Source: k8s.io/component-helpers/resource.
 */
function aggregate(
  { containers = [], initContainers = [] }: Whole,
  which: 'limits' | 'requests',
): Amounts {
  let sidecars: Amounts = {}
  let starting: Amounts = {}
  for (const container of initContainers) {
    const own = container.resources?.[which] ?? {}
    const isSidecar = container.restartPolicy === 'Always'
    starting = most(starting, sum(sidecars, own))
    if (isSidecar) sidecars = sum(sidecars, own)
  }
  const running = containers.map(({ resources }) => resources?.[which] ?? {}).reduce(sum, sidecars)
  return most(running, starting)
}

function sum(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, addQuantities)
}

function most(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (left, right) => (compareQuantities(left, right) >= 0 ? left : right))
}

function merged(a: Amounts, b: Amounts, join: (a: string, b: string) => string): Amounts {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return Object.fromEntries(names.map((name) => [name, join(a[name] ?? '0', b[name] ?? '0')]))
}

function sorted(amounts: Amounts): Amounts {
  return Object.fromEntries(Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isEmpty(amounts: Amounts = {}): boolean {
  return Object.keys(amounts).length === 0
}
