import { type EnvVar, type EnvVarSource, fromBase64, type Run } from '#engine'
import { warn } from '../../api/api.ts'
import { collect } from '../../api/collect.ts'
import type { KubeObject } from '../../api/objects.ts'
import type { Cli } from '../../cli.ts'
import { CommandError, raiseAll } from '../../failure.ts'

interface FromFlags {
  readonly from: string
  readonly keys: readonly string[]
}

/** A variable for each key of the ConfigMap or Secret that --from names. */
export function* envFrom(cli: Cli, { from, keys }: FromFlags): Run<readonly EnvVar[]> {
  if (from === '') return []
  const found = yield* collect(cli, { args: [from], fetch: 'latest' })
  raiseAll(found.errors)
  const variables: EnvVar[] = []
  for (const { object = {}, mapping, name } of found.targets) {
    const kind = mapping.kind
    if (kind !== 'Secret' && kind !== 'ConfigMap')
      throw new CommandError('unsupported resource specified in --from')
    for (const key of Object.keys(dataOf(object)).sort()) {
      if (keys.length > 0 && !keys.includes(key)) continue
      const reference = { name, key }
      const valueFrom =
        kind === 'Secret' ? { secretKeyRef: reference } : { configMapKeyRef: reference }
      variables.push({ name: yield* envName(cli, key), valueFrom })
    }
  }
  return variables
}

function* envName(cli: Cli, key: string): Run<string> {
  const name = key.replaceAll(/[^a-zA-Z0-9_]/g, '_').toUpperCase()
  if (name !== key) yield* warn(cli.process, `key ${key} transferred to ${name}`)
  return name
}

function dataOf({ data }: KubeObject): Readonly<Record<string, string>> {
  return (data ?? {}) as Readonly<Record<string, string>>
}

/** Where a value comes from, in words. */
export function sourceText(source: EnvVarSource): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = source
  if (configMapKeyRef !== undefined)
    return `configmap ${configMapKeyRef.name ?? ''}, key ${configMapKeyRef.key}`
  if (secretKeyRef !== undefined)
    return `secret ${secretKeyRef.name ?? ''}, key ${secretKeyRef.key}`
  if (fieldRef !== undefined) return `field path ${fieldRef.fieldPath}`
  if (resourceFieldRef === undefined) return 'invalid valueFrom'
  const { containerName = '', resource } = resourceFieldRef
  return `resource field ${containerName === '' ? '' : `${containerName}/`}${resource}`
}

/** The value of a key of a ConfigMap or Secret. Throws a CommandError where there is none. */
export function* keyValue(
  cli: Cli,
  kind: 'secret' | 'config map',
  reference: { readonly name?: string; readonly key: string },
): Run<string> {
  const { name = '', key } = reference
  const plural = kind === 'secret' ? 'secrets' : 'configmaps'
  const path = `/api/v1/namespaces/${cli.namespace}/${plural}/${name}`
  const value = new Map(Object.entries(dataOf(yield* cli.api.get(path)))).get(key)
  if (value === undefined) throw new CommandError(`key ${key} not found in ${kind} ${name}`)
  return kind === 'secret' ? new TextDecoder().decode(fromBase64(value) ?? new Uint8Array()) : value
}
