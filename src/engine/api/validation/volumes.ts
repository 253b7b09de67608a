import { duplicate, forbiddenField, invalidValue, required } from '../field-error.ts'
import type { Volume } from '../generated/types.ts'
import { compareQuantities } from '../quantity.ts'
import { hasNoBacksteps } from './paths.ts'
import { validateProjected } from './projected-volume.ts'
import {
  each,
  type Errors,
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

export function validateVolumes(path: string, volumes: readonly Volume[] = []): CheckedVolumes {
  const known = new Map<string, Volume>()
  const errors = each(path, volumes, (volume, at) => {
    const found = [
      ...validateSource(at, volume),
      ...(volume.name === ''
        ? [required(`${at}.name`, '')]
        : isDns1123Label(`${at}.name`, volume.name)),
      ...(known.has(volume.name) ? [duplicate(`${at}.name`, volume.name)] : []),
    ]
    if (found.length === 0) known.set(volume.name, volume)
    return found
  })
  return { errors, known }
}

type Check = (volume: Volume, path: string) => Errors
type Source = Exclude<keyof Volume, 'name'>

/** The kinds of volume in the order in which they are looked at: the first one holds. */
const SOURCES: readonly (readonly [kind: Source, check: Check])[] = [
  ['emptyDir', validateEmptyDir],
  ['hostPath', validateHostPath],
  ['gitRepo', ({ gitRepo }, path) => isGiven(`${path}.repository`, gitRepo?.repository)],
  [
    'gcePersistentDisk',
    ({ gcePersistentDisk }, path) => isGiven(`${path}.pdName`, gcePersistentDisk?.pdName),
  ],
  [
    'awsElasticBlockStore',
    ({ awsElasticBlockStore }, path) => isGiven(`${path}.volumeID`, awsElasticBlockStore?.volumeID),
  ],
  ['secret', validateSecret],
  ['nfs', validateNfs],
  [
    'iscsi',
    ({ iscsi }, path) => [
      ...isGiven(`${path}.targetPortal`, iscsi?.targetPortal),
      ...isGiven(`${path}.iqn`, iscsi?.iqn),
    ],
  ],
  [
    'glusterfs',
    ({ glusterfs }, path) => [
      ...isGiven(`${path}.endpoints`, glusterfs?.endpoints),
      ...isGiven(`${path}.path`, glusterfs?.path),
    ],
  ],
  ['flocker', nothing],
  [
    'persistentVolumeClaim',
    ({ persistentVolumeClaim }, path) =>
      isGiven(`${path}.claimName`, persistentVolumeClaim?.claimName),
  ],
  ['rbd', nothing],
  ['cinder', ({ cinder }, path) => isGiven(`${path}.volumeID`, cinder?.volumeID)],
  ['cephfs', nothing],
  ['quobyte', nothing],
  ['downwardAPI', validateDownwardAPI],
  ['fc', nothing],
  ['flexVolume', ({ flexVolume }, path) => isGiven(`${path}.driver`, flexVolume?.driver)],
  ['configMap', validateConfigMap],
  [
    'azureFile',
    ({ azureFile }, path) => [
      ...isGiven(`${path}.secretName`, azureFile?.secretName),
      ...isGiven(`${path}.shareName`, azureFile?.shareName),
    ],
  ],
  ['vsphereVolume', nothing],
  ['photonPersistentDisk', nothing],
  ['portworxVolume', nothing],
  ['azureDisk', nothing],
  ['storageos', nothing],
  [
    'projected',
    ({ projected }, path) => (projected === undefined ? [] : validateProjected(path, projected)),
  ],
  ['scaleIO', nothing],
  ['csi', ({ csi }, path) => isGiven(`${path}.driver`, csi?.driver)],
  [
    'ephemeral',
    ({ ephemeral }, path) =>
      ephemeral?.volumeClaimTemplate === undefined
        ? [required(`${path}.volumeClaimTemplate`, '')]
        : [],
  ],
  ['image', validateImage],
]

function validateSource(path: string, volume: Volume): Errors {
  const given = SOURCES.filter(([kind]) => volume[kind] !== undefined)
  const [first, ...others] = given
  if (first === undefined) return [required(path, 'must specify a volume type')]
  return [
    ...first[1](volume, `${path}.${first[0]}`),
    ...others.map(([kind]) =>
      forbiddenField(`${path}.${kind}`, 'may not specify more than 1 volume type'),
    ),
  ]
}

function nothing(): Errors {
  return []
}

function validateEmptyDir({ emptyDir }: Volume, path: string): Errors {
  const limit = emptyDir?.sizeLimit
  return limit !== undefined && compareQuantities(limit, '0') < 0
    ? [forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
    : []
}

const HOST_PATH_TYPES = [
  ...['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate'],
  ...['File', 'FileOrCreate', 'Socket'],
]

function validateHostPath({ hostPath }: Volume, path: string): Errors {
  if (hostPath === undefined) return []
  if (hostPath.path === '') return [required(`${path}.path`, '')]
  return [
    ...hasNoBacksteps(`${path}.path`, hostPath.path),
    ...isOneOfIfSet(`${path}.type`, hostPath.type, HOST_PATH_TYPES),
  ]
}

function validateSecret({ secret }: Volume, path: string): Errors {
  return [
    ...isGiven(`${path}.secretName`, secret?.secretName),
    ...isFileMode(`${path}.defaultMode`, secret?.defaultMode),
    ...each(`${path}.items`, secret?.items, validateKeyToPath),
  ]
}

function validateConfigMap({ configMap }: Volume, path: string): Errors {
  return [
    ...isGiven(`${path}.name`, configMap?.name),
    ...isFileMode(`${path}.defaultMode`, configMap?.defaultMode),
    ...each(`${path}.items`, configMap?.items, validateKeyToPath),
  ]
}

function validateDownwardAPI({ downwardAPI }: Volume, path: string): Errors {
  return [
    ...isFileMode(`${path}.defaultMode`, downwardAPI?.defaultMode),
    ...(downwardAPI?.items ?? []).flatMap((file) => validateDownwardFile(file, path)),
  ]
}

function validateNfs({ nfs }: Volume, path: string): Errors {
  const target = nfs?.path ?? ''
  return [
    ...isGiven(`${path}.server`, nfs?.server),
    ...isGiven(`${path}.path`, target),
    ...(target.startsWith('/')
      ? []
      : [invalidValue(`${path}.path`, target, 'must be an absolute path')]),
  ]
}

function validateImage({ image }: Volume, path: string): Errors {
  return [
    ...isGiven(`${path}.reference`, image?.reference),
    ...isOneOf(`${path}.pullPolicy`, image?.pullPolicy, ['Always', 'IfNotPresent', 'Never']),
  ]
}
