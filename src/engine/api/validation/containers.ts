import {
  duplicate,
  fieldNotFound,
  forbiddenField,
  invalidValue,
  notSupported,
  required,
  tooMany,
} from '../field-error.ts'
import type {
  Container,
  ContainerPort,
  ContainerResizePolicy,
  EphemeralContainer,
  PodSpec,
  Volume,
} from '../generated/types.ts'
import { portName } from '../names.ts'
import { validateEnv, validateEnvFrom } from './env.ts'
import { validateDevices, validateMounts } from './mounts.ts'
import { type Grace, validateHandlers } from './probes.ts'
import { validateResources } from './resources.ts'
import {
  each,
  type Errors,
  fits,
  isDns1123Label,
  isOneOf,
  isOneOfIfSet,
  isPort,
  isSet,
} from './rules.ts'
import { validateSecurityContext } from './security.ts'

/** What containers of one Pod have in common. */
export interface PodContext {
  readonly spec: PodSpec
  readonly volumes: ReadonlyMap<string, Volume>
  readonly grace: Grace
  readonly os: string | undefined
}

export function validateContainers(path: string, context: PodContext): Errors {
  const { containers } = context.spec
  if (containers.length === 0) return [required(path, '')]
  return [
    ...each(path, containers, (container, at, index) => [
      ...validateContainer(at, container, context),
      ...(containers.slice(0, index).some(({ name }) => name === container.name)
        ? [duplicate(`${at}.name`, container.name)]
        : []),
      ...validateHandlers(at, container, context),
      ...validateRestart(at, container),
    ]),
    ...validateHostPorts(path, containers),
  ]
}

export function validateInitContainers(path: string, context: PodContext): Errors {
  const { containers, initContainers = [] } = context.spec
  return each(path, initContainers, (container, at, index) => {
    const others = [...containers, ...initContainers.slice(0, index)]
    return [
      ...validateContainer(at, container, context),
      ...validateRestart(at, container),
      ...(others.some(({ name }) => name === container.name)
        ? [duplicate(`${at}.name`, container.name)]
        : []),
      ...validateHostPorts(path, [container]),
      ...(container.restartPolicy === 'Always'
        ? validateHandlers(at, container, context)
        : forbidOfSidecars(at, container)),
    ]
  })
}

const HANDLERS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const

/** An init container that ends by itself is not asked how it does, nor restarted for its size. */
function forbidOfSidecars(path: string, container: Container): Errors {
  const words = 'may not be set for init containers without restartPolicy=Always'
  return [
    ...HANDLERS.filter((field) => container[field] !== undefined).map((field) =>
      forbiddenField(`${path}.${field}`, words),
    ),
    ...each(`${path}.resizePolicy`, container.resizePolicy, ({ restartPolicy }, at) =>
      restartPolicy === 'RestartContainer'
        ? [
            invalidValue(
              `${at}.restartPolicy`,
              restartPolicy,
              "must not be set to 'RestartContainer' for non-sidecar initContainers",
            ),
          ]
        : [],
    ),
  ]
}

const NOT_FOR_EPHEMERAL = [
  ...(['ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules'] as const),
  ...(['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const),
] as const

export function validateEphemeralContainers(path: string, context: PodContext): Errors {
  const { containers, initContainers = [], ephemeralContainers = [] } = context.spec
  const others = [...initContainers, ...containers]
  return each(path, ephemeralContainers, (container, at, index) => {
    const earlier = [...others, ...ephemeralContainers.slice(0, index)]
    const target = container.targetContainerName ?? ''
    return [
      ...validateContainer(at, container, context),
      ...validateImageSpaces(at, container),
      ...(earlier.some(({ name }) => name === container.name)
        ? [duplicate(`${at}.name`, container.name)]
        : []),
      ...(target !== '' && !others.some(({ name }) => name === target)
        ? [fieldNotFound(`${at}.targetContainerName`, target)]
        : []),
      ...validateEphemeralFields(at, container),
    ]
  })
}

function validateEphemeralFields(path: string, container: EphemeralContainer): Errors {
  const words = 'cannot be set for an Ephemeral Container'
  const given = NOT_FOR_EPHEMERAL.filter((field) => {
    const value = container[field]
    if (field === 'resources') return Object.keys(container.resources).length > 0
    return field === 'restartPolicy' ? value !== undefined : isSet(value)
  })
  return [
    ...given.map((field) => forbiddenField(`${path}.${field}`, words)),
    ...each(`${path}.volumeMounts`, container.volumeMounts, ({ subPath, subPathExpr }, at) => [
      ...(subPath === undefined ? [] : [forbiddenField(`${at}.subPath`, words)]),
      ...(subPathExpr === undefined ? [] : [forbiddenField(`${at}.subPathExpr`, words)]),
    ]),
  ]
}

/** What holds for a container of any kind. */
function validateContainer(path: string, container: Container, context: PodContext): Errors {
  const { spec, volumes } = context
  const claimNames = (spec.resourceClaims ?? []).map(({ name }) => name)
  return [
    ...(container.name === ''
      ? [required(`${path}.name`, '')]
      : isDns1123Label(`${path}.name`, container.name)),
    ...((container.image ?? '') === '' ? [required(`${path}.image`, '')] : []),
    ...isOneOf(`${path}.terminationMessagePolicy`, container.terminationMessagePolicy, [
      'File',
      'FallbackToLogsOnError',
    ]),
    ...validatePorts(`${path}.ports`, container.ports ?? []),
    ...validateEnv(`${path}.env`, container.env),
    ...validateEnvFrom(`${path}.envFrom`, container.envFrom),
    ...validateMounts(`${path}.volumeMounts`, container, volumes),
    ...validateDevices(`${path}.volumeDevices`, container, volumes),
    ...isOneOf(`${path}.imagePullPolicy`, container.imagePullPolicy, [
      'Always',
      'IfNotPresent',
      'Never',
    ]),
    ...validateResources(`${path}.resources`, container.resources, claimNames),
    ...validateResizePolicy(`${path}.resizePolicy`, container.resizePolicy ?? [], spec),
    ...validateSecurityContext(
      `${path}.securityContext`,
      container.securityContext,
      spec.hostUsers ?? true,
    ),
  ]
}

export function validateImageSpaces(
  path: string,
  { image = '' }: Pick<Container, 'image'>,
): Errors {
  return image.trim() === image
    ? []
    : [invalidValue(`${path}.image`, image, 'must not have leading or trailing whitespace')]
}

function validatePorts(path: string, ports: readonly ContainerPort[]): Errors {
  return each(path, ports, (port, at, index) => {
    const { name = '', containerPort, hostPort = 0 } = port
    const isTaken = ports.slice(0, index).some((other) => other.name === name)
    const wrong = name === '' ? [] : fits(`${at}.name`, name, portName)
    return [
      ...wrong,
      ...(name !== '' && wrong.length === 0 && isTaken ? [duplicate(`${at}.name`, name)] : []),
      ...(containerPort === 0
        ? [required(`${at}.containerPort`, '')]
        : isPort(`${at}.containerPort`, containerPort)),
      ...(hostPort === 0 ? [] : isPort(`${at}.hostPort`, hostPort)),
      ...isOneOf(`${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
    ]
  })
}

/** A port of the node can be given once only. */
function validateHostPorts(path: string, containers: readonly Container[]): Errors {
  const taken = new Set<string>()
  return each(path, containers, ({ ports }, at) =>
    each(`${at}.ports`, ports, ({ protocol = '', hostIP = '', hostPort = 0 }, portPath) => {
      if (hostPort === 0) return []
      const key = `${protocol}/${hostIP}/${hostPort}`
      if (taken.has(key)) return [duplicate(`${portPath}.hostPort`, key)]
      taken.add(key)
      return []
    }),
  )
}

function validateResizePolicy(
  path: string,
  policies: readonly ContainerResizePolicy[],
  spec: PodSpec,
): Errors {
  return each(path, policies, ({ resourceName, restartPolicy }, at, index) => [
    ...(policies.slice(0, index).some((other) => other.resourceName === resourceName)
      ? [duplicate(at, resourceName)]
      : []),
    ...isOneOf(path, resourceName, ['cpu', 'memory']),
    ...isOneOf(path, restartPolicy, ['NotRequired', 'RestartContainer']),
    ...(spec.restartPolicy === 'Never' && restartPolicy !== 'NotRequired'
      ? [
          invalidValue(
            path,
            restartPolicy,
            "must be 'NotRequired' when pod `restartPolicy` is 'Never'",
          ),
        ]
      : []),
  ])
}

/** A sidecar is restarted always, so that no rules go before that. */
/** A container's own restart policy, and the rules that go before it. */
function validateRestart(path: string, container: Container): Errors {
  const { restartPolicy, restartPolicyRules = [] } = container
  const at = `${path}.restartPolicyRules`
  return [
    ...(restartPolicy === undefined && restartPolicyRules.length > 0
      ? [
          required(
            `${path}.restartPolicy`,
            'must specify restartPolicy when restart rules are used',
          ),
        ]
      : []),
    ...(restartPolicy !== undefined && !['Always', 'Never', 'OnFailure'].includes(restartPolicy)
      ? [notSupported(`${path}.restartPolicy`, restartPolicy, ['Always', 'Never', 'OnFailure'])]
      : []),
    ...(restartPolicyRules.length > 20 ? [tooMany(at, restartPolicyRules.length, 20)] : []),
    ...each(at, restartPolicyRules, ({ action, exitCodes }, rule) => [
      ...isOneOfIfSet(`${rule}.action`, action ?? '', ['Restart', 'RestartAllContainers']),
      ...(exitCodes === undefined
        ? [required(`${rule}.exitCodes`, 'must be specified')]
        : isOneOfIfSet(`${rule}.exitCodes.operator`, exitCodes.operator ?? '', ['In', 'NotIn'])),
      ...((exitCodes?.values ?? []).length > 255
        ? [tooMany(`${rule}.exitCodes.values`, exitCodes?.values?.length ?? 0, 255)]
        : []),
    ]),
  ]
}
