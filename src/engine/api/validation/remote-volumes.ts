import { invalidValue, notSupported, required, tooLong } from '../field-error.ts'
import type {
  AzureDiskVolumeSource,
  CSIVolumeSource,
  FCVolumeSource,
  FlexVolumeSource,
  FlockerVolumeSource,
  ISCSIVolumeSource,
  QuobyteVolumeSource,
  StorageOSVolumeSource,
} from '../generated/types.ts'
import { dns1123Subdomain } from '../names.ts'
import {
  eachKey,
  type Errors,
  fits,
  isBetween,
  isDns1123Label,
  isGiven,
  isOneOfIfSet,
} from './rules.ts'

/** Volumes that live elsewhere. Nothing here mounts them; what is wrong with them is said all the same. */

export function validateIscsi(path: string, iscsi: ISCSIVolumeSource): Errors {
  const isSecret = iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true
  return [
    ...isGiven(`${path}.targetPortal`, iscsi.targetPortal),
    ...(iscsi.iqn === '' ? [required(`${path}.iqn`, '')] : validateIqn(`${path}.iqn`, iscsi.iqn)),
    ...isBetween(`${path}.lun`, iscsi.lun, [0, 255]),
    ...(isSecret && iscsi.secretRef === undefined ? [required(`${path}.secretRef`, '')] : []),
    ...(iscsi.initiatorName === undefined
      ? []
      : validateIqn(`${path}.initiatorname`, iscsi.initiatorName)),
  ]
}

const IQN = {
  iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9-.]+)(:[^,;*&$|\s]+)$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
} as const

function validateIqn(path: string, name: string): Errors {
  const kind = (['iqn', 'eui', 'naa'] as const).find((prefix) => name.startsWith(prefix))
  if (kind === undefined)
    return [invalidValue(path, name, 'must be valid format starting with iqn, eui, or naa')]
  return IQN[kind].test(name) ? [] : [invalidValue(path, name, 'must be valid format')]
}

export function validateFlocker(path: string, flocker: FlockerVolumeSource): Errors {
  const { datasetName = '', datasetUUID = '' } = flocker
  return [
    ...(datasetName === '' && datasetUUID === ''
      ? [required(path, 'one of datasetName and datasetUUID is required')]
      : []),
    ...(datasetName !== '' && datasetUUID !== ''
      ? [
          invalidValue(
            path,
            'resource',
            'datasetName and datasetUUID can not be specified simultaneously',
          ),
        ]
      : []),
    ...(datasetName.includes('/')
      ? [invalidValue(`${path}.datasetName`, datasetName, "must not contain '/'")]
      : []),
  ]
}

export function validateFibreChannel(path: string, fc: FCVolumeSource): Errors {
  const { targetWWNs = [], wwids = [], lun } = fc
  const at = `${path}.targetWWNs`
  return [
    ...(targetWWNs.length === 0 && wwids.length === 0
      ? [required(at, 'must specify either targetWWNs or wwids, but not both')]
      : []),
    ...(targetWWNs.length > 0 && wwids.length > 0
      ? [invalidValue(at, targetWWNs, 'targetWWNs and wwids can not be specified simultaneously')]
      : []),
    ...(targetWWNs.length === 0
      ? []
      : lun === undefined
        ? [required(`${path}.lun`, 'lun is required if targetWWNs is specified')]
        : isBetween(`${path}.lun`, lun, [0, 255])),
  ]
}

const LONGEST_TENANT = 64

export function validateQuobyte(path: string, quobyte: QuobyteVolumeSource): Errors {
  const { registry, tenant = '', volume } = quobyte
  return [...validateRegistry(path, registry, tenant), ...isGiven(`${path}.volume`, volume)]
}

function validateRegistry(path: string, registry: string, tenant: string): Errors {
  const words = 'must be a host:port pair or multiple pairs separated by commas'
  const at = `${path}.registry`
  if (registry === '') return [required(at, words)]
  if (tenant.length > LONGEST_TENANT)
    return [
      required(`${path}.tenant`, 'must be a UUID and may not exceed a length of 64 characters'),
    ]
  return registry
    .split(',')
    .filter((pair) => !/^(\[[^[\]]*\]|[^:[\]]*):[^:[\]]*$/.test(pair))
    .map(() => invalidValue(at, registry, words))
}

/** Options may not look as if they were Kubernetes' own. */
export function validateFlex(path: string, flex: FlexVolumeSource): Errors {
  return [
    ...isGiven(`${path}.driver`, flex.driver),
    ...eachKey(`${path}.options`, flex.options, (_, at, key) => {
      const [namespace = ''] = key.split('/')
      return /\.(kubernetes|k8s)\.io$/.test(`.${namespace.toLowerCase()}`)
        ? [invalidValue(at, key, 'kubernetes.io and k8s.io namespaces are reserved')]
        : []
    }),
  ]
}

export function validateAzureDisk(path: string, disk: AzureDiskVolumeSource): Errors {
  const { diskName, diskURI, cachingMode, kind } = disk
  return [
    ...isGiven(`${path}.diskName`, diskName),
    ...isGiven(`${path}.diskURI`, diskURI),
    ...isOneOfIfSet(`${path}.cachingMode`, cachingMode, ['None', 'ReadOnly', 'ReadWrite']),
    ...isOneOfIfSet(`${path}.kind`, kind, ['Dedicated', 'Managed', 'Shared']),
    ...(kind === undefined ? [] : validateDiskUri(`${path}.diskURI`, diskURI, kind)),
  ]
}

function validateDiskUri(path: string, uri: string, kind: string): Errors {
  const isManaged = kind === 'Managed'
  if (uri.startsWith(isManaged ? '/subscriptions/' : 'https://')) return []
  const form = isManaged
    ? '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
    : 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd'
  return [notSupported(path, uri, [form])]
}

export function validateStorageOs(path: string, volume: StorageOSVolumeSource): Errors {
  const { volumeName = '', volumeNamespace = '', secretRef } = volume
  return [
    ...(volumeName === ''
      ? [required(`${path}.volumeName`, '')]
      : isDns1123Label(`${path}.volumeName`, volumeName)),
    ...(volumeNamespace === '' ? [] : isDns1123Label(`${path}.volumeNamespace`, volumeNamespace)),
    ...(secretRef === undefined ? [] : isGiven(`${path}.secretRef.name`, secretRef.name)),
  ]
}

const LONGEST_DRIVER = 63

export function validateCsi(path: string, csi: CSIVolumeSource): Errors {
  const { driver, nodePublishSecretRef } = csi
  const at = `${path}.driver`
  const name = nodePublishSecretRef?.name ?? ''
  return [
    ...(driver === ''
      ? [required(at, '')]
      : dns1123Subdomain(driver.toLowerCase()).map((words) => invalidValue(at, driver, words))),
    ...(driver.length > LONGEST_DRIVER ? [tooLong(at, LONGEST_DRIVER)] : []),
    ...(nodePublishSecretRef === undefined
      ? []
      : name === ''
        ? [required(`${path}.nodePublishSecretRef.name`, '')]
        : fits(`${path}.name`, name, dns1123Subdomain)),
  ]
}
