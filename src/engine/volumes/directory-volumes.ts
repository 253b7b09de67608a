import type { EmptyDirVolumeSource, HostPathVolumeSource } from '../api/generated/types.ts'
import { unitsOf } from '../api/quantity.ts'
import { MountFailure } from './payload.ts'
import type { VolumeKind } from './volume-kind.ts'

/** A directory that lives as long as the Pod; on disk, or in memory with a bound on its bytes. */
export const emptyDirVolume: VolumeKind<EmptyDirVolumeSource> = {
  plugin: 'empty-dir',
  prepare: ({ medium = '', sizeLimit }, { files, directory, surroundings }) => {
    const inMemory = sizeLimit ?? surroundings.allocatable?.memory
    const limit = medium === 'Memory' ? inMemory : undefined
    files.mountScratch(directory, {
      medium,
      ...(limit === undefined ? {} : { limit: unitsOf(limit) }),
    })
  },
}

/** A path of the node itself. */
export const hostPathVolume: VolumeKind<HostPathVolumeSource> = {
  plugin: 'host-path',
  hostPath: ({ path }) => path,
  prepare: ({ path, type = '' }, { files }) => {
    const isThere = files.exists(path)
    switch (type) {
      case '':
        if (!isThere) files.makeDirectory(path, { mode: 0o755 })
        return
      case 'DirectoryOrCreate':
        if (!isThere) files.makeDirectory(path, { mode: 0o755 })
        return
      case 'FileOrCreate':
        if (!isThere) files.writeFile(path, new Uint8Array(0), { mode: 0o644 })
        return
      case 'Directory':
      case 'File':
      case 'Socket':
      case 'CharDevice':
      case 'BlockDevice':
        if (!isThere)
          throw new MountFailure(`hostPath type check failed: ${path} is not a ${WORDS[type]}`)
        return
    }
  },
}

const WORDS = {
  Directory: 'directory',
  File: 'file',
  Socket: 'socket file',
  CharDevice: 'character device',
  BlockDevice: 'block device',
}
