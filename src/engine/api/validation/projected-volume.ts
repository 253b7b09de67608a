import { forbiddenField, invalidValue, required } from '../field-error.ts'
import type {
  KeyToPath,
  PodCertificateProjection,
  ProjectedVolumeSource,
  VolumeProjection,
} from '../generated/types.ts'
import { isLocalNonReservedPath } from './paths.ts'
import { validatePodCertificate, validateTrustBundle } from './certificate-projection.ts'
import { each, type Errors, isFileMode, isGiven } from './rules.ts'
import { validateDownwardFile, validateKeyToPath } from './volume-files.ts'

export function validateProjected(path: string, projected: ProjectedVolumeSource): Errors {
  const taken = new Set<string>()
  return [
    ...isFileMode(`${path}.defaultMode`, projected.defaultMode),
    ...each(`${path}.sources`, projected.sources, (source, at) =>
      validateProjection({ source, at, path, taken }),
    ),
  ]
}

interface Projection {
  readonly source: VolumeProjection
  readonly at: string
  /** The volume's own path: where conflicts are told of. */
  readonly path: string
  /** Paths that other files have. */
  readonly taken: Set<string>
}

function validateProjection(projection: Projection): Errors {
  const { source, at } = projection
  const { secret, configMap, downwardAPI, clusterTrustBundle, podCertificate } = source
  const count = Object.values(source).filter((it) => it !== undefined).length
  return [
    ...(secret === undefined ? [] : validateKeys(projection, secret, `${at}.secret`)),
    ...(configMap === undefined ? [] : validateKeys(projection, configMap, `${at}.configMap`)),
    ...(downwardAPI?.items ?? []).flatMap((file) => [
      ...validateDownwardFile(file, `${at}.downwardAPI`),
      ...conflict(projection, file.path, file.path),
    ]),
    ...validateToken(projection),
    ...(clusterTrustBundle === undefined
      ? []
      : [
          ...validateTrustBundle(`${at}.clusterTrustBundle`, clusterTrustBundle),
          ...conflict(projection, clusterTrustBundle.path, clusterTrustBundle.path),
        ]),
    ...(podCertificate === undefined
      ? []
      : [
          ...validatePodCertificate(`${at}.podCertificate`, podCertificate),
          ...certificateFiles(podCertificate).flatMap((file) => conflict(projection, file, file)),
        ]),
    ...(count > 1
      ? [forbiddenField(at, 'may not specify more than 1 volume type per source')]
      : []),
  ]
}

function certificateFiles(certificate: PodCertificateProjection): readonly string[] {
  const { credentialBundlePath = '', keyPath = '', certificateChainPath = '' } = certificate
  return [credentialBundlePath, keyPath, certificateChainPath]
}

function validateKeys(
  projection: Projection,
  { name = '', items }: { readonly name?: string; readonly items?: readonly KeyToPath[] },
  at: string,
): Errors {
  return [
    ...isGiven(`${at}.name`, name),
    ...each(`${at}.items`, items, (item, itemPath) => [
      ...validateKeyToPath(item, itemPath),
      ...conflict(projection, item.path, name),
    ]),
  ]
}

/** Two files cannot have one path. */
function conflict({ path, taken }: Projection, file: string, badValue: string): Errors {
  if (file === '') return []
  if (taken.has(file)) return [invalidValue(path, badValue, 'conflicting duplicate paths')]
  taken.add(file)
  return []
}

const TEN_MINUTES = 600

function validateToken({ source, at, path }: Projection): Errors {
  const token = source.serviceAccountToken
  if (token === undefined) return []
  const { expirationSeconds = 0 } = token
  const field = `${at}.serviceAccountToken.expirationSeconds`
  return [
    ...(expirationSeconds < TEN_MINUTES
      ? [invalidValue(field, expirationSeconds, 'may not specify a duration less than 10 minutes')]
      : []),
    ...(expirationSeconds > 2 ** 32
      ? [
          invalidValue(
            field,
            expirationSeconds,
            'may not specify a duration larger than 2^32 seconds',
          ),
        ]
      : []),
    ...(token.path === ''
      ? [required(`${path}.path`, '')]
      : isLocalNonReservedPath(`${path}.path`, token.path)),
  ]
}
