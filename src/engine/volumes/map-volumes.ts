import type { ConfigMapVolumeSource, SecretVolumeSource } from '../api/generated/types.ts'
import { configMapFiles, type MapSource, secretFiles } from './payload.ts'
import type { VolumeKind } from './volume-kind.ts'

export const configMapVolume: VolumeKind<ConfigMapVolumeSource> = {
  plugin: 'configmap',
  needs: ({ name = '' }) => [{ kind: 'ConfigMap', name }],
  payload: (source, { found }) => configMapFiles(mapSource(source.name, source), found),
}

export const secretVolume: VolumeKind<SecretVolumeSource> = {
  plugin: 'secret',
  needs: ({ secretName = '' }) => [{ kind: 'Secret', name: secretName }],
  payload: (source, { found }) => secretFiles(mapSource(source.secretName, source), found),
}

function mapSource(
  name = '',
  { items, defaultMode = 0o644, optional = false }: SecretVolumeSource & ConfigMapVolumeSource,
): MapSource {
  return { name, items, mode: defaultMode, isOptional: optional }
}
