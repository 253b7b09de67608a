import type { Container, Pod, PodCondition, ResourceRequirements } from '../api/generated/types.ts'
import { thousandthsOf, unitsOf } from '../api/quantity.ts'
import { NOTHING, requestsOf, type Resources, resourcesIn, sum } from '../scheduler/pod-requests.ts'

/** What the containers of a Pod have been given, by name: the manifest may ask for something else. */
export type Allocation = ReadonlyMap<string, ResourceRequirements>

/** Why what is asked for is not given. */
export interface ResizeRefusal {
  readonly reason: 'Deferred' | 'Infeasible'
  readonly message: string
}

export function allocationOf({ spec }: Pod): Allocation {
  return new Map(resizable(spec).map(({ name, resources }) => [name, resources]))
}

/** The Pod as it may be: with the resources that it has been given. */
export function allocatedPod(pod: Pod, allocation: Allocation): Pod {
  const given = <C extends Container>(container: C): C => {
    const resources = allocation.get(container.name)
    return resources === undefined || isSameResources(resources, container.resources)
      ? container
      : { ...container, resources }
  }
  const { containers, initContainers } = pod.spec
  if (!resizable(pod.spec).some((it) => given(it) !== it)) return pod
  return {
    ...pod,
    spec: {
      ...pod.spec,
      containers: containers.map(given),
      ...(initContainers === undefined ? {} : { initContainers: initContainers.map(given) }),
    },
  }
}

function resizable({ containers, initContainers = [] }: Pod['spec']): readonly Container[] {
  return [...initContainers, ...containers]
}

/**
 * Whether the node can give a Pod what it asks for now, when the others on it hold `others`; null
 * when it can. Source: kubelet's allocation manager, canResizePod.
 */
export function resizeRefusal(
  pod: Pod,
  node: {
    readonly allocatable: Readonly<Record<string, string>>
    readonly others: readonly Resources[]
  },
): ResizeRefusal | null {
  const capacity = resourcesIn(node.allocatable)
  const requested = requestsOf(pod)
  for (const { name, of } of KINDS)
    if (of(requested) > of(capacity))
      return {
        reason: 'Infeasible',
        message: `Node didn't have enough capacity: ${name}, requested: ${of(requested)}, capacity: ${of(capacity)}`,
      }
  const used = node.others.reduce(sum, NOTHING)
  for (const { name, of } of KINDS.toReversed())
    if (of(requested) > 0 && of(requested) + of(used) > of(capacity))
      return {
        reason: 'Deferred',
        message: `Node didn't have enough resource: ${name}, requested: ${of(requested)}, used: ${of(used)}, capacity: ${of(capacity)}`,
      }
  return null
}

const KINDS = [
  { name: 'memory', of: (it: Resources) => it.memoryBytes },
  { name: 'cpu', of: (it: Resources) => it.cpuMillis },
] as const

/** How a running container gets from what it has to what it has been given. */
export type ResizeStep = 'nothing' | 'update' | 'restart'

/** What its resizePolicy says about each resource that changes. */
export function resizeStep(
  { resizePolicy = [], resources: wanted }: Pick<Container, 'resizePolicy' | 'resources'>,
  has: ResourceRequirements | undefined,
): ResizeStep {
  if (has === undefined || isSameResources(has, wanted)) return 'nothing'
  const changed = (['cpu', 'memory'] as const).filter(
    (name) =>
      amount(has, 'limits', name) !== amount(wanted, 'limits', name) ||
      amount(has, 'requests', name) !== amount(wanted, 'requests', name),
  )
  const restarts = changed.some((name) =>
    resizePolicy.some((it) => it.resourceName === name && it.restartPolicy === 'RestartContainer'),
  )
  return restarts ? 'restart' : 'update'
}

export function isSameResources(a: ResourceRequirements, b: ResourceRequirements): boolean {
  return (['limits', 'requests'] as const).every((list) =>
    (['cpu', 'memory'] as const).every((name) => amount(a, list, name) === amount(b, list, name)),
  )
}

function amount(
  of: ResourceRequirements,
  list: 'limits' | 'requests',
  name: 'cpu' | 'memory',
): number | undefined {
  const quantity = of[list]?.[name]
  if (quantity === undefined) return undefined
  return name === 'cpu' ? thousandthsOf(quantity) : unitsOf(quantity)
}

/** The limits as a runtime takes them; absent: none. */
export function limitsOf({ limits = {} }: ResourceRequirements): {
  readonly memoryLimitBytes?: number
  readonly cpuLimitMillis?: number
} {
  const { memory, cpu } = limits
  return {
    ...(memory === undefined ? {} : { memoryLimitBytes: unitsOf(memory) }),
    ...(cpu === undefined ? {} : { cpuLimitMillis: thousandthsOf(cpu) }),
  }
}

/** The conditions that tell of a resize; none when everybody has what he asked for. */
export function resizeConditions(of: {
  readonly refusal: ResizeRefusal | null
  readonly isInProgress: boolean
}): readonly PodCondition[] {
  const common = { status: 'True' } as const
  return [
    ...(of.refusal === null ? [] : [{ type: 'PodResizePending', ...common, ...of.refusal }]),
    ...(of.isInProgress ? [{ type: 'PodResizeInProgress', ...common }] : []),
  ]
}

/** As events tell of a resize: what every container asks for. */
export function resizeText({ metadata, spec }: Pod, error?: string): string {
  const listed = (containers: readonly Container[]) =>
    containers
      .filter(({ resources }) => resources.limits !== undefined || resources.requests !== undefined)
      .map(({ name, resources: { limits, requests } }) => ({
        name,
        resources: {
          ...(limits === undefined ? {} : { limits }),
          ...(requests === undefined ? {} : { requests }),
        },
      }))
  const [init, main] = [listed(spec.initContainers ?? []), listed(spec.containers)]
  return JSON.stringify({
    ...(init.length === 0 ? {} : { initContainers: init }),
    ...(main.length === 0 ? {} : { containers: main }),
    generation: metadata.generation ?? 0,
    ...(error === undefined ? {} : { error }),
  })
}
