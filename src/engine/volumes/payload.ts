import type { ConfigMap, KeyToPath, Secret } from '../api/generated/types.ts'
import { fromBase64 } from '../api/base64.ts'

/** A file of a volume that the kubelet writes. */
export interface PayloadFile {
  readonly bytes: Uint8Array
  readonly mode: number
  /** Its owner, where that is not root. */
  readonly uid?: number
}

/** What such a volume holds, by path inside it. */
export type Payload = ReadonlyMap<string, PayloadFile>

/** Why a volume cannot be set up, in the kubelet's words. */
export class MountFailure extends Error {}

/** An object of the API that a volume takes its files from. */
export interface Need {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
}

/** What was found in the Pod's namespace, by name; a missing one is absent. */
export interface Found {
  readonly configMaps: ReadonlyMap<string, ConfigMap>
  readonly secrets: ReadonlyMap<string, Secret>
}

export interface MapSource {
  readonly name: string
  readonly items: readonly KeyToPath[] | undefined
  readonly mode: number
  readonly isOptional: boolean
}

/** The files of a ConfigMap: all its keys, or those that are picked. */
export function configMapFiles(source: MapSource, found: Found): Payload {
  const object = found.configMaps.get(source.name)
  if (object === undefined && !source.isOptional)
    throw new MountFailure(`configmap "${source.name}" not found`)
  const { data = {}, binaryData = {} } = object ?? {}
  const texts = Object.entries(data).map(
    ([key, text]) => [key, new TextEncoder().encode(text)] as const,
  )
  const binaries = Object.entries(binaryData).map(
    ([key, text]) => [key, fromBase64(text) ?? new Uint8Array(0)] as const,
  )
  return picked(
    new Map([...texts, ...binaries]),
    source,
    (key) => `configmap references non-existent config key: ${key}`,
  )
}

/** The files of a Secret. */
export function secretFiles(source: MapSource, found: Found): Payload {
  const object = found.secrets.get(source.name)
  if (object === undefined && !source.isOptional)
    throw new MountFailure(`secret "${source.name}" not found`)
  const { data = {} } = object ?? {}
  const contents = Object.entries(data).map(
    ([key, text]) => [key, fromBase64(text) ?? new Uint8Array(0)] as const,
  )
  return picked(new Map(contents), source, (key) => `references non-existent secret key: ${key}`)
}

function picked(
  contents: ReadonlyMap<string, Uint8Array>,
  { items, mode, isOptional }: MapSource,
  missing: (key: string) => string,
): Payload {
  if (items === undefined)
    return new Map([...contents].map(([key, bytes]) => [key, { bytes, mode }]))
  const files = items.flatMap((item): [string, PayloadFile][] => {
    const bytes = contents.get(item.key)
    if (bytes !== undefined) return [[item.path, { bytes, mode: item.mode ?? mode }]]
    if (isOptional) return []
    throw new MountFailure(missing(item.key))
  })
  return new Map(files)
}
