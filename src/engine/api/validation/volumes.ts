import { duplicate, forbiddenField, invalidValue, quoteGo, required } from '../field-error.ts'
import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeSource,
  EmptyDirVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  NFSVolumeSource,
  SecretVolumeSource,
  Volume,
} from '../generated/types.ts'
import { dns1123Subdomain, rangeError } from '../names.ts'
import { compareQuantities } from '../quantity.ts'
import { validateClaimTemplate } from './claim-template.ts'
import { hasNoBacksteps, isLocalDescendingPath } from './paths.ts'
import { validateProjected } from './projected-volume.ts'
import {
  validateAzureDisk,
  validateCsi,
  validateFibreChannel,
  validateFlex,
  validateFlocker,
  validateIscsi,
  validateQuobyte,
  validateStorageOs,
} from './remote-volumes.ts'
import {
  each,
  type Errors,
  isBetween,
  isDns1123Label,
  isFileMode,
  isGiven,
  isOneOf,
  isOneOfIfSet,
} from './rules.ts'
import { validateDownwardFile, validateKeyToPath } from './volume-files.ts'

export interface CheckedVolumes {
  readonly errors: Errors
  /** The volumes that mounts can refer to, by name: those that are right. */
  readonly known: ReadonlyMap<string, Volume>
}

export function validateVolumes(
  path: string,
  volumes: readonly Volume[] = [],
  podName = '',
): CheckedVolumes {
  const known = new Map<string, Volume>()
  const made = volumes.filter(({ ephemeral }) => ephemeral !== undefined)
  const claims = podName === '' ? [] : made.map(({ name }) => `${podName}-${name}`)
  const errors = each(path, volumes, (volume, at) => {
    const found = [
      ...validateSource(at, volume, podName),
      ...(volume.name === ''
        ? [required(`${at}.name`, '')]
        : isDns1123Label(`${at}.name`, volume.name)),
      ...(known.has(volume.name) ? [duplicate(`${at}.name`, volume.name)] : []),
    ]
    if (found.length === 0) known.set(volume.name, volume)
    return [...found, ...validateForeignClaim(at, volume, claims)]
  })
  return { errors, known }
}

/** A claim that is made for another volume of the same Pod is not to be used. */
function validateForeignClaim(
  path: string,
  { persistentVolumeClaim: claim }: Volume,
  claims: readonly string[],
): Errors {
  return claim !== undefined && claims.includes(claim.claimName)
    ? [
        invalidValue(
          `${path}.persistentVolumeClaim.claimName`,
          claim.claimName,
          'must not reference a PVC that gets created for an ephemeral volume',
        ),
      ]
    : []
}

type Source = Exclude<keyof Volume, 'name'>

interface Looked {
  readonly kind: Source
  readonly check: (volume: Volume, path: string) => Errors
}

function source<K extends Source>(
  kind: K,
  check: (path: string, it: NonNullable<Volume[K]>) => Errors,
): Looked {
  return {
    kind,
    check: (volume, path) => {
      const it = volume[kind]
      return it === undefined ? [] : check(path, it)
    },
  }
}

/** How each kind of volume is looked at, in the order in which the kinds are: the first one holds. */
const SOURCES: readonly Looked[] = [
  source('emptyDir', validateEmptyDir),
  source('hostPath', validateHostPath),
  source('gitRepo', (path, { repository, directory = '' }) => [
    ...isGiven(`${path}.repository`, repository),
    ...isLocalDescendingPath(`${path}.directory`, directory),
  ]),
  source('gcePersistentDisk', (path, { pdName, partition = 0 }) => [
    ...isGiven(`${path}.pdName`, pdName),
    ...validatePartition(path, partition),
  ]),
  source('awsElasticBlockStore', (path, { volumeID, partition = 0 }) => [
    ...isGiven(`${path}.volumeID`, volumeID),
    ...validatePartition(path, partition),
  ]),
  source('secret', validateSecret),
  source('nfs', validateNfs),
  source('iscsi', validateIscsi),
  source('glusterfs', (path, glusterfs) => [
    ...isGiven(`${path}.endpoints`, glusterfs.endpoints),
    ...isGiven(`${path}.path`, glusterfs.path),
  ]),
  source('flocker', validateFlocker),
  source('persistentVolumeClaim', (path, { claimName }) => isGiven(`${path}.claimName`, claimName)),
  source('rbd', (path, { monitors, image }) => [
    ...(monitors.length === 0 ? [required(`${path}.monitors`, '')] : []),
    ...isGiven(`${path}.image`, image),
  ]),
  source('cinder', (path, { volumeID, secretRef }) => [
    ...isGiven(`${path}.volumeID`, volumeID),
    ...(secretRef === undefined ? [] : isGiven(`${path}.secretRef.name`, secretRef.name)),
  ]),
  source('cephfs', (path, { monitors }) =>
    monitors.length === 0 ? [required(`${path}.monitors`, '')] : [],
  ),
  source('quobyte', validateQuobyte),
  source('downwardAPI', validateDownwardAPI),
  source('fc', validateFibreChannel),
  source('flexVolume', validateFlex),
  source('configMap', validateConfigMap),
  source('azureFile', (path, { secretName, shareName }) => [
    ...isGiven(`${path}.secretName`, secretName),
    ...isGiven(`${path}.shareName`, shareName),
  ]),
  source('vsphereVolume', (path, { volumePath }) => isGiven(`${path}.volumePath`, volumePath)),
  source('photonPersistentDisk', (path, { pdID }) => isGiven(`${path}.pdID`, pdID)),
  source('portworxVolume', (path, { volumeID }) => isGiven(`${path}.volumeID`, volumeID)),
  source('azureDisk', validateAzureDisk),
  source('storageos', validateStorageOs),
  source('projected', validateProjected),
  source('scaleIO', (path, { gateway, system, volumeName }) => [
    ...isGiven(`${path}.gateway`, gateway),
    ...isGiven(`${path}.system`, system),
    ...isGiven(`${path}.volumeName`, volumeName),
  ]),
  source('csi', validateCsi),
  source('ephemeral', (path, { volumeClaimTemplate }) =>
    volumeClaimTemplate === undefined
      ? [required(`${path}.volumeClaimTemplate`, '')]
      : validateClaimTemplate(`${path}.volumeClaimTemplate`, volumeClaimTemplate),
  ),
  source('image', validateImage),
]

/** Where the API server names a kind otherwise than its field is called. */
const NAMED: { readonly [K in Source]?: string } = {
  gcePersistentDisk: 'persistentDisk',
}
const NAMED_AS_SECOND: { readonly [K in Source]?: string } = {
  cephfs: 'cephFS',
  downwardAPI: 'downwarAPI',
}

function validateSource(path: string, volume: Volume, podName: string): Errors {
  const [first, ...others] = SOURCES.filter(({ kind }) => volume[kind] !== undefined)
  if (first === undefined) return [required(path, 'must specify a volume type')]
  const { kind, check } = first
  return [
    ...check(volume, `${path}.${NAMED[kind] ?? kind}`),
    ...(kind === 'iscsi' ? validatePortal(path, volume) : []),
    ...(kind === 'ephemeral' ? validateClaimName(path, volume.name, podName) : []),
    ...others.map((other) =>
      forbiddenField(
        `${path}.${NAMED_AS_SECOND[other.kind] ?? other.kind}`,
        'may not specify more than 1 volume type',
      ),
    ),
  ]
}

function validatePartition(path: string, partition: number): Errors {
  return isBetween(`${path}.partition`, partition, [0, 255]).map((error) => ({
    ...error,
    message: rangeError(1, 255),
  }))
}

const LONGEST_PORTAL = 64

function validatePortal(path: string, { name, iscsi }: Volume): Errors {
  const isLong = `${name}:${iscsi?.targetPortal ?? ''}`.length > LONGEST_PORTAL
  return iscsi?.initiatorName !== undefined && isLong
    ? [
        invalidValue(
          `${path}.name`,
          name,
          'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.',
        ),
      ]
    : []
}

/** The claim is called by the Pod and the volume together. */
function validateClaimName(path: string, name: string, podName: string): Errors {
  if (name === '' || podName === '') return []
  const claim = `${podName}-${name}`
  return dns1123Subdomain(claim).map((words) =>
    invalidValue(`${path}.name`, name, `PVC name ${quoteGo(claim)}: ${words}`),
  )
}

function validateEmptyDir(path: string, { sizeLimit: limit }: EmptyDirVolumeSource): Errors {
  return limit !== undefined && compareQuantities(limit, '0') < 0
    ? [forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
    : []
}

const HOST_PATH_TYPES = [
  ...['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate'],
  ...['File', 'FileOrCreate', 'Socket'],
]

function validateHostPath(path: string, hostPath: HostPathVolumeSource): Errors {
  if (hostPath.path === '') return [required(`${path}.path`, '')]
  return [
    ...hasNoBacksteps(`${path}.path`, hostPath.path),
    ...isOneOfIfSet(`${path}.type`, hostPath.type, HOST_PATH_TYPES),
  ]
}

function validateSecret(path: string, secret: SecretVolumeSource): Errors {
  return [
    ...isGiven(`${path}.secretName`, secret.secretName),
    ...isFileMode(`${path}.defaultMode`, secret.defaultMode),
    ...each(`${path}.items`, secret.items, validateKeyToPath),
  ]
}

function validateConfigMap(path: string, configMap: ConfigMapVolumeSource): Errors {
  return [
    ...isGiven(`${path}.name`, configMap.name),
    ...isFileMode(`${path}.defaultMode`, configMap.defaultMode),
    ...each(`${path}.items`, configMap.items, validateKeyToPath),
  ]
}

function validateDownwardAPI(path: string, downwardAPI: DownwardAPIVolumeSource): Errors {
  return [
    ...isFileMode(`${path}.defaultMode`, downwardAPI.defaultMode),
    ...(downwardAPI.items ?? []).flatMap((file) => validateDownwardFile(file, path)),
  ]
}

function validateNfs(path: string, nfs: NFSVolumeSource): Errors {
  const { path: target } = nfs
  return [
    ...isGiven(`${path}.server`, nfs.server),
    ...isGiven(`${path}.path`, target),
    ...(target.startsWith('/')
      ? []
      : [invalidValue(`${path}.path`, target, 'must be an absolute path')]),
  ]
}

function validateImage(path: string, image: ImageVolumeSource): Errors {
  return [
    ...isGiven(`${path}.reference`, image.reference),
    ...isOneOf(`${path}.pullPolicy`, image.pullPolicy, ['Always', 'IfNotPresent', 'Never']),
  ]
}
