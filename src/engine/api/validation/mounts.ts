import { fieldNotFound, forbiddenField, invalidValue, required } from '../field-error.ts'
import type { Container, Volume, VolumeMount } from '../generated/types.ts'
import { hasNoBacksteps, isLocalDescendingPath } from './paths.ts'
import { each, type Errors, isOneOfIfSet, isSet } from './rules.ts'

type Volumes = ReadonlyMap<string, Volume>

export function validateMounts(path: string, container: Container, volumes: Volumes): Errors {
  const { volumeMounts = [], volumeDevices = [] } = container
  return each(path, volumeMounts, (mount, at, index) => [
    ...validateMount(at, mount, volumes),
    ...(volumeMounts.slice(0, index).some(({ mountPath }) => mountPath === mount.mountPath)
      ? [invalidValue(`${at}.mountPath`, mount.mountPath, 'must be unique')]
      : []),
    ...(volumeDevices.some(({ name }) => name === mount.name)
      ? [invalidValue(`${at}.name`, mount.name, 'must not already exist in volumeDevices')]
      : []),
    ...(volumeDevices.some(({ devicePath }) => devicePath === mount.mountPath)
      ? [
          invalidValue(
            `${at}.mountPath`,
            mount.mountPath,
            'must not already exist as a path in volumeDevices',
          ),
        ]
      : []),
    ...validateSubPaths(path, at, mount),
    ...validatePropagation(`${path}.mountPropagation`, mount, container),
    ...validateRecursiveReadOnly(`${path}.recursiveReadOnly`, mount),
  ])
}

function validateMount(at: string, { name, mountPath }: VolumeMount, volumes: Volumes): Errors {
  return [
    ...(name === '' ? [required(`${at}.name`, '')] : []),
    ...(volumes.has(name) ? [] : [fieldNotFound(`${at}.name`, name)]),
    ...(mountPath === '' ? [required(`${at}.mountPath`, '')] : []),
  ]
}

/** The real server names these by the list, not by the mount. */
function validateSubPaths(path: string, at: string, mount: VolumeMount): Errors {
  const { subPath = '', subPathExpr = '' } = mount
  return [
    ...(subPath === '' ? [] : isLocalDescendingPath(`${path}.subPath`, subPath)),
    ...(subPath !== '' && subPathExpr !== ''
      ? [
          invalidValue(
            `${at}.subPathExpr`,
            subPathExpr,
            'subPathExpr and subPath are mutually exclusive',
          ),
        ]
      : []),
    ...(subPathExpr === '' ? [] : isLocalDescendingPath(`${path}.subPathExpr`, subPathExpr)),
  ]
}

function validatePropagation(path: string, mount: VolumeMount, container: Container): Errors {
  const { mountPropagation } = mount
  if (!isSet(mountPropagation)) return []
  const isPrivileged = container.securityContext?.privileged === true
  const modes = ['Bidirectional', 'HostToContainer', 'None']
  return [
    ...isOneOfIfSet(path, mountPropagation, modes),
    ...(mountPropagation === 'Bidirectional' && !isPrivileged
      ? [
          forbiddenField(
            path,
            'Bidirectional mount propagation is available only to privileged containers',
          ),
        ]
      : []),
  ]
}

function validateRecursiveReadOnly(path: string, mount: VolumeMount): Errors {
  const { recursiveReadOnly, readOnly = false, mountPropagation = 'None' } = mount
  switch (recursiveReadOnly) {
    case undefined:
    case 'Disabled':
      return []
    case 'Enabled':
    case 'IfPossible':
      return [
        ...(readOnly ? [] : [forbiddenField(path, 'may only be specified when readOnly is true')]),
        ...(mountPropagation === 'None'
          ? []
          : [
              forbiddenField(
                path,
                'may only be specified when mountPropagation is None or not specified',
              ),
            ]),
      ]
    default:
      return isOneOfIfSet(path, recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible'])
  }
}

export function validateDevices(path: string, container: Container, volumes: Volumes): Errors {
  const { volumeDevices = [], volumeMounts = [] } = container
  return each(path, volumeDevices, (device, at, index) => {
    const { name, devicePath } = device
    const earlier = volumeDevices.slice(0, index)
    const atName = (words: string) => [invalidValue(`${at}.name`, name, words)]
    const atPath = (words: string) => [invalidValue(`${at}.devicePath`, devicePath, words)]
    return [
      ...validateDeviceName(at, name, volumes),
      ...(name !== '' && earlier.some((it) => it.name === name) ? atName('must be unique') : []),
      ...(devicePath === '' ? [required(`${at}.devicePath`, '')] : []),
      ...(earlier.some((it) => it.devicePath === devicePath && !climbs(devicePath))
        ? atPath('must be unique')
        : []),
      ...(climbs(devicePath) ? atPath("can not contain backsteps ('..')") : []),
      ...(volumeMounts.some((mount) => mount.name === name)
        ? atName('must not already exist in volumeMounts')
        : []),
      ...(volumeMounts.some(({ mountPath }) => mountPath === devicePath)
        ? atPath('must not already exist as a path in volumeMounts')
        : []),
    ]
  })
}

function climbs(path: string): boolean {
  return hasNoBacksteps('', path).length > 0
}

function validateDeviceName(at: string, name: string, volumes: Volumes): Errors {
  const volume = volumes.get(name)
  const isClaim = volume?.persistentVolumeClaim !== undefined || volume?.ephemeral !== undefined
  return [
    ...(name === '' ? [required(`${at}.name`, '')] : []),
    ...(volume !== undefined && !isClaim
      ? [
          invalidValue(
            `${at}.name`,
            name,
            'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
          ),
        ]
      : []),
    ...(volume === undefined ? [fieldNotFound(`${at}.name`, name)] : []),
  ]
}
