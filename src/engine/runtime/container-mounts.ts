import type { ContainerFiles } from '../kernel/container-files.ts'
import { messageOf, SystemError } from '../kernel/errno.ts'
import { goMessage } from './find-executable.ts'
import { LaunchFailure } from './launch.ts'
import type { Mount } from './runtime.ts'
import type { Sandbox } from './sandbox.ts'

/** What is mounted into a container, outermost first: the sandbox's files, then the Pod's mounts. */
export function mountsFor(sandbox: Pick<Sandbox, 'files'>, mounts: readonly Mount[]): Mount[] {
  const wanted = new Set(mounts.map((it) => it.containerPath))
  const own = sandbox.files
    .filter((it) => !wanted.has(it.path))
    .map(({ hostPath, path }) => ({ hostPath, containerPath: path, readOnly: false }))
  return [...own, ...mounts].toSorted((a, b) => depthOf(a) - depthOf(b))
}

/** Mounts it all; throws a LaunchFailure for what cannot be mounted. */
export function mountAll(files: ContainerFiles, mounts: readonly Mount[]): void {
  for (const { hostPath, containerPath, readOnly } of mounts)
    try {
      files.bind({ hostPath, path: containerPath, isReadOnly: readOnly })
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      const advice =
        error.errno === 'ENOTDIR'
          ? ': Are you trying to mount a directory onto a file (or vice-versa)? Check if the ' +
            'specified host path exists and is the expected type'
          : ''
      throw new LaunchFailure(
        `error mounting "${hostPath}" to rootfs at "${containerPath}": mount src=${hostPath}, ` +
          `dst=${containerPath}, dstFd=/proc/thread-self/fd/8, flags=MS_BIND|MS_REC: ` +
          `${goMessage(error.errno)}${advice}`,
        `mount \`${hostPath}\` to \`${containerPath.slice(1)}\`: ${messageOf(error.errno)}`,
      )
    }
}

function depthOf(mount: Mount): number {
  return mount.containerPath.split('/').filter((it) => it !== '').length
}
