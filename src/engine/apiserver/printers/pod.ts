import type { ContainerStatus, Pod, PodStatus } from '../../api/generated/types.ts'
import { epochMsOf } from '../../api/times.ts'
import { ageOf, columns, orNone, type Printer, since } from './printer.ts'

export const podPrinter: Printer<Pod> = {
  columns: columns(
    'Name, Ready, Status, Restarts, Age',
    'IP, Node, Nominated Node, Readiness Gates',
  ),
  cells: (pod, now) => {
    const { ready, total, restarts, lastRestart } = countsOf(pod)
    const ago = lastRestart === undefined ? '' : ` (${since(lastRestart, now)} ago)`
    return [
      pod.metadata.name,
      `${ready}/${total}`,
      podStatusText(pod),
      restarts === 0 ? '0' : `${restarts}${ago}`,
      ageOf(pod, now),
      orNone(pod.status.podIPs?.[0]?.ip),
      orNone(pod.spec.nodeName),
      orNone(pod.status.nominatedNodeName),
      readinessGates(pod),
    ]
  },
  conditions: ({ status }) => {
    const done = { type: 'Completed', status: 'True' } as const
    if (status.phase === 'Succeeded')
      return [{ ...done, reason: 'Succeeded', message: 'The pod has completed successfully.' }]
    return status.phase === 'Failed'
      ? [{ ...done, reason: 'Failed', message: 'The pod failed.' }]
      : []
  },
}

/** The STATUS column of `kubectl get pods`. Source: printPod in pkg/printers. */
export function podStatusText(pod: Pod): string {
  const { metadata, status } = pod
  const phase = status.phase ?? ''
  const isTerminal = phase === 'Failed' || phase === 'Succeeded'
  if (metadata.deletionTimestamp !== undefined) {
    if (status.reason === 'NodeLost') return 'Unknown'
    if (!isTerminal) return 'Terminating'
  }
  const initializing = initializingText(pod)
  if (initializing !== undefined && !isInitialized(status)) return initializing
  return containersText(status, initializing ?? firstText(status))
}

function firstText(status: PodStatus): string {
  const isGated = status.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  )
  if (isGated === true) return 'SchedulingGated'
  return orElse(status.reason, status.phase ?? '')
}

/** What the first init container that is not done says; undefined when all are. */
function initializingText({ spec, status }: Pod): string | undefined {
  for (const [index, container] of (status.initContainerStatuses ?? []).entries()) {
    const { terminated, waiting } = container.state
    if (terminated?.exitCode === 0) continue
    if (isSidecar(spec, container.name) && container.started === true) continue
    if (terminated !== undefined) return `Init:${terminationText(terminated)}`
    const reason = waiting?.reason ?? ''
    if (reason !== '' && reason !== 'PodInitializing') return `Init:${reason}`
    return `Init:${index}/${spec.initContainers?.length ?? 0}`
  }
  return undefined
}

/** The first container with something to say has the word. */
function containersText(status: PodStatus, otherwise: string): string {
  const statuses = status.containerStatuses ?? []
  const text = statuses.map(containerText).find((it) => it !== undefined) ?? otherwise
  if (text !== 'Completed' || !statuses.some(isReadyAndRunning)) return text
  const isReady = status.conditions?.some((it) => it.type === 'Ready' && it.status === 'True')
  return isReady === true ? 'Running' : 'NotReady'
}

function containerText({ state }: ContainerStatus): string | undefined {
  const waiting = state.waiting?.reason ?? ''
  if (waiting !== '') return waiting
  return state.terminated === undefined ? undefined : terminationText(state.terminated)
}

function terminationText(state: {
  readonly reason?: string
  readonly signal?: number
  readonly exitCode: number
}): string {
  const code =
    (state.signal ?? 0) === 0 ? `ExitCode:${state.exitCode}` : `Signal:${state.signal ?? 0}`
  return orElse(state.reason, code)
}

interface Counts {
  readonly ready: number
  readonly total: number
  readonly restarts: number
  readonly lastRestart: string | undefined
}

/** While a Pod initializes, its init containers' restarts count; afterwards only its sidecars'. */
function countsOf(pod: Pod): Counts {
  const { spec, status } = pod
  const init = status.initContainerStatuses ?? []
  const sidecars = init.filter(({ name }) => isSidecar(spec, name))
  const firstUndone = init.findIndex((it) => !isDoneInitializing(pod, it))
  const reached = firstUndone < 0 ? init : init.slice(0, firstUndone + 1)
  const isPast = firstUndone < 0 || isInitialized(status)
  const containers = isPast ? (status.containerStatuses ?? []) : []
  const startedSidecars = reached.filter(
    (it) => isSidecar(spec, it.name) && it.started === true && it.state.terminated?.exitCode !== 0,
  )
  const ready =
    startedSidecars.filter((it) => it.ready).length + containers.filter(isReadyAndRunning).length
  const counted = isPast
    ? [...reached.filter((it) => sidecars.includes(it)), ...containers]
    : reached
  const total =
    spec.containers.length +
    (spec.initContainers ?? []).filter((it) => it.restartPolicy === 'Always').length
  return {
    ready,
    total,
    restarts: counted.reduce((sum, it) => sum + it.restartCount, 0),
    lastRestart: latest(counted.map((it) => it.lastState.terminated?.finishedAt ?? undefined)),
  }
}

function isDoneInitializing({ spec }: Pod, container: ContainerStatus): boolean {
  if (container.state.terminated?.exitCode === 0) return true
  return isSidecar(spec, container.name) && container.started === true
}

function isSidecar(spec: Pod['spec'], name: string): boolean {
  const container = spec.initContainers?.find((it) => it.name === name)
  return container?.restartPolicy === 'Always'
}

/** Ready, running, and with nothing of waiting or ended about it. */
function isReadyAndRunning(container: ContainerStatus): boolean {
  const { running, waiting, terminated } = container.state
  const isElsewhere = (waiting?.reason ?? '') !== '' || terminated !== undefined
  return container.ready && running !== undefined && !isElsewhere
}

function isInitialized({ conditions = [] }: PodStatus): boolean {
  return conditions.some(({ type, status }) => type === 'Initialized' && status === 'True')
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? []
  if (gates.length === 0) return '<none>'
  const open = gates.filter(({ conditionType }) => {
    const condition = status.conditions?.find(({ type }) => type === conditionType)
    return condition?.status === 'True'
  })
  return `${open.length}/${gates.length}`
}

function latest(times: readonly (string | undefined)[]): string | undefined {
  let last: string | undefined
  for (const time of times)
    if (time !== undefined && (epochMsOf(time) ?? 0) > (epochMsOf(last ?? '') ?? 0)) last = time
  return last
}

function orElse(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text
}
