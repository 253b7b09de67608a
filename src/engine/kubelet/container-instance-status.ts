import type {
  Container,
  ContainerState,
  ContainerStatus,
  VolumeMountStatus,
} from '../api/generated/types.ts'
import { parseImageName } from '../api/image-name.ts'
import { timeAt } from '../api/times.ts'
import type { Ms } from '../clock/clock.ts'
import type { ContainerRecord } from './pod-runtime.ts'

/** How the kubelet writes the id that its runtime, by the name of it, gave. */
export function containerIdText(runtime: string, id: string): string {
  return `${runtime}://${id}`
}

interface Node {
  /** Milliseconds since 1970 at the start of simulated time. */
  readonly epochMs: Ms
  /** What its container runtime calls itself. */
  readonly runtimeName: string
}

/** The status that one instance of a container gives. */
export function fromInstance(
  node: Node,
  of: {
    readonly container: Container
    readonly instance: ContainerRecord
    readonly old?: ContainerStatus | undefined
  },
): ContainerStatus {
  const { container, instance, old } = of
  const containerID = containerIdText(node.runtimeName, instance.id)
  const { requests } = container.resources
  return {
    name: instance.name,
    state: stateOf(node, instance),
    lastState: lastStateOf(containerID, old),
    ready: false,
    restartCount: Math.max(restartCountOf(instance, old), old?.restartCount ?? 0),
    image: fullImageName(instance.image),
    imageID: instance.imageRef,
    containerID,
    ...(requests === undefined ? {} : { allocatedResources: requests }),
    resources: instance.resources ?? container.resources,
    ...volumeMountsOf(container),
    user: { linux: instance.user },
  }
}

function stateOf({ epochMs, runtimeName }: Node, instance: ContainerRecord): ContainerState {
  // What was never started is reported with the first moment of 1970.
  const time = (ms: Ms | undefined) => timeAt(ms === undefined ? 0 : epochMs + ms)
  switch (instance.state) {
    case 'running':
      return { running: { startedAt: time(instance.startedAt) } }
    case 'exited':
      return {
        terminated: {
          exitCode: instance.exitCode ?? 0,
          reason: instance.reason ?? '',
          ...(instance.message === undefined ? {} : { message: instance.message }),
          startedAt: time(instance.startedAt),
          finishedAt: time(instance.finishedAt),
          containerID: containerIdText(runtimeName, instance.id),
        },
      }
    case 'created':
    case 'unknown':
      return { waiting: {} }
  }
}

/** What was reported of the instance before this one. */
function lastStateOf(containerID: string, old: ContainerStatus | undefined): ContainerState {
  const { terminated } = old?.state ?? {}
  if (terminated !== undefined && old?.containerID !== containerID) return { terminated }
  return old?.lastState ?? {}
}

/** A container that runs again after it was seen to end has been restarted, whoever counted. */
function restartCountOf(instance: ContainerRecord, old: ContainerStatus | undefined): number {
  const isAgain = instance.state === 'running' && old?.state.terminated !== undefined
  if (isAgain && old.restartCount >= instance.restartCount) return old.restartCount + 1
  return instance.restartCount
}

/** With registry and tag, as the runtime knows it. */
function fullImageName(image: string): string {
  const name = parseImageName(image)
  if (name === undefined) return image
  const tag = name.tag === '' ? '' : `:${name.tag}`
  return `${name.repository}${tag}${name.digest === '' ? '' : `@${name.digest}`}`
}

function volumeMountsOf({ volumeMounts = [] }: Container): Partial<ContainerStatus> {
  if (volumeMounts.length === 0) return {}
  return {
    volumeMounts: volumeMounts.map(({ name, mountPath, readOnly = false }): VolumeMountStatus => ({
      name,
      mountPath,
      ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
    })),
  }
}
