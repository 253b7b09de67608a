import { forbiddenField, invalidValue, required } from '../field-error.ts'
import type {
  ObjectMeta,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimTemplate,
  TypedObjectReference,
} from '../generated/types.ts'
import { dns1123Label, dns1123Subdomain } from '../names.ts'
import { compareQuantities } from '../quantity.ts'
import { validateAnnotations, validateLabels, validateLabelSelector } from './meta.ts'
import { type Errors, fits, isGiven, isOneOfIfSet, NOT_POSITIVE } from './rules.ts'

/** The claim that is made together with a Pod, for an ephemeral volume. */
export function validateClaimTemplate(
  path: string,
  { metadata, spec }: PersistentVolumeClaimTemplate,
): Errors {
  return [
    ...validateTemplateMeta(`${path}.metadata`, metadata),
    ...validateClaimSpec(`${path}.spec`, spec),
  ]
}

/** Of a template only labels and annotations are used, so nothing else may be said. */
function validateTemplateMeta(path: string, metadata: Partial<ObjectMeta>): Errors {
  const { labels, annotations, ...others } = metadata
  const given = Object.entries(others).filter(([, value]) => value !== '')
  return [
    ...validateAnnotations(`${path}.annotations`, annotations),
    ...validateLabels(`${path}.labels`, labels),
    ...given.map(([field]) =>
      // The server builds this path from the name in Go.
      forbiddenField(`${path}.${field === 'uid' ? 'uID' : field}`, 'cannot be set'),
    ),
  ]
}

const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
const SINGLE = 'ReadWriteOncePod'

function validateClaimSpec(path: string, spec: PersistentVolumeClaimSpec): Errors {
  const { accessModes = [], storageClassName = '', volumeAttributesClassName = '' } = spec
  const isTorn =
    accessModes.includes(SINGLE) &&
    accessModes.some((mode) => mode !== SINGLE && ACCESS_MODES.includes(mode))
  return [
    ...(accessModes.length === 0
      ? [required(`${path}.accessModes`, 'at least 1 access mode is required')]
      : []),
    ...validateLabelSelector(`${path}.selector`, spec.selector),
    ...accessModes.flatMap((mode) => isOneOfIfSet(`${path}.accessModes`, mode, ACCESS_MODES)),
    ...(isTorn
      ? [
          forbiddenField(
            `${path}.accessModes`,
            'may not use ReadWriteOncePod with other access modes',
          ),
        ]
      : []),
    ...validateStorage(`${path}.resources[storage]`, spec.resources.requests?.['storage']),
    ...(storageClassName === ''
      ? []
      : fits(`${path}.storageClassName`, storageClassName, dns1123Subdomain)),
    ...isOneOfIfSet(`${path}.volumeMode`, spec.volumeMode, ['Block', 'Filesystem']),
    ...validateSources(path, spec),
    ...(volumeAttributesClassName === ''
      ? []
      : fits(`${path}.volumeAttributesClassName`, volumeAttributesClassName, dns1123Subdomain)),
  ]
}

function validateStorage(path: string, amount: string | undefined): Errors {
  if (amount === undefined) return [required(path, '')]
  return compareQuantities(amount, '0') > 0 ? [] : [invalidValue(path, amount, NOT_POSITIVE)]
}

/** The old field and the new one for what a volume is filled from. */
function validateSources(path: string, spec: PersistentVolumeClaimSpec): Errors {
  const { dataSource, dataSourceRef } = spec
  const namespace = dataSourceRef?.namespace ?? ''
  const isElsewhere = namespace !== ''
  const areAlike =
    dataSource?.apiGroup === dataSourceRef?.apiGroup &&
    dataSource?.kind === dataSourceRef?.kind &&
    dataSource?.name === dataSourceRef?.name
  const words = isElsewhere
    ? 'may not be specified when dataSourceRef.namespace is specified'
    : 'must match dataSourceRef'
  const isWrong =
    dataSource !== undefined && dataSourceRef !== undefined && (isElsewhere || !areAlike)
  return [
    ...(dataSource === undefined ? [] : validateSource(`${path}.dataSource`, dataSource)),
    ...(dataSourceRef === undefined ? [] : validateSource(`${path}.dataSourceRef`, dataSourceRef)),
    ...(isElsewhere ? fits(`${path}.dataSourceRef.namespace`, namespace, dns1123Label) : []),
    // The server shows its path of the field as the value, and a path has no JSON.
    ...(isWrong ? [invalidValue(path, {}, words)] : []),
  ]
}

function validateSource(path: string, source: Partial<TypedObjectReference>): Errors {
  const { apiGroup = '', kind = '', name = '' } = source
  return [
    ...isGiven(`${path}.name`, name),
    ...isGiven(`${path}.kind`, kind),
    ...(apiGroup === '' && kind !== 'PersistentVolumeClaim'
      ? [
          invalidValue(
            path,
            kind,
            "must be 'PersistentVolumeClaim' when referencing the default apiGroup",
          ),
        ]
      : []),
    ...(apiGroup === '' ? [] : fits(`${path}.apiGroup`, apiGroup, dns1123Subdomain)),
  ]
}
