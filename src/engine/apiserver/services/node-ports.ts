import { type FieldError, invalidValue } from '../../api/field-error.ts'
import type { ServicePort, ServiceSpec } from '../../api/generated/types.ts'
import { needsHealthCheck, needsNodePorts } from '../../api/service-questions.ts'
import { internalFailure, type Refused, serverError } from '../refusals.ts'
import type { NodePorts } from './pools.ts'

/** How a wrong field is refused. */
type Refuse = (error: FieldError) => Refused

export interface Taking {
  readonly pool: NodePorts
  readonly refuse: Refuse
}

/** Ports of the nodes for a new Service. Source: initNodePorts in alloc.go. */
export function withNewNodePorts(spec: ServiceSpec, taking: Taking): ServiceSpec {
  const { ports } = spec
  if (!needsNodePorts(spec) || ports === undefined) return spec
  // A port of one number for two protocols has one node port.
  const known = new Map<number, number>()
  const next = ports.map((port, index) => {
    const { nodePort = 0 } = port
    if (nodePort === 0 && !areDrawn(spec)) return port
    const shared = known.get(port.port) ?? 0
    if (shared !== 0) {
      if (nodePort !== 0 && nodePort !== shared) take(taking, nodePort, index)
      return nodePort === 0 ? { ...port, nodePort: shared } : port
    }
    const given = nodePortOf(taking, askedFor(ports, port.port), index)
    known.set(port.port, given)
    return { ...port, nodePort: given }
  })
  return { ...spec, ports: next }
}

function nodePortOf(taking: Taking, asked: number, index: number): number {
  return asked === 0 ? draw(taking) : take(taking, asked, index)
}

function askedFor(ports: readonly ServicePort[], port: number): number {
  return ports.find((it) => it.port === port && (it.nodePort ?? 0) !== 0)?.nodePort ?? 0
}

/** A balancer that reaches Pods by itself needs none. */
export function areDrawn({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean {
  return type === 'NodePort' || allocateLoadBalancerNodePorts === true
}

/** Ports of the nodes for a Service that stands already. Source: updateNodePorts in alloc.go. */
export function withFurtherNodePorts(
  spec: ServiceSpec,
  before: ServiceSpec,
  taking: Taking,
): ServiceSpec {
  const { ports } = spec
  if (!needsNodePorts(spec) || ports === undefined) return spec
  const had = new Set((before.ports ?? []).map(({ nodePort = 0 }) => nodePort))
  const seen = new Set<string>()
  const next = ports.map((port, index) => {
    const { nodePort = 0, protocol = '' } = port
    if (nodePort === 0 && !areDrawn(spec)) return port
    const given = nodePort === 0 ? draw(taking) : nodePort
    if (nodePort !== 0 && !had.has(nodePort)) take(taking, nodePort, index)
    had.add(given)
    const words = `{${protocol} ${given}}`
    if (seen.has(words)) throw serverError(`duplicate nodePort: ${words}`)
    seen.add(words)
    return { ...port, nodePort: given }
  })
  return { ...spec, ports: next }
}

/** The port where a balancer asks a node whether it has endpoints. */
export function withHealthCheck(
  spec: ServiceSpec,
  before: ServiceSpec | undefined,
  { pool }: Taking,
): ServiceSpec {
  const isNew = needsHealthCheck(spec) && !(before !== undefined && needsHealthCheck(before))
  if (!isNew) return spec
  const { healthCheckNodePort: asked = 0 } = spec
  const taken = asked === 0 ? pool.draw() : pool.take(asked)
  if ('given' in taken) return { ...spec, healthCheckNodePort: taken.given }
  const what = asked === 0 ? 'a HealthCheck NodePort 0' : `requested HealthCheck NodePort ${asked}`
  throw internalFailure(`failed to allocate ${what}: ${taken.refused}`)
}

function take({ pool, refuse }: Taking, port: number, index: number): number {
  const taken = pool.take(port)
  if ('given' in taken) return taken.given
  throw refuse(invalidValue(`spec.ports[${index}].nodePort`, port, taken.refused))
}

function draw({ pool }: Taking): number {
  const taken = pool.draw()
  if ('given' in taken) return taken.given
  throw internalFailure(`failed to allocate a nodePort: ${taken.refused}`)
}
