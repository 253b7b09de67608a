import type { ContainerStatus, PodStatus } from '../api/generated/types.ts'

/** The id of the instance whose log is wanted, or why there is none, in the kubelet's words. */
export type InstanceForLogs = { readonly id: string } | { readonly error: string }

/** Which instance's log a request for logs means. See [R95]. */
export function instanceForLogs(
  status: PodStatus,
  of: { readonly pod: string; readonly container: string; readonly previous: boolean },
): InstanceForLogs {
  const words = `container "${of.container}" in pod "${of.pod}"`
  const found = allOf(status).find(({ name }) => name === of.container)
  if (found === undefined) return { error: `${words} is not available` }
  const { waiting, running, terminated } = found.state
  const last = found.lastState.terminated
  const lastId = last?.containerID ?? ''
  if (of.previous)
    return lastId === '' ? { error: `previous terminated ${words} not found` } : idOf(lastId)
  if (running !== undefined) return idOf(found.containerID ?? '')
  if (terminated !== undefined || last !== undefined) {
    const id = terminated?.containerID ?? lastId
    return id === '' ? { error: `${words} is terminated` } : idOf(id)
  }
  if (waiting === undefined) return { error: `${words} is waiting to start - no logs yet` }
  return { error: `${words} is waiting to start: ${whyWaiting(waiting.reason ?? '')}` }
}

function allOf(status: PodStatus): readonly ContainerStatus[] {
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    ephemeralContainerStatuses = [],
  } = status
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses]
}

function whyWaiting(reason: string): string {
  if (reason === 'ErrImagePull') return "image can't be pulled"
  if (reason === 'ImagePullBackOff') return 'trying and failing to pull image'
  return reason
}

function idOf(containerID: string): InstanceForLogs {
  return { id: containerID.replace(/^.*:\/\//, '') }
}
