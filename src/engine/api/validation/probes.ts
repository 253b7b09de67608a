import { forbiddenField, invalidValue, notSupported, required } from '../field-error.ts'
import type {
  Container,
  HTTPGetAction,
  IntOrString,
  Lifecycle,
  LifecycleHandler,
  Probe,
} from '../generated/types.ts'
import { httpHeaderName, portName } from '../names.ts'
import { type Errors, fits, isNotNegative, isOneOfIfSet, isPort } from './rules.ts'

/** Seconds between the wish to stop and the end, or nothing when the Pod's own number is wrong. */
export type Grace = number | undefined

/** What of its Pod a container's hooks depend on. */
export interface PodOfHooks {
  readonly grace: Grace
  readonly os: string | undefined
}

/** Hooks and probes of a container that may have them. */
export function validateHandlers(path: string, container: Container, pod: PodOfHooks): Errors {
  const { grace } = pod
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container
  return [
    ...(lifecycle === undefined ? [] : validateLifecycle(`${path}.lifecycle`, lifecycle, pod)),
    ...validateLiveness(`${path}.livenessProbe`, livenessProbe, grace),
    ...validateReadiness(`${path}.readinessProbe`, readinessProbe, grace),
    ...validateLiveness(`${path}.startupProbe`, startupProbe, grace),
  ]
}

function validateLifecycle(path: string, lifecycle: Lifecycle, pod: PodOfHooks): Errors {
  const { postStart, preStop, stopSignal } = lifecycle
  const { grace, os } = pod
  return [
    ...(postStart === undefined ? [] : validateHandler(`${path}.postStart`, postStart, grace)),
    ...(preStop === undefined ? [] : validateHandler(`${path}.preStop`, preStop, grace)),
    ...(stopSignal === undefined ? [] : validateSignal(`${path}.stopSignal`, stopSignal, os)),
  ]
}

/** Which signals there are depends on the system. */
function validateSignal(path: string, signal: string, os: string | undefined): Errors {
  switch (os) {
    case undefined:
      return [forbiddenField(path, 'may not be set for containers with empty `spec.os.name`')]
    case 'windows':
      return isOneOfIfSet(path, signal, ['SIGKILL', 'SIGTERM'])
    case 'linux':
      return isOneOfIfSet(path, signal, LINUX_SIGNALS)
    default:
      return []
  }
}

const numbered = (prefix: string, last: number) =>
  Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`)

const LINUX_SIGNALS = [
  ...['ABRT', 'ALRM', 'BUS', 'CHLD', 'CLD', 'CONT', 'FPE', 'HUP', 'ILL', 'INT', 'IO', 'IOT'],
  ...['KILL', 'PIPE', 'POLL', 'PROF', 'PWR', 'QUIT', 'SEGV', 'STKFLT', 'STOP', 'SYS', 'TERM'],
  ...['TRAP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'USR1', 'USR2', 'VTALRM', 'WINCH', 'XCPU', 'XFSZ'],
  ...['RTMIN', ...numbered('RTMIN+', 15), ...numbered('RTMAX-', 14), 'RTMAX'],
]
  .map((name) => `SIG${name}`)
  .sort()

/** Of a probe that ends the container one success is enough. */
function validateLiveness(path: string, probe: Probe | undefined, grace: Grace): Errors {
  if (probe === undefined) return []
  const { successThreshold } = probe
  return [
    ...validateProbe(path, probe, grace),
    ...(successThreshold === 1
      ? []
      : [invalidValue(`${path}.successThreshold`, successThreshold, 'must be 1')]),
  ]
}

function validateReadiness(path: string, probe: Probe | undefined, grace: Grace): Errors {
  if (probe === undefined) return []
  const { terminationGracePeriodSeconds: seconds } = probe
  return [
    ...validateProbe(path, probe, grace),
    ...(seconds === undefined
      ? []
      : [
          invalidValue(
            `${path}.terminationGracePeriodSeconds`,
            seconds,
            'must not be set for readinessProbes',
          ),
        ]),
  ]
}

function validateProbe(path: string, probe: Probe, grace: Grace): Errors {
  const { terminationGracePeriodSeconds: seconds } = probe
  return [
    ...validateHandler(path, probe, grace),
    ...isNotNegative(`${path}.initialDelaySeconds`, probe.initialDelaySeconds),
    ...isNotNegative(`${path}.timeoutSeconds`, probe.timeoutSeconds),
    ...isNotNegative(`${path}.periodSeconds`, probe.periodSeconds),
    ...isNotNegative(`${path}.successThreshold`, probe.successThreshold),
    ...isNotNegative(`${path}.failureThreshold`, probe.failureThreshold),
    ...(seconds !== undefined && seconds <= 0
      ? [invalidValue(`${path}.terminationGracePeriodSeconds`, seconds, 'must be greater than 0')]
      : []),
  ]
}

type Handler = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> &
  Pick<LifecycleHandler, 'sleep'>

const KINDS: readonly (readonly [
  kind: keyof Handler,
  check: (handler: Handler, path: string, grace: Grace) => Errors,
])[] = [
  [
    'exec',
    ({ exec }, path) =>
      (exec?.command ?? []).length === 0 ? [required(`${path}.command`, '')] : [],
  ],
  ['httpGet', ({ httpGet }, path) => (httpGet === undefined ? [] : validateHttp(path, httpGet))],
  ['tcpSocket', ({ tcpSocket }, path) => validatePort(`${path}.port`, tcpSocket?.port ?? 0)],
  ['grpc', ({ grpc }, path) => isPort(`${path}.port`, grpc?.port ?? 0)],
  ['sleep', ({ sleep }, path, grace) => validateSleep(path, sleep?.seconds ?? 0, grace)],
]

/** Exactly one way to act; of several the first is looked at. */
function validateHandler(path: string, handler: Handler, grace: Grace): Errors {
  const [first, ...others] = KINDS.filter(([kind]) => handler[kind] !== undefined)
  if (first === undefined) return [required(path, 'must specify a handler type')]
  return [
    ...first[1](handler, `${path}.${first[0]}`, grace),
    ...others.map(([kind]) =>
      forbiddenField(`${path}.${kind}`, 'may not specify more than 1 handler type'),
    ),
  ]
}

function validateHttp(path: string, http: HTTPGetAction): Errors {
  const scheme: string = http.scheme ?? ''
  return [
    ...((http.path ?? '') === '' ? [required(`${path}.path`, '')] : []),
    ...validatePort(`${path}.port`, http.port),
    ...(scheme === 'HTTP' || scheme === 'HTTPS'
      ? []
      : [notSupported(`${path}.scheme`, scheme, ['HTTP', 'HTTPS'])]),
    ...(http.httpHeaders ?? []).flatMap(({ name }) =>
      fits(`${path}.httpHeaders`, name, httpHeaderName),
    ),
  ]
}

/** A port by its number, or by the name that a container gives it. */
function validatePort(path: string, port: IntOrString): Errors {
  return typeof port === 'number' ? isPort(path, port) : fits(path, port, portName)
}

function validateSleep(path: string, seconds: number, grace: Grace): Errors {
  return grace !== undefined && (seconds < 0 || seconds > grace)
    ? [
        invalidValue(
          path,
          seconds,
          `must be non-negative and less than terminationGracePeriodSeconds (${grace})`,
        ),
      ]
    : []
}
