import type { Pod, Run } from '#engine'
import { type Cli, err } from '../cli.ts'
import { CommandError } from '../failure.ts'

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container'

/** Every container, as messages list them: the ordinary ones, then the others marked. */
export function allContainerNames(pod: Pod): string {
  const { containers, ephemeralContainers = [], initContainers = [] } = pod.spec
  return [
    ...containers.map(({ name }) => name),
    ...ephemeralContainers.map(({ name }) => `${name} (ephem)`),
    ...initContainers.map(({ name }) => `${name} (init)`),
  ].join(', ')
}

/** The container that an annotation of the Pod names as its default; nothing without one. */
export function defaultContainerOf(pod: Pod): string {
  return new Map(Object.entries(pod.metadata.annotations ?? {})).get(DEFAULT_CONTAINER) ?? ''
}

/** The container of that name, or the Pod's default one, which is then said on standard error. */
export function* chooseContainer(
  cli: Cli,
  pod: Pod,
  { asked, isQuiet }: { readonly asked: string; readonly isQuiet: boolean },
): Run<string> {
  const { name, notice } = chosenContainer(pod, asked)
  if (!isQuiet && notice !== '') yield* err(cli, notice)
  return name
}

/** The same, with what is to be said of it; nothing when there was no choice. */
export function chosenContainer(
  pod: Pod,
  asked: string,
): { readonly name: string; readonly notice: string } {
  const { metadata, spec } = pod
  if (spec.containers.length === 0)
    throw new CommandError(
      `pod ${metadata.namespace}/${metadata.name} does not have any containers`,
    )
  const name = asked === '' ? defaultContainerOf(pod) : asked
  const names = allContainerNames(pod)
  if (name !== '') {
    if (hasContainer(pod, name)) return { name, notice: '' }
    throw new CommandError(
      `container ${name} is not valid for pod ${pod.metadata.name} out of: ${names}`,
    )
  }
  const first = pod.spec.containers[0]?.name ?? ''
  const notice = names === first ? '' : `Defaulted container "${first}" out of: ${names}\n`
  return { name: first, notice }
}

export function hasContainer({ spec }: Pod, name: string): boolean {
  const { containers, ephemeralContainers = [], initContainers = [] } = spec
  return [...containers, ...ephemeralContainers, ...initContainers].some(
    (container) => container.name === name,
  )
}
