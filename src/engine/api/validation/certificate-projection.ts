import { invalidValue, notSupported, required } from '../field-error.ts'
import type { ClusterTrustBundleProjection, PodCertificateProjection } from '../generated/types.ts'
import { internalForm } from './internal-form.ts'
import { dns1123Subdomain } from '../names.ts'
import { validateLabelSelector } from './meta.ts'
import { isLocalNonReservedPath } from './paths.ts'
import { type Errors, isGiven } from './rules.ts'
import { validateSignerName } from './signers.ts'

/** Certificates of those whom the cluster trusts: of one bundle, or of all that one signer has. */
export function validateTrustBundle(path: string, bundle: ClusterTrustBundleProjection): Errors {
  return [
    ...validateChoice(path, bundle),
    ...isGiven(`${path}.path`, bundle.path),
    ...isLocalNonReservedPath(`${path}.path`, bundle.path),
  ]
}

function validateChoice(path: string, bundle: ClusterTrustBundleProjection): Errors {
  const { name, signerName, labelSelector } = bundle
  if (name !== undefined && signerName !== undefined)
    return [
      invalidValue(
        path,
        internalForm('ClusterTrustBundleProjection', bundle),
        'only one of name and signerName may be used',
      ),
    ]
  if (name !== undefined)
    return [
      ...isGiven(`${path}.name`, name, 'must be a valid object name'),
      ...bundleName(name).map((words) =>
        invalidValue(`${path}.name`, name, `not a valid clustertrustbundlename: ${words}`),
      ),
      ...(labelSelector === undefined
        ? []
        : [
            invalidValue(
              `${path}.labelSelector`,
              labelSelector,
              'labelSelector must be unset if name is specified',
            ),
          ]),
    ]
  if (signerName === undefined)
    return [required(path, 'either name or signerName must be specified')]
  return [
    ...isGiven(`${path}.signerName`, signerName, 'must be a valid signer name'),
    ...validateSignerName(`${path}.signerName`, signerName),
    ...validateLabelSelector(`${path}.labelSelector`, labelSelector),
  ]
}

/** The signer's name, with colons for slashes, may stand before the bundle's own. */
function bundleName(name: string): readonly string[] {
  return dns1123Subdomain(name.split(':').at(-1) ?? '')
}

const KEY_TYPES = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519']
const HOUR = 3600
const LONGEST = 91 * 24 * HOUR
const LONGEST_OF_KUBERNETES = 24 * HOUR

/** A certificate for the Pod itself. */
export function validatePodCertificate(
  path: string,
  certificate: PodCertificateProjection,
): Errors {
  // The API leaves what is empty out, though it wants it.
  const {
    signerName = '',
    keyType = '',
    maxExpirationSeconds,
  }: Partial<PodCertificateProjection> = certificate
  const files = (['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const).filter(
    (field) => (certificate[field] ?? '') !== '',
  )
  const words = 'specify at least one of credentialBundlePath, keyPath, and certificateChainPath'
  return [
    ...validateSignerName(`${path}.signerName`, signerName),
    ...(KEY_TYPES.includes(keyType) ? [] : [notSupported(`${path}.keyType`, keyType, KEY_TYPES)]),
    ...(maxExpirationSeconds === undefined
      ? []
      : validateExpiration(`${path}.maxExpirationSeconds`, maxExpirationSeconds, signerName)),
    ...files.flatMap((field) =>
      isLocalNonReservedPath(`${path}.${field}`, certificate[field] ?? ''),
    ),
    ...(files.length === 0 ? [required(path, words)] : []),
  ]
}

function validateExpiration(path: string, seconds: number, signer: string): Errors {
  const isOwn = /(^|\.)kubernetes\.io\//.test(signer)
  const most = isOwn ? LONGEST_OF_KUBERNETES : LONGEST
  return [
    ...(seconds < HOUR
      ? [invalidValue(path, seconds, `if provided, maxExpirationSeconds must be >= ${HOUR}`)]
      : []),
    ...(seconds > most
      ? [invalidValue(path, seconds, `if provided, maxExpirationSeconds must be <= ${most}`)]
      : []),
  ]
}
