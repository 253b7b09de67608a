import type { Container, EnvFromSource, EnvVar, EphemeralContainer, Pod } from '#engine'
import { fieldOf } from './pod-field.ts'
import { resourceOfContainer } from './container-resource.ts'
import type { DescribeWriter } from './writer.ts'

export function describeEnvFrom(
  writer: DescribeWriter,
  sources: readonly EnvFromSource[] = [],
): void {
  if (sources.length === 0) return
  writer.line(2, 'Environment Variables from:')
  for (const { configMapRef, secretRef, prefix = '' } of sources) {
    const kind = configMapRef === undefined ? 'Secret' : 'ConfigMap'
    const { name = '', optional = false } = configMapRef ?? secretRef ?? {}
    const from = prefix === '' ? kind : `${kind} with prefix '${prefix}'`
    writer.line(3, name, from, `Optional: ${optional}`)
  }
}

export function describeEnv(
  writer: DescribeWriter,
  container: Container | EphemeralContainer,
  pod: Pod | undefined,
): void {
  const { env = [] } = container
  if (env.length === 0) writer.line(2, 'Environment:', '<none>')
  else writer.line(2, 'Environment:')
  for (const variable of env) describeVariable(writer, variable, { container, pod })
}

interface Place {
  readonly container: Container | EphemeralContainer
  readonly pod: Pod | undefined
}

function describeVariable(writer: DescribeWriter, variable: EnvVar, place: Place): void {
  const { name, value = '', valueFrom } = variable
  if (valueFrom === undefined) {
    const [first = '', ...others] = value.split('\n')
    writer.line(3, `${name}:`, first)
    for (const line of others) writer.line(3, '', line)
    return
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom
  if (fieldRef !== undefined) {
    const found = place.pod === undefined ? '' : fieldOf(place.pod.metadata, fieldRef.fieldPath)
    writer.line(3, `${name}:`, `${found} (${fieldRef.apiVersion ?? ''}:${fieldRef.fieldPath})`)
  } else if (resourceFieldRef !== undefined) {
    const { resource } = resourceFieldRef
    const found = resourceOfContainer(place.container, resourceFieldRef)
    const isLimit = resource === 'limits.cpu' || resource === 'limits.memory'
    writer.line(
      3,
      `${name}:`,
      `${found === '0' && isLimit ? 'node allocatable' : found} (${resource})`,
    )
  } else if (secretKeyRef !== undefined) {
    const text = `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ''}'>`
    writer.line(3, `${name}:`, text, `Optional: ${secretKeyRef.optional ?? false}`)
  } else if (configMapKeyRef !== undefined) {
    const text = `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ''}'>`
    writer.line(3, `${name}:`, text, `Optional: ${configMapKeyRef.optional ?? false}`)
  }
}
