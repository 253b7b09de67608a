import type { Container, EnvFromSource, EnvVar, Pod } from '../api/generated/types.ts'
import { fromBase64 } from '../api/base64.ts'
import { fieldValue, resourceValue, type Surroundings } from '../volumes/field-value.ts'
import type { Found } from '../volumes/payload.ts'
import { expand } from './expansion.ts'

/** Why a container cannot be configured, in the kubelet's words. */
export class ConfigFailure extends Error {}

export interface EnvironmentSituation {
  readonly pod: Pod
  readonly container: Container
  readonly found: Found
  readonly surroundings: Surroundings
  /** Of the Services that the Pod can see. */
  readonly serviceVariables: readonly (readonly [string, string])[]
}

/**
 * The environment of a container: envFrom first, later sources over earlier ones; then env, which may
 * refer to what stands before it; then what Services offer, where nothing of that name is there yet.
 */
export function environment(
  situation: EnvironmentSituation,
): readonly (readonly [name: string, value: string])[] {
  const { container, serviceVariables } = situation
  const variables = new Map<string, string>()
  for (const source of container.envFrom ?? [])
    for (const [name, value] of fromSource(source, situation)) variables.set(name, value)
  const services = new Map(serviceVariables)
  for (const variable of container.env ?? []) {
    const value = valueOf(variable, situation, (name) => variables.get(name) ?? services.get(name))
    if (value === undefined) continue
    // Go keeps one entry for a name, at the place of the last one.
    variables.delete(variable.name)
    variables.set(variable.name, value)
  }
  const added = serviceVariables.filter(([name]) => !variables.has(name))
  return [...variables, ...added]
}

function fromSource(
  { prefix = '', configMapRef, secretRef }: EnvFromSource,
  { found }: EnvironmentSituation,
): readonly (readonly [string, string])[] {
  const prefixed = ([key, value]: readonly [string, string]) => [`${prefix}${key}`, value] as const
  if (configMapRef !== undefined) {
    const { name = '', optional = false } = configMapRef
    const object = found.configMaps.get(name)
    if (object === undefined && !optional) throw new ConfigFailure(`configmap "${name}" not found`)
    return Object.entries(object?.data ?? {}).map(prefixed)
  }
  const { name = '', optional = false } = secretRef ?? {}
  const object = found.secrets.get(name)
  if (object === undefined && !optional) throw new ConfigFailure(`secret "${name}" not found`)
  return Object.entries(object?.data ?? {}).map(([key, text]) => prefixed([key, textIn(text)]))
}

function textIn(base64: string): string {
  return new TextDecoder().decode(fromBase64(base64) ?? new Uint8Array(0))
}

/** Undefined: the variable is left out, because its optional source is missing. */
function valueOf(
  { value, valueFrom }: EnvVar,
  situation: EnvironmentSituation,
  earlier: (name: string) => string | undefined,
): string | undefined {
  if (valueFrom === undefined) return expand(value ?? '', earlier)
  const { pod, container, surroundings, found } = situation
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom
  if (fieldRef !== undefined) {
    const field = fieldValue(fieldRef.fieldPath, pod, surroundings)
    if (field === undefined) throw new ConfigFailure(`unsupported fieldPath: ${fieldRef.fieldPath}`)
    return field
  }
  if (resourceFieldRef !== undefined) {
    const of = otherContainer(pod, resourceFieldRef.containerName) ?? container
    return resourceValue(resourceFieldRef, of, surroundings)
  }
  if (configMapKeyRef !== undefined) {
    const { name = '', key, optional = false } = configMapKeyRef
    const object = found.configMaps.get(name)
    if (object === undefined) return missing(optional, `configmap "${name}" not found`)
    const text = new Map(Object.entries(object.data ?? {})).get(key)
    return text ?? missing(optional, `couldn't find key ${key} in ConfigMap ${pathOf(pod, name)}`)
  }
  if (secretKeyRef !== undefined) {
    const { name = '', key, optional = false } = secretKeyRef
    const object = found.secrets.get(name)
    if (object === undefined) return missing(optional, `secret "${name}" not found`)
    const text = new Map(Object.entries(object.data ?? {})).get(key)
    if (text !== undefined) return textIn(text)
    return missing(optional, `couldn't find key ${key} in Secret ${pathOf(pod, name)}`)
  }
  throw new ConfigFailure('environment variables from files are not supported')
}

function otherContainer({ spec }: Pod, name = ''): Container | undefined {
  return [...(spec.initContainers ?? []), ...spec.containers].find((it) => it.name === name)
}

function pathOf({ metadata }: Pod, name: string): string {
  return `${metadata.namespace}/${name}`
}

/** Nothing, where the source may be missing. */
function missing(isOptional: boolean, message: string): string | undefined {
  if (!isOptional) throw new ConfigFailure(message)
  return undefined
}

/** The ConfigMaps and Secrets that the environment of a container is taken from. */
export function environmentNeeds(container: Container): {
  readonly configMaps: readonly string[]
  readonly secrets: readonly string[]
} {
  const { env = [], envFrom = [] } = container
  return {
    configMaps: [
      ...envFrom.flatMap(({ configMapRef }) => configMapRef?.name ?? []),
      ...env.flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef?.name ?? []),
    ],
    secrets: [
      ...envFrom.flatMap(({ secretRef }) => secretRef?.name ?? []),
      ...env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? []),
    ],
  }
}
