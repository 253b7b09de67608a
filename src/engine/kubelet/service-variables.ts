import type { Pod, Service } from '../api/generated/types.ts'

/**
 * The variables that tell a container of the Services of its namespace (and of `kubernetes` in
 * `default`), in the manner of Docker links. See [R62].
 */
export function serviceVariables(
  { metadata, spec }: Pod,
  services: readonly Service[],
): readonly (readonly [string, string])[] {
  const isMaster = (it: Service) =>
    it.metadata.namespace === 'default' && it.metadata.name === 'kubernetes'
  const isOwn = (it: Service) =>
    it.metadata.namespace === metadata.namespace && spec.enableServiceLinks !== false
  return services
    .filter((it) => hasAddress(it) && (isMaster(it) || isOwn(it)))
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .flatMap(variablesOf)
}

function hasAddress({ spec }: Service): boolean {
  return spec.clusterIP !== undefined && spec.clusterIP !== '' && spec.clusterIP !== 'None'
}

function variablesOf({ metadata, spec }: Service): readonly (readonly [string, string])[] {
  const name = variableName(metadata.name)
  const { clusterIP = '', ports = [] } = spec
  const [first] = ports
  if (first === undefined) return []
  const named = ports.filter((port) => (port.name ?? '') !== '')
  const links = ports.flatMap(({ port, protocol = 'TCP' }) => {
    const lower = protocol.toLowerCase()
    const prefix = `${name}_PORT_${port}_${protocol}`
    return [
      [prefix, `${lower}://${clusterIP}:${port}`],
      [`${prefix}_PROTO`, lower],
      [`${prefix}_PORT`, `${port}`],
      [`${prefix}_ADDR`, clusterIP],
    ] as const
  })
  const url = `${(first.protocol ?? 'TCP').toLowerCase()}://${clusterIP}:${first.port}`
  return [
    [`${name}_SERVICE_HOST`, clusterIP],
    [`${name}_SERVICE_PORT`, `${first.port}`],
    ...named.map(
      (port) => [`${name}_SERVICE_PORT_${variableName(port.name ?? '')}`, `${port.port}`] as const,
    ),
    [`${name}_PORT`, url],
    ...links,
  ]
}

function variableName(name: string): string {
  return name.replaceAll('-', '_').toUpperCase()
}
