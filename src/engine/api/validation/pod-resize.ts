import { forbiddenField, invalidValue } from '../field-error.ts'
import type { Container, Pod, PodSpec, ResourceRequirements } from '../generated/types.ts'
import { qosClassOf } from '../qos.ts'
import { isAlike } from './alike.ts'
import { validateObjectMetaUpdate } from './meta.ts'
import { validateMetaAndSpec } from './pod.ts'
import { MIRROR } from './pod-annotations.ts'
import { each, type Errors } from './rules.ts'

/** Only cpu and memory of a running Pod can be changed, and not what class of quality it has. */
export function validateResize(pod: Pod, before: Pod): Errors {
  const [next, stood] = [pod.spec, before.spec]
  const refusal = refusalOf(before)
  if (refusal !== undefined) return [forbiddenField('[]', refusal)]
  const general = [
    ...validateObjectMetaUpdate(pod.metadata, before.metadata),
    ...validateMetaAndSpec(pod),
    ...validateQuality(pod, before),
    ...validateNode(before),
    ...validateWhole(next, stood),
  ]
  const order = [
    ...validateOrder('containers', next.containers, stood.containers),
    ...validateOrder('initContainers', next.initContainers ?? [], stood.initContainers ?? []),
  ]
  if (order.length > 0) return [...general, ...order]
  const errors = [...general, ...validateContainers(next, stood)]
  return errors.length > 0 || isAlike(withSizesOf(next, stood), stood)
    ? errors
    : [forbiddenField('spec', 'only cpu and memory resources are mutable')]
}

function refusalOf({ metadata, spec }: Pod): string | undefined {
  if (Object.hasOwn(metadata.annotations ?? {}, MIRROR)) return 'static pods cannot be resized'
  return spec.os?.name === 'windows' ? 'windows pods cannot be resized' : undefined
}

function validateQuality({ spec, status }: Pod, before: Pod): Errors {
  const words = 'Pod QOS Class may not change as a result of resizing'
  return qosClassOf(spec) === (before.status.qosClass ?? qosClassOf(before.spec))
    ? []
    : [invalidValue('spec', status.qosClass ?? '', words)]
}

/** A node that can resize tells what its containers have. */
function validateNode({ status }: Pod): Errors {
  const running = status.containerStatuses?.find(({ state }) => state.running !== undefined)
  return running === undefined || running.resources !== undefined
    ? []
    : [forbiddenField('spec', 'Pod running on node without support for resize')]
}

function validateOrder(
  field: 'containers' | 'initContainers',
  next: readonly Container[],
  stood: readonly Container[],
): Errors {
  const path = `spec.${field}`
  if (next.length !== stood.length)
    return [forbiddenField(path, `${field} may not be added or removed on resize`)]
  return each(path, stood, ({ name }, at, index) =>
    next[index]?.name === name
      ? []
      : [forbiddenField(`${at}.name`, `${field} may not be renamed or reordered on resize`)],
  )
}

/** Resources of the Pod as a whole. */
function validateWhole(next: PodSpec, stood: PodSpec): Errors {
  const [wish, had] = [next.resources, stood.resources]
  const path = 'spec.resources'
  if (had !== undefined && wish === undefined)
    return [forbiddenField(path, 'pod-level resources cannot be removed')]
  if (wish === undefined) return []
  return [
    ...removed('requests', wish, had).map((it) =>
      forbiddenField(`${path}.${it}`, 'pod-level resource requests cannot be removed'),
    ),
    ...removed('limits', wish, had).map((it) =>
      forbiddenField(`${path}.${it}`, 'pod-level resource limits cannot be removed'),
    ),
    ...(isAlike(withSizes(wish, had), had ?? {})
      ? []
      : [forbiddenField('spec', 'only cpu and memory resources are mutable at pod-level')]),
  ]
}

function validateContainers(next: PodSpec, stood: PodSpec): Errors {
  const sizes = (field: 'containers' | 'initContainers') =>
    each(`spec.${field}`, stood[field], (container, at, index) => {
      const wish = next[field]?.[index]?.resources ?? {}
      return (['requests', 'limits'] as const).flatMap((which) =>
        removed(which, wish, container.resources).map((it) =>
          forbiddenField(`${at}.resources.${it}`, `resource ${it} cannot be removed`),
        ),
      )
    })
  return [
    ...sizes('initContainers'),
    ...sizes('containers'),
    ...each('spec.containers', next.containers, (container, _, index) =>
      isAlike(withSizesIn(container, stood.containers[index]), stood.containers[index])
        ? []
        : [forbiddenField('spec', 'only cpu and memory resources are mutable')],
    ),
    ...each('spec.initContainers', next.initContainers, (container, at, index) =>
      validateInit(at, container, stood.initContainers?.[index]),
    ),
  ]
}

function validateInit(path: string, next: Container, stood: Container | undefined): Errors {
  const isSidecar = next.restartPolicy === 'Always'
  const isFixed = next.resizePolicy?.some((it) => it.restartPolicy === 'RestartContainer') === true
  return [
    ...(isAlike(withSizesIn(next, stood), stood)
      ? []
      : [
          forbiddenField(
            path,
            'only cpu and memory resources for init or sidecar containers are mutable',
          ),
        ]),
    ...(isSidecar || !isFixed || isAlike(next, stood)
      ? []
      : [
          forbiddenField(
            path,
            'non-sidecar init containers with a resize policy of RestartContainer cannot be resized',
          ),
        ]),
  ]
}

function removed(
  which: 'requests' | 'limits',
  next: ResourceRequirements,
  stood: ResourceRequirements | undefined,
): readonly ('requests' | 'limits')[] {
  const isGone = Object.keys(stood?.[which] ?? {}).some((name) => next[which]?.[name] === undefined)
  return isGone ? [which] : []
}

const RESIZABLE = ['cpu', 'memory']

/** The wish, with cpu and memory as they stood: what differs then may not. */
function withSizes(
  next: ResourceRequirements,
  stood: ResourceRequirements | undefined,
): ResourceRequirements {
  const mixed = (which: 'requests' | 'limits') => {
    const others = Object.entries(next[which] ?? {}).filter(([name]) => !RESIZABLE.includes(name))
    const kept = Object.entries(stood?.[which] ?? {}).filter(([name]) => RESIZABLE.includes(name))
    const all = [...others, ...kept].sort(([a], [b]) => (a < b ? -1 : 1))
    return all.length === 0 ? {} : { [which]: Object.fromEntries(all) }
  }
  return { ...mixed('limits'), ...mixed('requests') }
}

function withSizesIn(next: Container, stood: Container | undefined): Container {
  return { ...next, resources: withSizes(next.resources, stood?.resources) }
}

function withSizesOf(next: PodSpec, stood: PodSpec): PodSpec {
  const { resources, initContainers, ...rest } = next
  const inits = initContainers?.map((it, index) => withSizesIn(it, stood.initContainers?.[index]))
  const whole = resources === undefined ? undefined : withSizes(resources, stood.resources)
  const isEmpty = whole !== undefined && Object.keys(whole).length === 0
  return {
    ...rest,
    containers: next.containers.map((it, index) => withSizesIn(it, stood.containers[index])),
    ...(inits === undefined ? {} : { initContainers: inits }),
    ...(whole === undefined || (isEmpty && stood.resources === undefined)
      ? {}
      : { resources: whole }),
  }
}
