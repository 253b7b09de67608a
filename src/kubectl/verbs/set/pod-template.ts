import type { Container, PodSpec } from '#engine'
import type { Target } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import { CommandError } from '../../failure.ts'

/** The part of a Pod's spec that a command looks at; everything else is kept as it is. */
export type PodSpecPart = Partial<PodSpec> & { readonly [field: string]: unknown }

interface Templated {
  readonly template?: { readonly spec?: PodSpecPart }
}

/** An object with other words in the spec of its Pods: a Pod in itself, all others in a template. */
export function withPodSpec(
  target: Target,
  change: (spec: PodSpecPart) => PodSpecPart,
): KubeObject {
  const { object = {}, mapping } = target
  const spec = object['spec'] as PodSpecPart | undefined
  if (mapping.kind === 'Pod') return { ...object, spec: change(spec ?? {}) }
  const { template } = (spec ?? {}) as Templated
  if (template?.spec === undefined)
    throw new CommandError(
      `the object is not a pod or does not have a pod template: *${goPackage(target)}.${mapping.kind}`,
    )
  return { ...object, spec: { ...spec, template: { ...template, spec: change(template.spec) } } }
}

/** The spec of an object's Pods; undefined where it has none. */
export function podSpecOf(kind: string, object: KubeObject): PodSpecPart | undefined {
  const spec = object['spec'] as (PodSpecPart & Templated) | undefined
  return kind === 'Pod' ? (spec ?? {}) : spec?.template?.spec
}

/** The name of the Go package that a type is declared in: that is how it is told. */
function goPackage({ mapping }: Target): string {
  return mapping.version
}

/** Changes containers, and then init containers, whose names a pattern fits. */
export function withContainers(
  spec: PodSpecPart,
  pattern: string,
  change: (container: Container) => Container,
): PodSpecPart {
  const changed = (list: readonly Container[]) =>
    list.map((each) => (fitsPattern(each.name, pattern) ? change(each) : each))
  const { containers = [], initContainers } = spec
  return {
    ...spec,
    containers: changed(containers),
    ...(initContainers === undefined ? {} : { initContainers: changed(initContainers) }),
  }
}

/** Whether any container has a name that the pattern fits. */
export function hasContainer(
  { containers = [], initContainers = [] }: PodSpecPart,
  pattern: string,
) {
  return [...containers, ...initContainers].some(({ name }) => fitsPattern(name, pattern))
}

/** `*` stands for anything. */
export function fitsPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name)
}
