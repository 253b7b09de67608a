import type { Container, EphemeralContainer, ResourceRequirements } from '../api/generated/types.ts'
import type { Ms } from '../clock/clock.ts'
import type { ContainerUser } from '../runtime/runtime.ts'
import { resizeStep } from './resize.ts'
import type { ContainerView, SandboxView } from './runtime-status.ts'

/** What the kubelet has heard of one sandbox. */
export interface SandboxRecord extends SandboxView {
  readonly ips: readonly string[]
}

/** What the kubelet has heard of one instance of a container. Times are since the start. */
export interface ContainerRecord extends ContainerView {
  readonly id: string
  readonly sandbox: string
  readonly restartCount: number
  /** As the manifest named it. */
  readonly image: string
  readonly imageRef: string
  readonly user: ContainerUser
  /** What it may use by now. */
  readonly resources?: ResourceRequirements
  /** The host path of its termination log. */
  readonly terminationLog: string
  readonly startedAt?: Ms
  readonly finishedAt?: Ms
  readonly message?: string
}

/** What the kubelet has heard of one Pod; both lists newest first. */
export interface PodRuntime {
  readonly sandboxes: readonly SandboxRecord[]
  readonly containers: readonly ContainerRecord[]
}

export const NOTHING_SEEN: PodRuntime = { sandboxes: [], containers: [] }

export function withSandbox(pod: PodRuntime, sandbox: SandboxRecord): PodRuntime {
  return { ...pod, sandboxes: [sandbox, ...pod.sandboxes] }
}

export function sandboxStopped(pod: PodRuntime, id: string): PodRuntime {
  const sandboxes = pod.sandboxes.map((it) =>
    it.id === id ? { ...it, state: 'NotReady' as const } : it,
  )
  return { ...pod, sandboxes }
}

export function withoutSandbox(pod: PodRuntime, id: string): PodRuntime {
  return { ...pod, sandboxes: pod.sandboxes.filter((it) => it.id !== id) }
}

export function withContainer(pod: PodRuntime, container: ContainerRecord): PodRuntime {
  return { ...pod, containers: [container, ...pod.containers] }
}

export function withoutContainer(pod: PodRuntime, id: string): PodRuntime {
  return { ...pod, containers: pod.containers.filter((it) => it.id !== id) }
}

/** A container that has exited in the meantime stays so: news may overtake each other. */
export function containerStarted(pod: PodRuntime, id: string, startedAt: Ms): PodRuntime {
  return changed(pod, id, (it) =>
    it.state === 'exited' ? { ...it, startedAt } : { ...it, state: 'running', startedAt },
  )
}

export function containerResized(
  pod: PodRuntime,
  id: string,
  resources: ResourceRequirements,
): PodRuntime {
  return changed(pod, id, (it) => ({ ...it, resources }))
}

export interface ContainerEnd {
  readonly exitCode: number
  readonly reason: string
  readonly finishedAt: Ms
  readonly message?: string
}

export function containerExited(pod: PodRuntime, id: string, end: ContainerEnd): PodRuntime {
  return changed(pod, id, (it) => ({ ...it, ...end, state: 'exited' }))
}

/** What makes a container another one: its image (and its name). Other fields cannot change. */
function signatureOf({ name, image = '' }: Pick<Container, 'name' | 'image'>): string {
  return `${name} ${image}`
}

/** The records as a plan looks at them, with what the manifest says now. */
export function comparedWith(
  { sandboxes, containers }: PodRuntime,
  wanted: readonly (Container | EphemeralContainer)[],
): PodRuntime {
  const byName = new Map(wanted.map((it) => [it.name, it]))
  return {
    sandboxes,
    containers: containers.map((it) => {
      const container = byName.get(it.name)
      const isOther = container === undefined || signatureOf(container) !== signatureOf(it)
      const resize = container === undefined ? 'nothing' : resizeStep(container, it.resources)
      return {
        ...it,
        specChangedSinceStart: isOther,
        ...(it.state === 'running' && resize !== 'nothing' ? { resize } : {}),
      }
    }),
  }
}

function changed(
  pod: PodRuntime,
  id: string,
  change: (container: ContainerRecord) => ContainerRecord,
): PodRuntime {
  return { ...pod, containers: pod.containers.map((it) => (it.id === id ? change(it) : it)) }
}
