import type { Pod, ProjectedVolumeSource, VolumeProjection } from '../api/generated/types.ts'
import { downwardApiFiles } from './downward-api.ts'
import { configMapFiles, MountFailure, type Need, type Payload, secretFiles } from './payload.ts'
import type { Mounting, VolumeKind } from './volume-kind.ts'

/** Several sources in one directory. */
export const projectedVolume: VolumeKind<ProjectedVolumeSource> = {
  plugin: 'projected',
  needs: ({ sources }) => sources.flatMap(needsOf),
  payload: ({ sources, defaultMode = 0o644 }, mounting) =>
    new Map(sources.flatMap((source) => [...filesOf(source, defaultMode, mounting)])),
}

function needsOf({ configMap, secret }: VolumeProjection): readonly Need[] {
  return [
    ...(configMap === undefined
      ? []
      : [{ kind: 'ConfigMap', name: configMap.name ?? '' } as const]),
    ...(secret === undefined ? [] : [{ kind: 'Secret', name: secret.name ?? '' } as const]),
  ]
}

function filesOf(source: VolumeProjection, mode: number, mounting: Mounting): Payload {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source
  if (configMap !== undefined) return configMapFiles(mapSource(configMap, mode), mounting.found)
  if (secret !== undefined) return secretFiles(mapSource(secret, mode), mounting.found)
  if (downwardAPI !== undefined)
    return downwardApiFiles(
      { items: downwardAPI.items ?? [], mode },
      mounting.pod,
      mounting.surroundings,
    )
  if (serviceAccountToken !== undefined) {
    const { path, audience = '', expirationSeconds = 3600 } = serviceAccountToken
    const bytes = new TextEncoder().encode(mounting.tokenFor({ audience, expirationSeconds }))
    const uid = onlyUserOf(mounting.pod)
    const isPrivate = uid !== undefined || mounting.pod.spec.securityContext?.fsGroup !== undefined
    return new Map([
      [path, { bytes, mode: isPrivate ? 0o600 : mode, ...(uid === undefined ? {} : { uid }) }],
    ])
  }
  throw new MountFailure('projected volume source is not supported')
}

function mapSource(
  { name = '', items, optional = false }: NonNullable<VolumeProjection['configMap']>,
  mode: number,
) {
  return { name, items, mode, isOptional: optional }
}

/** The user that all containers run as, where the manifest says one. */
function onlyUserOf({ spec }: Pod): number | undefined {
  const containers = [...(spec.initContainers ?? []), ...spec.containers]
  const [first, ...others] = containers.map(
    ({ securityContext }) => securityContext?.runAsUser ?? spec.securityContext?.runAsUser,
  )
  return others.every((user) => user === first) ? first : undefined
}
