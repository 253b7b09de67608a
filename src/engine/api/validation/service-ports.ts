import { duplicate, forbiddenField, required } from '../field-error.ts'
import type { ServicePort, ServiceSpec } from '../generated/types.ts'
import { portName } from '../names.ts'
import { internalForm } from './internal-form.ts'
import {
  each,
  type Errors,
  fits,
  isDns1123Label,
  isOneOf,
  isPort,
  isQualifiedName,
} from './rules.ts'

const PATH = 'spec.ports'

/** Each port by itself. */
export function validatePorts({ ports = [] }: ServiceSpec): Errors {
  return each(PATH, ports, (port, at, index) => [
    ...validateName(ports, at, index),
    ...validatePort(port, at),
  ])
}

/** What ports may not have in common, and what only some types may ask for. */
export function validateNumbers({ type, ports = [] }: ServiceSpec): Errors {
  const mayNot = "may not be used when `type` is 'ClusterIP'"
  return [
    ...each(PATH, ports, ({ nodePort = 0 }, at) =>
      type === 'ClusterIP' && nodePort !== 0 ? [forbiddenField(`${at}.nodePort`, mayNot)] : [],
    ),
    ...each(PATH, ports, (port, at, index) =>
      isRepeated(ports, index, 'nodePort') ? [duplicate(`${at}.nodePort`, port.nodePort)] : [],
    ),
    ...each(PATH, ports, ({ protocol, port }, at, index) =>
      isRepeated(ports, index, 'port')
        ? [duplicate(at, internalForm('ServicePort', { protocol, port }))]
        : [],
    ),
  ]
}

function isRepeated(
  ports: readonly ServicePort[],
  index: number,
  key: 'nodePort' | 'port',
): boolean {
  const number = ports[index]?.[key] ?? 0
  const protocol = ports[index]?.protocol
  const isSet = key === 'port' || number !== 0
  return isSet && ports.slice(0, index).some((it) => it[key] === number && it.protocol === protocol)
}

function validateName(ports: readonly ServicePort[], at: string, index: number): Errors {
  const name = ports[index]?.name ?? ''
  if (name === '') return ports.length > 1 ? [required(`${at}.name`, '')] : []
  return [
    ...isDns1123Label(`${at}.name`, name),
    ...(ports.slice(0, index).some((it) => it.name === name)
      ? [duplicate(`${at}.name`, name)]
      : []),
  ]
}

function validatePort({ port, protocol, targetPort, appProtocol }: ServicePort, at: string) {
  return [
    ...isPort(`${at}.port`, port),
    ...isOneOf(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
    ...(typeof targetPort === 'string'
      ? fits(`${at}.targetPort`, targetPort, portName)
      : isPort(`${at}.targetPort`, targetPort ?? 0)),
    ...(appProtocol === undefined ? [] : isQualifiedName(`${at}.appProtocol`, appProtocol)),
  ]
}
