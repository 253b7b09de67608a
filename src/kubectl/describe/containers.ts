import type {
  Container,
  ContainerPort,
  ContainerState,
  ContainerStatus,
  EphemeralContainer,
  Pod,
  ResourceRequirements,
  VolumeMount,
} from '#engine'
import { canonicalQuantity } from '#engine'
import { quote } from '../flags/quote.ts'
import { describeEnv, describeEnvFrom } from './environment.ts'
import { rfc1123, sortedEntries } from './metadata.ts'
import { probeText } from './probe.ts'
import type { DescribeWriter } from './writer.ts'

export interface ContainersToDescribe {
  readonly title: string
  readonly containers: readonly (Container | EphemeralContainer)[]
  /** undefined in a template, where nothing runs. */
  readonly statuses: readonly ContainerStatus[] | undefined
  /** For fields of the Pod that the environment refers to. */
  readonly pod?: Pod
  /** Before the title: a template is indented. */
  readonly space: string
}

export function describeContainers(writer: DescribeWriter, what: ContainersToDescribe): void {
  const { title, containers, statuses = [], pod, space } = what
  writer.line(0, `${space}${title}:${containers.length === 0 ? ' <none>' : ''}`)
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name)
    describeBasics(writer, container, { status, indent: space === '' ? '' : ' ' })
    describeWords(writer, 'Command', container.command)
    describeWords(writer, 'Args', container.args)
    if (status !== undefined) describeState(writer, status)
    describeResources(writer, container.resources, 2)
    describeProbes(writer, container)
    describeEnvFrom(writer, container.envFrom)
    describeEnv(writer, container, pod)
    describeMounts(writer, container.volumeMounts)
  }
}

function describeBasics(
  writer: DescribeWriter,
  container: Container | EphemeralContainer,
  { status, indent }: { readonly status: ContainerStatus | undefined; readonly indent: string },
): void {
  const { name, image = '', ports = [], securityContext } = container
  writer.line(1, `${indent}${name}:`)
  if (status !== undefined) writer.line(2, 'Container ID:', status.containerID ?? '')
  writer.line(2, 'Image:', image)
  if (status !== undefined) writer.line(2, 'Image ID:', status.imageID)
  describePorts(
    writer,
    'Port',
    portTexts(ports, ({ containerPort }) => containerPort),
  )
  describePorts(
    writer,
    'Host Port',
    portTexts(ports, ({ hostPort = 0 }) => hostPort),
  )
  const profile = securityContext?.seccompProfile
  if (profile !== undefined) writer.line(2, 'SeccompProfile:', profile.type)
  if (profile?.type === 'Localhost')
    writer.line(3, 'LocalhostProfile:', profile.localhostProfile ?? '')
}

function portTexts(
  ports: readonly ContainerPort[],
  numberOf: (port: ContainerPort) => number,
): readonly string[] {
  return ports.map((port) => {
    const text = `${numberOf(port)}/${port.protocol ?? ''}`
    return (port.name ?? '') === '' ? text : `${text} (${port.name ?? ''})`
  })
}

function describePorts(writer: DescribeWriter, title: string, ports: readonly string[]): void {
  if (ports.length > 1) writer.line(2, `${title}s:`, ports.join(', '))
  else writer.line(2, `${title}:`, ports[0] ?? '<none>')
}

function describeWords(writer: DescribeWriter, title: string, words: readonly string[] = []): void {
  if (words.length === 0) return
  writer.line(2, `${title}:`)
  for (const line of words.flatMap((word) => word.split('\n'))) writer.line(3, line)
}

function describeState(writer: DescribeWriter, status: ContainerStatus): void {
  describeOneState(writer, 'State', status.state)
  if (status.lastState.terminated !== undefined)
    describeOneState(writer, 'Last State', status.lastState)
  writer.line(2, 'Ready:', status.ready ? 'True' : 'False')
  writer.line(2, 'Restart Count:', status.restartCount)
}

function describeOneState(writer: DescribeWriter, title: string, state: ContainerState): void {
  const { running, waiting, terminated } = state
  if (running !== undefined) {
    writer.line(2, `${title}:`, 'Running')
    writer.line(3, 'Started:', rfc1123(running.startedAt))
  } else if (terminated !== undefined) {
    writer.line(2, `${title}:`, 'Terminated')
    if ((terminated.reason ?? '') !== '') writer.line(3, 'Reason:', terminated.reason ?? '')
    if ((terminated.message ?? '') !== '') writer.line(3, 'Message:', terminated.message ?? '')
    writer.line(3, 'Exit Code:', terminated.exitCode)
    if ((terminated.signal ?? 0) > 0) writer.line(3, 'Signal:', terminated.signal ?? 0)
    writer.line(3, 'Started:', rfc1123(terminated.startedAt))
    writer.line(3, 'Finished:', rfc1123(terminated.finishedAt))
  } else {
    writer.line(2, `${title}:`, 'Waiting')
    if ((waiting?.reason ?? '') !== '') writer.line(3, 'Reason:', waiting?.reason ?? '')
  }
}

export function describeResources(
  writer: DescribeWriter,
  resources: ResourceRequirements | undefined,
  level: number,
): void {
  for (const [title, list] of [
    ['Limits', resources?.limits],
    ['Requests', resources?.requests],
  ] as const) {
    const entries = sortedEntries(list)
    if (entries.length > 0) writer.line(level, `${title}:`)
    for (const [name, quantity] of entries)
      writer.line(level + 1, `${name}:`, canonicalQuantity(quantity))
  }
}

function describeProbes(writer: DescribeWriter, container: Container | EphemeralContainer): void {
  const { livenessProbe, readinessProbe, startupProbe } = container
  if (livenessProbe !== undefined) writer.line(2, 'Liveness:', probeText(livenessProbe))
  if (readinessProbe !== undefined) writer.line(2, 'Readiness:', probeText(readinessProbe))
  if (startupProbe !== undefined) writer.line(2, 'Startup:', probeText(startupProbe))
}

function describeMounts(writer: DescribeWriter, mounts: readonly VolumeMount[] = []): void {
  if (mounts.length === 0) writer.line(2, 'Mounts:', '<none>')
  else writer.line(2, 'Mounts:')
  const sorted = [...mounts].sort((left, right) => (left.mountPath < right.mountPath ? -1 : 1))
  for (const { mountPath, name, readOnly, subPath = '' } of sorted) {
    const flags = [
      readOnly === true ? 'ro' : 'rw',
      ...(subPath === '' ? [] : [`path=${quote(subPath)}`]),
    ]
    writer.line(3, `${mountPath} from ${name} (${flags.join(',')})`)
  }
}
