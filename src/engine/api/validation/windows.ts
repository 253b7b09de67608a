import { forbiddenField, invalidValue } from '../field-error.ts'
import type { PodSpec, SecurityContext, WindowsSecurityContextOptions } from '../generated/types.ts'
import { byteLength, dns1123Subdomain } from '../names.ts'
import { everyContainer } from './every-container.ts'
import { type Errors, fits } from './rules.ts'

/** What holds for a Pod because of its operating system. */
export function validateForSystem(path: string, spec: PodSpec): Errors {
  switch (spec.os?.name) {
    case 'linux':
      return forbidWindowsOptions(path, spec)
    case 'windows':
      return forbidLinuxFields(path, spec)
    default:
      return []
  }
}

function forbidWindowsOptions(path: string, spec: PodSpec): Errors {
  const forbid = (at: string, context: Pick<SecurityContext, 'windowsOptions'> = {}) =>
    context.windowsOptions === undefined
      ? []
      : [
          forbiddenField(
            `${at}.securityContext.windowsOptions`,
            'windows options cannot be set for a linux pod',
          ),
        ]
  return [
    ...forbid(path, spec.securityContext),
    ...everyContainer(path, spec, ({ securityContext }, at) => forbid(at, securityContext)),
  ]
}

const OF_POD = ['hostUsers', 'hostPID', 'hostIPC', 'shareProcessNamespace'] as const
const OF_POD_CONTEXT = [
  ...(['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'fsGroup'] as const),
  ...(['fsGroupChangePolicy', 'sysctls', 'runAsUser', 'runAsGroup'] as const),
  ...(['supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'] as const),
]
const OF_CONTEXT = [
  ...(['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities'] as const),
  ...(['readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation'] as const),
  ...(['procMount', 'runAsUser', 'runAsGroup'] as const),
]

function forbidLinuxFields(path: string, spec: PodSpec): Errors {
  const forbid = (at: string) => forbiddenField(at, 'cannot be set for a windows pod')
  const { securityContext = {} } = spec
  return [
    ...OF_POD.filter((field) => spec[field] !== undefined).map((it) => forbid(`${path}.${it}`)),
    ...OF_POD_CONTEXT.filter((field) => securityContext[field] !== undefined).map((it) =>
      forbid(`${path}.securityContext.${it}`),
    ),
    ...everyContainer(path, spec, ({ securityContext: context = {} }, at) =>
      OF_CONTEXT.filter((field) => context[field] !== undefined).map((it) =>
        forbid(`${at}.securityContext.${it}`),
      ),
    ),
  ]
}

const LONGEST_SPEC = 64 * 1024
const LONGEST_DOMAIN = 256
const LONGEST_USER = 104

export function validateWindowsOptions(
  path: string,
  options: WindowsSecurityContextOptions | undefined,
): Errors {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options ?? {}
  return [
    ...(gmsaCredentialSpecName === undefined
      ? []
      : fits(`${path}.gmsaCredentialSpecName`, gmsaCredentialSpecName, dns1123Subdomain)),
    ...(gmsaCredentialSpec === undefined
      ? []
      : fits(`${path}.gmsaCredentialSpec`, gmsaCredentialSpec, credentialSpec)),
    ...(runAsUserName === undefined
      ? []
      : fits(`${path}.runAsUserName`, runAsUserName, windowsUser)),
  ]
}

function credentialSpec(value: string): readonly string[] {
  if (value === '') return ['gmsaCredentialSpec cannot be an empty string']
  return byteLength(value) > LONGEST_SPEC ? ['gmsaCredentialSpec size must be under 64 KiB'] : []
}

const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const DNS_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const DNS = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`)

/** `DOMAIN\user`, or the user alone. */
function windowsUser(value: string): readonly string[] {
  if (value === '') return ['runAsUserName cannot be an empty string']
  if (/\p{Cc}/u.test(value)) return ['runAsUserName cannot contain control characters']
  const parts = value.split('\\')
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash']
  const user = parts.at(-1) ?? ''
  const domain = parts.length === 2 ? (parts[0] ?? '') : undefined
  return [...(domain === undefined ? [] : windowsDomain(domain)), ...windowsName(user)]
}

function windowsDomain(domain: string): readonly string[] {
  return [
    ...(byteLength(domain) >= LONGEST_DOMAIN
      ? [`runAsUserName's Domain length must be under ${LONGEST_DOMAIN} characters`]
      : []),
    ...(NET_BIOS.test(domain) || DNS.test(domain)
      ? []
      : ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]),
  ]
}

function windowsName(user: string): readonly string[] {
  return [
    ...(user === '' ? ["runAsUserName's User cannot be empty"] : []),
    ...(byteLength(user) > LONGEST_USER
      ? [`runAsUserName's User length must not be longer than ${LONGEST_USER} characters`]
      : []),
    ...(/^[. ]+$/.test(user) ? ["runAsUserName's User cannot contain only periods or spaces"] : []),
    ...(/["/\\:;|=,+*?<>@[\]]/.test(user)
      ? ['runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]']
      : []),
  ]
}

/** Containers that are processes of the node: all of a Pod, or none. */
export function validateHostProcess(path: string, spec: PodSpec): Errors {
  const whole = spec.securityContext?.windowsOptions?.hostProcess
  let [count, all] = [0, 0]
  const contradictions = everyContainer(path, spec, ({ securityContext }, at) => {
    const own = securityContext?.windowsOptions?.hostProcess
    all++
    if (own ?? whole ?? false) count++
    const isTorn = whole !== undefined && own !== undefined && own !== whole
    const words = `pod hostProcess value must be identical if both are specified, was ${String(whole)}`
    return isTorn
      ? [invalidValue(`${at}.securityContext.windowsOptions.hostProcess`, own, words)]
      : []
  })
  if (count === 0) return contradictions
  return [
    ...contradictions,
    ...(count === all
      ? []
      : [
          invalidValue(
            path,
            '',
            'If pod contains any hostProcess containers then all containers must be HostProcess containers',
          ),
        ]),
    ...(spec.hostNetwork === true
      ? []
      : [
          invalidValue(
            `${path}.hostNetwork`,
            false,
            'hostNetwork must be true if pod contains any hostProcess containers',
          ),
        ]),
  ]
}
