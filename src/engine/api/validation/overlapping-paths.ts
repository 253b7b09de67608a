import { quoteGo } from '../field-error.ts'
import type { KeyToPath, Volume, VolumeProjection } from '../generated/types.ts'

interface PathOf {
  readonly path: string
  /** Where it comes from; empty where all come from the same. */
  readonly source: string
}

/**
 * Warnings of volumes that put two keys at one path, or one below another that is a file.
 * Source: warningsForOverlappingVirtualPaths in pkg/api/pod/warnings.go.
 */
export function overlapWarnings(volumes: readonly Volume[] = []): readonly string[] {
  return volumes.flatMap((volume) => {
    const { name, configMap, secret, downwardAPI, projected } = volume
    const warn = (what: string, paths: readonly PathOf[]) =>
      overlaps(paths).map((it) => `volume ${quoteGo(name)} (${what}): overlapping paths: ${it}`)
    return [
      ...warn(`ConfigMap ${quoteGo(configMap?.name ?? '')}`, pathsOf('', configMap?.items)),
      ...warn(`Secret ${quoteGo(secret?.secretName ?? '')}`, pathsOf('', secret?.items)),
      ...warn('DownwardAPI', pathsOf('', downwardAPI?.items)),
      ...projectedWarnings(name, projected?.sources ?? []),
    ]
  })
}

function projectedWarnings(
  volume: string,
  sources: readonly VolumeProjection[],
): readonly string[] {
  return sources.flatMap((source, index) => {
    if (Object.keys(source).length === 0)
      return [`volume ${quoteGo(volume)} (Projected) has no sources provided`]
    const before = sources.slice(0, index).flatMap(projectedPaths)
    const all = [...before, ...projectedPaths(source)]
    return overlaps(all, before.length).map(
      (it) => `volume ${quoteGo(volume)} (Projected): overlapping paths: ${it}`,
    )
  })
}

function projectedPaths(source: VolumeProjection): readonly PathOf[] {
  const { configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle } = source
  if (configMap?.items !== undefined)
    return pathsOf(`ConfigMap ${quoteGo(configMap.name ?? '')}`, configMap.items)
  if (secret?.items !== undefined)
    return pathsOf(`Secret ${quoteGo(secret.name ?? '')}`, secret.items)
  if (downwardAPI?.items !== undefined) return pathsOf('DownwardAPI', downwardAPI.items)
  if (serviceAccountToken !== undefined)
    return [{ path: serviceAccountToken.path, source: 'ServiceAccountToken' }]
  if (clusterTrustBundle !== undefined) {
    const { name, signerName = '', path } = clusterTrustBundle
    return [{ path, source: `ClusterTrustBundle ${quoteGo(name ?? signerName)}` }]
  }
  return certificatePaths(source)
}

function certificatePaths({ podCertificate = {} }: VolumeProjection): readonly PathOf[] {
  const { certificateChainPath, keyPath, credentialBundlePath }: CertificatePaths = podCertificate
  return [
    { path: certificateChainPath ?? '', source: 'PodCertificate chain' },
    { path: keyPath ?? '', source: 'PodCertificate key' },
    { path: credentialBundlePath ?? '', source: 'PodCertificate credential bundle' },
  ].filter(({ path }) => path !== '')
}

interface CertificatePaths {
  readonly certificateChainPath?: string
  readonly keyPath?: string
  readonly credentialBundlePath?: string
}

function pathsOf(
  source: string,
  items: readonly Pick<KeyToPath, 'path'>[] = [],
): readonly PathOf[] {
  return items.map(({ path }) => ({ path, source }))
}

/** The paths from the place `from` on that overlap with one before them. */
function overlaps(paths: readonly PathOf[], from = 0): readonly string[] {
  const trimmed = paths.map(({ path, source }) => ({ path: path.replace(/\/+$/, ''), source }))
  return trimmed.slice(from).flatMap((it, index) =>
    trimmed
      .slice(0, from + index)
      .filter((other) => isOverlapping(it.path, other.path))
      .map((other) => `${print(it)} with ${print(other)}`),
  )
}

function isOverlapping(a: string, b: string): boolean {
  if (a === '' || b === '') return false
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`)
}

function print({ path, source }: PathOf): string {
  return source === '' ? quoteGo(path) : `${quoteGo(path)} (${source})`
}
