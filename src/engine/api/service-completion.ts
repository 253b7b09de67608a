import type { Service, ServiceSpec } from './generated/types.ts'
import { needsHealthCheck } from './service-questions.ts'

/** One that nobody can have: where it is only tried, it stands for the one that will be given. */
const STAND_IN_PORT = 32_769

/** What the server adds without which a Service that is right would look wrong. */
export function withGivenNumbers(service: Service): Service {
  const spec = withAddressList(service.spec)
  const isOpen = needsHealthCheck(spec) && (spec.healthCheckNodePort ?? 0) === 0
  return { ...service, spec: isOpen ? { ...spec, healthCheckNodePort: STAND_IN_PORT } : spec }
}

/** Who says one address says all of them. */
export function withAddressList(spec: ServiceSpec): ServiceSpec {
  const { clusterIP = '', clusterIPs = [] } = spec
  return clusterIP === '' || clusterIPs.length > 0 ? spec : { ...spec, clusterIPs: [clusterIP] }
}
