import type { Volume, VolumeProjection } from '#engine'
import { canonicalQuantity } from '#engine'
import type { DescribeWriter } from './writer.ts'

export function describeVolumes(
  writer: DescribeWriter,
  volumes: readonly Volume[] = [],
  space = '',
): void {
  if (volumes.length === 0) {
    writer.line(0, `${space}Volumes:`, '<none>')
    return
  }
  writer.line(0, `${space}Volumes:`)
  for (const volume of volumes) {
    writer.line(1, `${space === '' ? '' : ' '}${volume.name}:`)
    const rows = rowsOf(volume)
    if (rows === undefined) writer.line(1, '<unknown>')
    else for (const cells of rows) writer.line(2, ...cells)
  }
}

type Row = readonly string[]

/** What is said of a volume, by its kind; undefined for a kind that the tutorial does not have. */
function rowsOf(volume: Volume): readonly Row[] | undefined {
  const { hostPath, emptyDir, secret, configMap, projected, downwardAPI, image } = volume
  if (hostPath !== undefined)
    return [
      ['Type:', 'HostPath (bare host directory volume)'],
      ['Path:', hostPath.path],
      ['HostPathType:', hostPath.type ?? '<none>'],
    ]
  if (emptyDir !== undefined)
    return [
      ['Type:', "EmptyDir (a temporary directory that shares a pod's lifetime)"],
      ['Medium:', emptyDir.medium ?? ''],
      ['SizeLimit:', sizeText(emptyDir.sizeLimit)],
    ]
  if (secret !== undefined)
    return [
      ['Type:', 'Secret (a volume populated by a Secret)'],
      ['SecretName:', secret.secretName ?? ''],
      ['Optional:', String(secret.optional ?? false)],
    ]
  if (configMap !== undefined)
    return [
      ['Type:', 'ConfigMap (a volume populated by a ConfigMap)'],
      ['Name:', configMap.name ?? ''],
      ['Optional:', String(configMap.optional ?? false)],
    ]
  if (projected !== undefined)
    return [
      ['Type:', 'Projected (a volume that contains injected data from multiple sources)'],
      ...projected.sources.flatMap(projectionRows),
    ]
  if (downwardAPI !== undefined) return downwardRows(downwardAPI.items ?? [])
  if (image !== undefined)
    return [
      ['Type:', 'Image (a container image or OCI artifact)'],
      ['Reference:', image.reference ?? ''],
      ['PullPolicy:', image.pullPolicy ?? ''],
    ]
  return claimRows(volume)
}

function claimRows({ persistentVolumeClaim }: Volume): readonly Row[] | undefined {
  if (persistentVolumeClaim === undefined) return undefined
  return [
    [
      'Type:',
      'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    ],
    ['ClaimName:', persistentVolumeClaim.claimName],
    ['ReadOnly:', String(persistentVolumeClaim.readOnly ?? false)],
  ]
}

function sizeText(limit: string | undefined): string {
  const size = limit === undefined ? '0' : canonicalQuantity(limit)
  return size === '0' ? '<unset>' : size
}

function projectionRows(source: VolumeProjection): readonly Row[] {
  const { secret, configMap, downwardAPI, serviceAccountToken } = source
  if (secret !== undefined)
    return [
      ['SecretName:', secret.name ?? ''],
      ['Optional:', String(secret.optional ?? false)],
    ]
  if (downwardAPI !== undefined) return [['DownwardAPI:', 'true']]
  if (configMap !== undefined)
    return [
      ['ConfigMapName:', configMap.name ?? ''],
      ['Optional:', String(configMap.optional ?? false)],
    ]
  if (serviceAccountToken !== undefined)
    return [['TokenExpirationSeconds:', String(serviceAccountToken.expirationSeconds ?? 0)]]
  return []
}

interface DownwardItem {
  readonly path: string
  readonly fieldRef?: { readonly fieldPath: string }
  readonly resourceFieldRef?: { readonly resource: string }
}

function downwardRows(items: readonly DownwardItem[]): readonly Row[] {
  return [
    ['Type:', 'DownwardAPI (a volume populated by information about the pod)'],
    ['Items:'],
    ...items.map(({ path, fieldRef, resourceFieldRef }) => [
      `  ${fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? ''} -> ${path}`,
    ]),
  ]
}
