import { APP_ARMOR_OF, oldAppArmor, profileOf } from '../app-armor.ts'
import { quoteGo } from '../field-error.ts'
import type { Container, ObjectMeta, PodSpec } from '../generated/types.ts'
import { amountOf } from '../quantity.ts'
import { isAlike } from './alike.ts'
import type { Placed } from './port-warnings.ts'

type Warnings = readonly string[]

/** A Pod, or the Pod in a template: its fields are found behind `prefix`, such as `spec.template.`. */
export interface WarnedPod {
  readonly prefix: string
  readonly metadata: Partial<ObjectMeta>
  readonly spec: PodSpec
}

/** What is wrong with one container, yet taken, in the order of pkg/api/pod/warnings.go. */
export function containerWarnings(pod: WarnedPod, { container, at }: Placed): Warnings {
  const { limits, requests } = container.resources
  return [
    ...seccompWarning(
      pod,
      SECCOMP_OF_CONTAINER + container.name,
      container.securityContext?.seccompProfile,
    ),
    ...appArmorWarning(pod, container),
    ...['memory', 'ephemeral-storage'].flatMap((name) => [
      ...amountWarnings(`${at}.resources.limits`, limits, [name]),
      ...amountWarnings(`${at}.resources.requests`, requests, [name]),
    ]),
    ...envWarnings(at, container),
  ]
}

const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod'
const SECCOMP_OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/'

/** The annotation that once chose the system calls of the whole Pod. */
export function podSeccompWarning(pod: WarnedPod): Warnings {
  return seccompWarning(pod, SECCOMP_OF_POD, pod.spec.securityContext?.seccompProfile)
}

function seccompWarning({ prefix, metadata }: WarnedPod, key: string, profile: unknown): Warnings {
  return Object.hasOwn(metadata.annotations ?? {}, key) && profile === undefined
    ? [
        `${prefix}metadata.annotations[${key}]: non-functional in v1.27+; use the "seccompProfile" field instead`,
      ]
    : []
}

/** In a template only: of a Pod itself it is said when the fields are filled in. */
function appArmorWarning({ prefix, metadata, spec }: WarnedPod, container: Container): Warnings {
  const annotations = new Map(Object.entries(metadata.annotations ?? {}))
  const annotation = annotations.get(APP_ARMOR_OF + container.name)
  const isSaid = container.securityContext?.appArmorProfile !== undefined
  if (prefix === '' || annotation === undefined || isSaid) return []
  const whole = spec.securityContext?.appArmorProfile
  if (whole !== undefined && isAlike(whole, profileOf(annotation))) return []
  return [oldAppArmor(prefix, container.name)]
}

/** Half a byte cannot be had. */
export function amountWarnings(
  path: string,
  amounts: Readonly<Record<string, string>> = {},
  names: readonly string[] = ['memory', 'ephemeral-storage'],
): Warnings {
  return names.flatMap((name) => {
    const amount = amounts[name]
    return amount === undefined || amountOf(amount).nano % 1_000_000_000n === 0n
      ? []
      : [`${path}[${name}]: fractional byte value "${amount}" is invalid, must be an integer`]
  })
}

function envWarnings(at: string, { env = [] }: Container): Warnings {
  return env.flatMap(({ name, value = '', valueFrom }, index) => {
    const isDouble = env.slice(0, index).some((other) => other.name === name)
    const reference = `$(${name})`
    const builds = valueFrom === undefined && value !== reference && value.includes(reference)
    return isDouble && !builds
      ? [
          `${at}.env[${index}]: hides previous definition of ${quoteGo(name)}, which may be dropped when using apply`,
        ]
      : []
  })
}
