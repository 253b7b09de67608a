import { duplicate, forbiddenField, invalidValue, required } from '../field-error.ts'
import type { Service, ServicePort, ServiceSpec } from '../generated/types.ts'
import { isIpAddress } from '../ip-address.ts'
import { dns1035Label, dns1123Subdomain, portName } from '../names.ts'
import { validateLabels } from './meta.ts'
import { validateMetaOf } from './plain-kinds.ts'
import {
  each,
  type Errors,
  fits,
  isDns1123Label,
  isOneOf,
  isPort,
  isQualifiedName,
} from './rules.ts'

const HEADLESS = 'None'

export function validateService(service: Service): Errors {
  const { spec } = service
  const { ports = [], type, clusterIPs = [], sessionAffinity } = spec
  const isHeadless = clusterIPs[0] === HEADLESS
  return [
    ...validateMetaOf(service, true, dns1035Label),
    ...(ports.length === 0 && !isHeadless && type !== 'ExternalName'
      ? [required('spec.ports', '')]
      : []),
    ...validateKind(spec, isHeadless),
    ...each('spec.ports', ports, (port, at, index) => [
      ...validatePort(port, at, ports.length > 1),
      ...validateRepetition(ports.slice(0, index), port, at),
      ...(type === 'ClusterIP' && (port.nodePort ?? 0) !== 0
        ? [forbiddenField(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'")]
        : []),
    ]),
    ...validateLabels('spec.selector', spec.selector),
    ...isOneOf('spec.sessionAffinity', sessionAffinity, ['ClientIP', 'None']),
    ...(sessionAffinity === 'None' && spec.sessionAffinityConfig !== undefined
      ? [
          forbiddenField(
            'spec.sessionAffinityConfig',
            'must not be set when session affinity is None',
          ),
        ]
      : []),
    ...(isHeadless ? [] : each('spec.clusterIPs', clusterIPs, (ip, at) => isIpAddress(at, ip))),
    ...each('spec.externalIPs', spec.externalIPs, (ip, at) => isIpAddress(at, ip)),
    ...isOneOf('spec.type', type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']),
  ]
}

function validateKind(spec: ServiceSpec, isHeadless: boolean): Errors {
  const { type, clusterIPs = [], externalName = '' } = spec
  switch (type) {
    case 'LoadBalancer':
    case 'NodePort':
      return isHeadless
        ? [
            invalidValue(
              'spec.clusterIPs[0]',
              HEADLESS,
              `may not be set to 'None' for ${type} services`,
            ),
          ]
        : []
    case 'ExternalName':
      return [
        ...(clusterIPs.length > 0
          ? [forbiddenField('spec.clusterIPs', 'may not be set for ExternalName services')]
          : []),
        ...(externalName === ''
          ? [required('spec.externalName', '')]
          : fits('spec.externalName', externalName.replace(/\.$/, ''), dns1123Subdomain)),
      ]
    default:
      return []
  }
}

function validatePort(port: ServicePort, at: string, isOneOfMany: boolean): Errors {
  const { name = '', targetPort, appProtocol } = port
  return [
    ...(name !== ''
      ? isDns1123Label(`${at}.name`, name)
      : isOneOfMany
        ? [required(`${at}.name`, '')]
        : []),
    ...isPort(`${at}.port`, port.port),
    ...isOneOf(`${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
    ...(typeof targetPort === 'string'
      ? fits(`${at}.targetPort`, targetPort, portName)
      : isPort(`${at}.targetPort`, targetPort ?? 0)),
    ...(appProtocol === undefined ? [] : isQualifiedName(`${at}.appProtocol`, appProtocol)),
  ]
}

function validateRepetition(
  earlier: readonly ServicePort[],
  port: ServicePort,
  at: string,
): Errors {
  const { name = '', protocol = '', nodePort = 0 } = port
  const same = earlier.filter((it) => it.protocol === protocol)
  // Shown as the key by which ports are told apart, in which nothing else is set.
  const key = {
    Name: '',
    Protocol: protocol,
    AppProtocol: null,
    Port: port.port,
    TargetPort: 0,
    NodePort: 0,
  }
  return [
    ...(name !== '' && earlier.some((it) => it.name === name)
      ? [duplicate(`${at}.name`, name)]
      : []),
    ...(nodePort !== 0 && same.some((it) => it.nodePort === nodePort)
      ? [duplicate(`${at}.nodePort`, nodePort)]
      : []),
    ...(same.some((it) => it.port === port.port) ? [duplicate(at, key)] : []),
  ]
}
