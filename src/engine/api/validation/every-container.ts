import type { Container, PodSpec } from '../generated/types.ts'
import type { Errors } from './rules.ts'

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const

/** What is wrong with each container of a Pod, of whatever sort, in the order in which Kubernetes visits them. */
export function everyContainer(
  path: string,
  spec: PodSpec,
  check: (container: Container, path: string) => Errors,
): Errors {
  return LISTS.flatMap((list) =>
    (spec[list] ?? []).flatMap((container, index) => check(container, `${path}.${list}[${index}]`)),
  )
}
