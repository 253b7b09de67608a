import type { Pod, Run } from '#engine'
import { type Cli, err } from '../cli.ts'
import { CommandError } from '../failure.ts'
import { allContainerNames, defaultContainerOf, hasContainer } from './container.ts'

/** One container whose log is wanted. */
export interface LogSource {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export interface LogChoice {
  /** Empty: the Pod's default one. */
  readonly container: string
  readonly allContainers: boolean
  /** Says nothing of which container was taken. */
  readonly isQuiet: boolean
}

/** The containers of a Pod whose logs are meant. */
export function* logSourcesOf(cli: Cli, pod: Pod, choice: LogChoice): Run<readonly LogSource[]> {
  const { name, namespace } = pod.metadata
  const sourceOf = (container: string) => ({ namespace, pod: name, container })
  if (choice.allContainers) {
    const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec
    return [...initContainers, ...containers, ...ephemeralContainers].map((each) =>
      sourceOf(each.name),
    )
  }
  const container = yield* containerToLog(cli, pod, choice)
  if (hasContainer(pod, container)) return [sourceOf(container)]
  throw new CommandError(
    `container ${container} is not valid for pod ${name} out of: ${allContainerNames(pod)}`,
  )
}

function* containerToLog(cli: Cli, pod: Pod, choice: LogChoice): Run<string> {
  if (choice.container !== '') return choice.container
  const preferred = defaultContainerOf(pod)
  if (preferred !== '' && hasContainer(pod, preferred)) return preferred
  if (preferred !== '')
    yield* err(cli, `Default container name "${preferred}" not found in pod ${pod.metadata.name}\n`)
  const first = pod.spec.containers[0]?.name ?? ''
  const names = allContainerNames(pod)
  if (names !== first && !choice.isQuiet)
    yield* err(cli, `Defaulted container "${first}" out of: ${names}\n`)
  return first
}
