import { quoteGo } from '../field-error.ts'
import type { Container, ContainerPort } from '../generated/types.ts'

type Warnings = readonly string[]

/** A container and its place in the manifest. */
export interface Placed {
  readonly container: Container
  readonly at: string
}

interface PlacedPort {
  readonly port: ContainerPort
  readonly path: string
}

/** Ports that containers of a Pod name twice, or half. */
export function portWarnings(containers: readonly Placed[]): Warnings {
  const seen = new Map<string, PlacedPort[]>()
  return containers.flatMap(({ container, at }) =>
    (container.ports ?? []).flatMap((port, index) => {
      const path = `${at}.ports[${index}]`
      const key = `${port.containerPort}/${port.protocol ?? ''}`
      const others = seen.get(key) ?? []
      seen.set(key, [...others, { port, path }])
      return [
        ...((port.hostIP ?? '') !== '' && (port.hostPort ?? 0) === 0
          ? [`${path}: hostIP set without hostPort: ${printPort(port)}`]
          : []),
        ...others.flatMap((other) => overlap({ port, path }, other)),
      ]
    }),
  )
}

function overlap({ port, path }: PlacedPort, other: PlacedPort): Warnings {
  const { hostIP = '', hostPort = 0 } = port
  const { hostIP: otherIP = '', hostPort: otherPort = 0 } = other.port
  if (hostIP === otherIP && hostPort === otherPort)
    return [`${path}: duplicate port definition with ${other.path}`]
  if (hostPort === 0 || otherPort === 0)
    return [`${path}: overlapping port definition with ${other.path}`]
  const isAmbiguous = hostPort === otherPort && (hostIP === '') !== (otherIP === '')
  return isAmbiguous ? [`${path}: dangerously ambiguous port definition with ${other.path}`] : []
}

/** A port as Go prints a struct with the names of its fields. */
function printPort({
  name = '',
  hostPort = 0,
  containerPort,
  protocol,
  hostIP = '',
}: ContainerPort): string {
  return `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol ?? ''} HostIP:${hostIP}}`
}

/** Names by which a Service or a probe would find two ports. */
export function portNameWarnings(containers: readonly Placed[]): Warnings {
  const seen = new Map<string, string>()
  return containers.flatMap(({ container, at }) =>
    (container.ports ?? []).flatMap(({ name = '' }, index) => {
      const path = `${at}.ports[${index}]`
      const other = seen.get(name)
      if (name !== '' && other === undefined) seen.set(name, path)
      return other === undefined
        ? []
        : [
            `${path}: duplicate port name ${quoteGo(name)} with ${other}, services and probes that select ports by name will use ${other}`,
          ]
    }),
  )
}
