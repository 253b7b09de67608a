import { fieldNotFound, invalidValue, notSupported, required } from '../field-error.ts'
import type {
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  ObjectFieldSelector,
  PodSpec,
  ResourceFieldSelector,
} from '../generated/types.ts'
import { configMapKey, dns1123Subdomain, envVarName, type NameRule } from '../names.ts'
import { everyContainer } from './every-container.ts'
import { hasNoBacksteps } from './paths.ts'
import { each, type Errors, fits, isDns1123Label, isQualifiedName, isSet } from './rules.ts'

/** What of its own object a variable can be filled from. */
const ENV_FIELDS = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName'],
  ...['spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP'],
  'status.podIPs',
]

const RESOURCE_FIELDS = [
  ...['limits.cpu', 'limits.ephemeral-storage', 'limits.memory'],
  ...['requests.cpu', 'requests.ephemeral-storage', 'requests.memory'],
]

export function validateEnv(path: string, variables: readonly EnvVar[] | undefined): Errors {
  return each(path, variables, (variable, at) => [
    ...(variable.name === ''
      ? [required(`${at}.name`, '')]
      : fits(`${at}.name`, variable.name, envVarName)),
    ...validateValueFrom(`${at}.valueFrom`, variable),
  ])
}

function validateValueFrom(path: string, { value, valueFrom }: EnvVar): Errors {
  if (valueFrom === undefined) return []
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef]
  const count = sources.filter((source) => source !== undefined).length
  return [
    ...(fieldRef === undefined ? [] : validateFieldRef(`${path}.fieldRef`, fieldRef, ENV_FIELDS)),
    ...(resourceFieldRef === undefined
      ? []
      : validateResourceFieldRef(`${path}.resourceFieldRef`, resourceFieldRef, 'variable')),
    ...(configMapKeyRef === undefined
      ? []
      : validateKeyRef(`${path}.configMapKeyRef`, configMapKeyRef)),
    ...(secretKeyRef === undefined ? [] : validateKeyRef(`${path}.secretKeyRef`, secretKeyRef)),
    ...(fileKeyRef === undefined ? [] : validateFileKeyRef(`${path}.fileKeyRef`, fileKeyRef)),
    ...validateCount(path, count, isSet(value)),
  ]
}

function validateFileKeyRef(
  at: string,
  { key, volumeName, path }: NonNullable<EnvVarSource['fileKeyRef']>,
): Errors {
  return [
    ...(key === '' ? [required(`${at}.key`, '')] : fits(`${at}.key`, key, envVarName)),
    ...(volumeName === ''
      ? [required(`${at}.volumeName`, '')]
      : isDns1123Label(`${at}.volumeName`, volumeName)),
    ...(path === '' ? [required(`${at}.path`, '')] : hasNoBacksteps(`${at}.path`, path)),
  ]
}

/** Files with variables are read from a directory that the Pod itself fills. */
export function validateFileVolumes(path: string, spec: PodSpec): Errors {
  const volumes = new Map((spec.volumes ?? []).map((it) => [it.name, it]))
  return everyContainer(path, spec, ({ env }, at) =>
    each(`${at}.env`, env, ({ valueFrom }, variable) => {
      const name = valueFrom?.fileKeyRef?.volumeName
      if (name === undefined) return []
      const field = `${variable}.valueFrom.fileKeyRef.volumeName`
      const volume = volumes.get(name)
      if (volume === undefined) return [fieldNotFound(field, name)]
      return volume.emptyDir === undefined
        ? [invalidValue(field, name, 'referenced volume must be of type emptyDir')]
        : []
    }),
  )
}

function validateCount(path: string, count: number, hasValue: boolean): Errors {
  if (count === 0)
    return [
      invalidValue(
        path,
        '',
        'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
      ),
    ]
  if (hasValue) return [invalidValue(path, '', 'may not be specified when `value` is not empty')]
  return count > 1
    ? [invalidValue(path, '', 'may not have more than one field specified at a time')]
    : []
}

/** A field of the Pod itself; `expressions` in the order in which they are named. */
export function validateFieldRef(
  path: string,
  { apiVersion, fieldPath }: ObjectFieldSelector,
  expressions: readonly string[],
): Errors {
  if (!isSet(apiVersion)) return [required(`${path}.apiVersion`, '')]
  if (fieldPath === '') return [required(`${path}.fieldPath`, '')]
  const [, name, key] = /^(.+?)\['(.*)'\]$/s.exec(fieldPath) ?? []
  const complaint = complaintAbout(fieldPath, name)
  if (complaint !== undefined)
    return [
      invalidValue(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${complaint}`),
    ]
  if (key !== undefined)
    return isQualifiedName(path, name === 'metadata.annotations' ? key.toLowerCase() : key)
  return expressions.includes(fieldPath)
    ? []
    : [notSupported(`${path}.fieldPath`, fieldPath, [...expressions].sort())]
}

/** What the API server cannot translate at all, wherever it stands. */
function complaintAbout(fieldPath: string, subscripted: string | undefined): string | undefined {
  if (subscripted !== undefined)
    return subscripted === 'metadata.annotations' || subscripted === 'metadata.labels'
      ? undefined
      : `field label does not support subscript: ${fieldPath}`
  return FIELD_LABELS.includes(fieldPath) ? undefined : `field label not supported: ${fieldPath}`
}

const FIELD_LABELS = [
  ...['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace'],
  ...['metadata.uid', 'spec.nodeName', 'spec.restartPolicy', 'spec.serviceAccountName'],
  ...['spec.schedulerName', 'status.phase', 'status.hostIP', 'status.hostIPs', 'status.podIP'],
  'status.podIPs',
]

export function validateResourceFieldRef(
  path: string,
  selector: ResourceFieldSelector,
  used: 'variable' | 'volume',
): Errors {
  const { containerName, resource, divisor } = selector
  return [
    ...validateResourceName(path, { containerName, resource, used }),
    ...validateDivisor(path, resource, divisor),
  ]
}

function validateResourceName(
  path: string,
  given: {
    readonly containerName: string | undefined
    readonly resource: string
    readonly used: 'variable' | 'volume'
  },
): Errors {
  const { containerName, resource, used } = given
  if (used === 'volume' && !isSet(containerName)) return [required(`${path}.containerName`, '')]
  if (resource === '') return [required(`${path}.resource`, '')]
  const isKnown =
    RESOURCE_FIELDS.includes(resource) || /^(limits|requests)\.hugepages-/.test(resource)
  return isKnown ? [] : [notSupported(`${path}.resource`, resource, RESOURCE_FIELDS)]
}

const MEMORY_DIVISORS = [
  '1',
  ...['1k', '1M', '1G', '1T', '1P', '1E'],
  ...['1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'],
]

function validateDivisor(path: string, resource: string, divisor: string): Errors {
  if (divisor === '0') return []
  const [, kind = ''] = /^(?:limits|requests)\.(.+)$/.exec(resource) ?? []
  const isCpu = kind === 'cpu'
  const allowed = isCpu ? ['1m', '1'] : MEMORY_DIVISORS
  if (kind === '' || allowed.includes(divisor)) return []
  const named = isCpu ? '1m and 1' : MEMORY_DIVISORS.join(', ')
  const of = kind === 'ephemeral-storage' ? 'local ephemeral storage' : kind.replace(/-.*/, '')
  return [
    invalidValue(
      `${path}.divisor`,
      resource,
      `only divisor's values ${named} are supported with the ${of} resource`,
    ),
  ]
}

function validateKeyRef(
  path: string,
  { name = '', key }: { readonly name?: string; readonly key: string },
): Errors {
  return [
    ...fits(`${path}.name`, name, dns1123Subdomain),
    ...(key === '' ? [required(`${path}.key`, '')] : fits(`${path}.key`, key, configMapKey)),
  ]
}

export function validateEnvFrom(
  path: string,
  sources: readonly EnvFromSource[] | undefined,
): Errors {
  return each(path, sources, ({ prefix, configMapRef, secretRef }, at) => {
    const count = [configMapRef, secretRef].filter((it) => it !== undefined).length
    return [
      ...(isSet(prefix) ? fits(`${at}.prefix`, prefix ?? '', envVarName) : []),
      ...(configMapRef === undefined
        ? []
        : validateRef(`${at}.configMapRef`, configMapRef, dns1123Subdomain)),
      ...(secretRef === undefined
        ? []
        : validateRef(`${at}.secretRef`, secretRef, dns1123Subdomain)),
      ...(count === 0
        ? [invalidValue(path, '', 'must specify one of: `configMapRef` or `secretRef`')]
        : []),
      ...(count > 1
        ? [invalidValue(path, '', 'may not have more than one field specified at a time')]
        : []),
    ]
  })
}

function validateRef(
  path: string,
  { name = '' }: { readonly name?: string },
  rule: NameRule,
): Errors {
  return name === '' ? [required(`${path}.name`, '')] : fits(`${path}.name`, name, rule)
}
