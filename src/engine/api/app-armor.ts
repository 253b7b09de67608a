import type { AppArmorProfile, Container, Pod } from './generated/types.ts'
import { isAlike } from './validation/alike.ts'
import { validateAppArmor } from './validation/security.ts'

/** With the name of a container: the annotation that its profile once was. */
export const APP_ARMOR_OF = 'container.apparmor.security.beta.kubernetes.io/'

const LOCALHOST = 'localhost/'

/** The profile that such an annotation means; undefined when it is none. */
export function profileOf(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' }
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' }
  if (!annotation.startsWith(LOCALHOST) || annotation === LOCALHOST) return undefined
  const localhostProfile = annotation.slice(LOCALHOST.length)
  const profile: AppArmorProfile = { type: 'Localhost', localhostProfile }
  return validateAppArmor('', profile).length === 0 ? profile : undefined
}

/**
 * The Pod with the profiles in the fields of its containers that old annotations ask for. Source:
 * applyAppArmorVersionSkew in pkg/registry/core/pod/strategy.go.
 */
export function withAppArmorFields(pod: Pod): Pod {
  const { initContainers, containers } = pod.spec
  const main = containers.map((it) => withProfile(pod, it))
  const init = initContainers?.map((it) => withProfile(pod, it))
  const isSame =
    main.every((it, index) => it === containers[index]) &&
    (init ?? []).every((it, index) => it === initContainers?.[index])
  if (isSame) return pod
  return { ...pod, spec: { ...pod.spec, ...(init && { initContainers: init }), containers: main } }
}

function withProfile(pod: Pod, container: Container): Container {
  const appArmorProfile = missingProfile(pod, container)
  if (appArmorProfile === undefined || appArmorProfile === 'unreadable') return container
  return { ...container, securityContext: { ...container.securityContext, appArmorProfile } }
}

/** The keys of annotations that are no longer the way to ask for a profile. */
export function appArmorWarnings(pod: Pod): readonly string[] {
  const { initContainers = [], containers } = pod.spec
  return [...initContainers, ...containers]
    .filter((it) => missingProfile(pod, it) !== undefined)
    .map(({ name }) => oldAppArmor('', name))
}

/** What is said of an annotation where a field would do; `prefix` leads to the metadata. */
export function oldAppArmor(prefix: string, container: string): string {
  const key = APP_ARMOR_OF + container
  return `${prefix}metadata.annotations[${key}]: deprecated since v1.30; use the "appArmorProfile" field instead`
}

/** What the annotation asks for and the fields do not say yet. */
function missingProfile(
  { metadata, spec }: Pod,
  { name, securityContext }: Container,
): AppArmorProfile | 'unreadable' | undefined {
  const annotation = new Map(Object.entries(metadata.annotations ?? {})).get(APP_ARMOR_OF + name)
  const isSaid = securityContext?.appArmorProfile !== undefined || spec.os?.name === 'windows'
  if (annotation === undefined || isSaid) return undefined
  const profile = profileOf(annotation)
  if (profile === undefined) return 'unreadable'
  return isAlike(profile, spec.securityContext?.appArmorProfile) ? undefined : profile
}
