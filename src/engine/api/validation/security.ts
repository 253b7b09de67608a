import { duplicate, invalidValue, required, tooLong } from '../field-error.ts'
import type {
  AppArmorProfile,
  PodSpec,
  SeccompProfile,
  SecurityContext,
  Sysctl,
} from '../generated/types.ts'
import { internalForm } from './internal-form.ts'
import { byteLength } from '../names.ts'
import { isLocalDescendingPath } from './paths.ts'
import { each, type Errors, isId, isOneOf, isOneOfIfSet } from './rules.ts'
import { validateWindowsOptions } from './windows.ts'

/** Privileges of one container. */
export function validateSecurityContext(
  path: string,
  context: SecurityContext | undefined,
  hasHostUsers: boolean,
): Errors {
  if (context === undefined) return []
  return [
    ...isId(`${path}.runAsUser`, context.runAsUser),
    ...isId(`${path}.runAsGroup`, context.runAsGroup),
    ...isOneOfIfSet(`${path}.procMount`, context.procMount, ['Default', 'Unmasked']),
    ...(hasHostUsers && context.procMount === 'Unmasked'
      ? [
          invalidValue(
            `${path}.procMount`,
            context.procMount,
            '`hostUsers` must be false to use `Unmasked`',
          ),
        ]
      : []),
    ...validateSeccomp(`${path}.seccompProfile`, context.seccompProfile),
    ...validateEscalation(path, context),
    ...validateWindowsOptions(`${path}.windowsOptions`, context.windowsOptions),
    ...validateAppArmor(`${path}.appArmorProfile`, context.appArmorProfile),
  ]
}

function validateEscalation(path: string, context: SecurityContext): Errors {
  if (context.allowPrivilegeEscalation !== false) return []
  const internal = internalForm('SecurityContext', context)
  const words = 'cannot set `allowPrivilegeEscalation` to false and'
  return [
    ...(context.privileged === true
      ? [invalidValue(path, internal, `${words} \`privileged\` to true`)]
      : []),
    ...(context.capabilities?.add ?? [])
      .filter((capability) => capability === 'CAP_SYS_ADMIN')
      .map(() => invalidValue(path, internal, `${words} \`capabilities.Add\` CAP_SYS_ADMIN`)),
  ]
}

const LOCALHOST = ['Localhost', 'RuntimeDefault', 'Unconfined']

function validateSeccomp(path: string, profile: SeccompProfile | undefined): Errors {
  if (profile === undefined) return []
  const { localhostProfile } = profile
  const type: string = profile.type
  const isLocal = type === 'Localhost'
  const at = `${path}.localhostProfile`
  return [
    ...(type === ''
      ? [required(`${path}.type`, 'type is required when seccompProfile is set')]
      : isOneOf(`${path}.type`, type, LOCALHOST)),
    ...(isLocal && localhostProfile === undefined
      ? [required(at, 'must be set when seccomp type is Localhost')]
      : []),
    ...(isLocal && localhostProfile !== undefined
      ? isLocalDescendingPath(at, localhostProfile)
      : []),
    ...(!isLocal && localhostProfile !== undefined
      ? [
          invalidValue(
            at,
            internalForm('SeccompProfile', profile),
            'can only be set when seccomp type is Localhost',
          ),
        ]
      : []),
  ]
}

const LONGEST_PROFILE = 4095

/** A profile of AppArmor, whosoever it is. */
export function validateAppArmor(path: string, profile: AppArmorProfile | undefined): Errors {
  if (profile === undefined) return []
  const { localhostProfile } = profile
  const type: string = profile.type
  const at = `${path}.localhostProfile`
  if (type === '') return [required(`${path}.type`, 'type is required when appArmorProfile is set')]
  if (type !== 'Localhost')
    return [
      ...isOneOf(`${path}.type`, type, LOCALHOST),
      ...(LOCALHOST.includes(type) && localhostProfile !== undefined
        ? [invalidValue(at, localhostProfile, 'can only be set when AppArmor type is Localhost')]
        : []),
    ]
  if (localhostProfile === undefined || localhostProfile === '')
    return [required(at, 'must be set when AppArmor type is Localhost')]
  return [
    ...(localhostProfile.trim() === localhostProfile
      ? []
      : [invalidValue(at, localhostProfile, 'must not be padded with whitespace')]),
    ...(byteLength(localhostProfile) > LONGEST_PROFILE ? [tooLong(at, LONGEST_PROFILE)] : []),
  ]
}

/** Privileges that all containers of a Pod share. */
export function validatePodSecurityContext(path: string, spec: PodSpec): Errors {
  const context = spec.securityContext
  if (context === undefined) return []
  return [
    ...isId(`${path}.fsGroup`, context.fsGroup),
    ...isId(`${path}.runAsUser`, context.runAsUser),
    ...isId(`${path}.runAsGroup`, context.runAsGroup),
    ...each(`${path}.supplementalGroups`, context.supplementalGroups, (group, at) =>
      isId(at, group),
    ),
    ...(spec.shareProcessNamespace === true && spec.hostPID === true
      ? [
          invalidValue(
            `${path}.shareProcessNamespace`,
            true,
            'ShareProcessNamespace and HostPID cannot both be enabled',
          ),
        ]
      : []),
    ...validateSysctls(`${path}.sysctls`, context.sysctls ?? [], spec),
    ...isOneOfIfSet(`${path}.fsGroupChangePolicy`, context.fsGroupChangePolicy, [
      'Always',
      'OnRootMismatch',
    ]),
    ...validateSeccomp(`${path}.seccompProfile`, context.seccompProfile),
    ...validateWindowsOptions(`${path}.windowsOptions`, context.windowsOptions),
    ...validateAppArmor(`${path}.appArmorProfile`, context.appArmorProfile),
    ...isOneOfIfSet(`${path}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, [
      'Merge',
      'Strict',
    ]),
    ...isOneOfIfSet(`${path}.seLinuxChangePolicy`, context.seLinuxChangePolicy, [
      'MountOption',
      'Recursive',
    ]),
  ]
}

const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/

function validateSysctls(path: string, sysctls: readonly Sysctl[], spec: PodSpec): Errors {
  return each(path, sysctls, ({ name }, at, index) => [
    ...validateSysctlName(`${at}.name`, name),
    ...(isSysctl(name) && sysctls.slice(0, index).some((other) => other.name === name)
      ? [duplicate(`${at}.name`, name)]
      : []),
    ...(spec.hostNetwork === true && /^net[./]/.test(name)
      ? [invalidValue(`${at}.name`, name, "may not be specified when 'hostNetwork' is true")]
      : []),
    ...(spec.hostIPC === true && /^(kernel[./](shm|msg|sem)|fs[./]mqueue[./])/.test(name)
      ? [invalidValue(`${at}.name`, name, "may not be specified when 'hostIPC' is true")]
      : []),
  ])
}

function validateSysctlName(path: string, name: string): Errors {
  if (name === '') return [required(path, '')]
  return isSysctl(name)
    ? []
    : [
        invalidValue(
          path,
          name,
          `must have at most 253 characters and match regex ${SYSCTL.source.replaceAll('[./]', '[\\./]')}`,
        ),
      ]
}

function isSysctl(name: string): boolean {
  return name.length <= 253 && SYSCTL.test(name)
}
