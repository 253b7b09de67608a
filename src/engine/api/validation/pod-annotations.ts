import { forbiddenField, invalidValue } from '../field-error.ts'
import type {
  AppArmorProfile,
  ObjectMeta,
  Pod,
  PodSpec,
  SeccompProfile,
} from '../generated/types.ts'
import { APP_ARMOR_OF } from '../app-armor.ts'
import { everyContainer } from './every-container.ts'
import { isLocalDescendingPath } from './paths.ts'
import { eachKey, type Errors } from './rules.ts'

/** Says that the Pod only shows what a node runs by itself. */
export const MIRROR = 'kubernetes.io/config.mirror'
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod'
const SECCOMP_OF = 'container.seccomp.security.alpha.kubernetes.io/'
const PATH = 'metadata.annotations'

/** Annotations of a Pod that mean something to Kubernetes itself. */
export function validatePodAnnotations({ metadata, spec }: Pod): Errors {
  return eachKey(PATH, metadata.annotations, (value, at, key) => {
    if (key === MIRROR) return validateMirror(at, value, spec)
    if (key === DELETION_COST) return isInt32(at, value)
    if (key === SECCOMP || key.startsWith(SECCOMP_OF)) return isSeccomp(`${PATH}.${key}`, value)
    if (key.startsWith(APP_ARMOR_OF)) return validateAppArmor(at, key, { value, spec })
    return []
  })
}

function validateMirror(path: string, value: string, { nodeName = '' }: PodSpec): Errors {
  const words = 'must set spec.nodeName if mirror pod annotation is set'
  return nodeName === '' ? [invalidValue(path, value, words)] : []
}

function isInt32(path: string, value: string): Errors {
  const isWhole = /^(0|-?[1-9]\d*)$/.test(value)
  const isSmall = Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31
  return isWhole && isSmall ? [] : [invalidValue(path, value, 'must be a 32bit integer')]
}

const LOCALHOST = 'localhost/'

function isSeccomp(path: string, profile: string): Errors {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return []
  if (profile.startsWith(LOCALHOST))
    return isLocalDescendingPath(path, profile.slice(LOCALHOST.length))
  return [invalidValue(path, profile, 'must be a valid seccomp profile')]
}

function validateAppArmor(
  path: string,
  key: string,
  { value, spec }: { readonly value: string; readonly spec: PodSpec },
): Errors {
  const name = key.slice(APP_ARMOR_OF.length)
  const isKnown = everyContainer('', spec, (it) =>
    it.name === name ? [forbiddenField('', '')] : [],
  )
  const isProfile = ['', 'runtime/default', 'unconfined'].includes(value)
  return [
    ...(isKnown.length > 0 ? [] : [invalidValue(path, name, 'container not found')]),
    ...(isProfile || value.startsWith(LOCALHOST)
      ? []
      : [invalidValue(path, value, `invalid AppArmor profile name: ${JSON.stringify(value)}`)]),
  ]
}

/** These stay as they were when the Pod was made. */
export function validateAnnotationUpdate(next: ObjectMeta, before: ObjectMeta): Errors {
  const given = new Map(Object.entries(next.annotations ?? {}))
  const stood = new Map(Object.entries(before.annotations ?? {}))
  const changed = [...stood].filter(([key, value]) => given.get(key) !== value)
  const added = [...given].filter(([key]) => !stood.has(key))
  return [
    ...changed.flatMap(([key]) => forbidChange(key, 'remove or update')),
    ...added.flatMap(([key]) => forbidChange(key, 'add')),
  ]
}

function forbidChange(key: string, what: string): Errors {
  const at = `${PATH}[${key}]`
  if (key.startsWith(APP_ARMOR_OF))
    return [forbiddenField(at, `may not ${what} AppArmor annotations`)]
  return key === MIRROR ? [forbiddenField(at, `may not ${what} mirror pod annotation`)] : []
}

/** What an annotation and the field that came after it say of a new Pod must be the same. */
export function validateProfilesMatch({ metadata, spec }: Pod): Errors {
  const annotations = new Map(Object.entries(metadata.annotations ?? {}))
  const whole = spec.securityContext
  const seccomp = (path: string, profile: SeccompProfile | undefined, key: string) =>
    matches('seccomp', {
      path: `${path}.seccompProfile`,
      profile,
      annotation: annotations.get(key),
    })
  return [
    ...seccomp('spec.securityContext', whole?.seccompProfile, SECCOMP),
    ...everyContainer('spec', spec, ({ name, securityContext }, at) =>
      seccomp(`${at}.securityContext`, securityContext?.seccompProfile, SECCOMP_OF + name),
    ),
    ...(spec.os?.name === 'windows'
      ? []
      : everyContainer('spec', spec, ({ name, securityContext }, at) =>
          matches('apparmor', {
            path: `${at}.securityContext.appArmorProfile`,
            profile: securityContext?.appArmorProfile ?? whole?.appArmorProfile,
            annotation: annotations.get(APP_ARMOR_OF + name),
          }),
        )),
  ]
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  Unconfined: ['unconfined'],
  RuntimeDefault: ['runtime/default', 'docker/default'],
}

function matches(
  what: 'seccomp' | 'apparmor',
  given: {
    readonly path: string
    readonly profile: SeccompProfile | AppArmorProfile | undefined
    readonly annotation: string | undefined
  },
): Errors {
  const { path, profile, annotation } = given
  if (profile === undefined || annotation === undefined) return []
  const wrongType = [
    forbiddenField(`${path}.type`, `${what} type in annotation and field must match`),
  ]
  const isLocal = (profile.type as string) === 'Localhost'
  if (!isLocal) {
    const names = NAMES[profile.type]
    return names === undefined || names.includes(annotation) ? [] : wrongType
  }
  if (!annotation.startsWith(LOCALHOST)) return wrongType
  return annotation.slice(LOCALHOST.length) === profile.localhostProfile
    ? []
    : [
        forbiddenField(
          `${path}.localhostProfile`,
          `${what} profile in annotation and field must match`,
        ),
      ]
}
