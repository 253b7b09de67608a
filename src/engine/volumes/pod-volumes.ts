import type { Pod, Volume } from '../api/generated/types.ts'
import type { NodeFiles } from '../runtime/runtime.ts'
import { AtomicWriter } from './atomic-writer.ts'
import { MountFailure, type Need } from './payload.ts'
import type { Mounting } from './volume-kind.ts'
import { type KnownVolume, volumeKindOf } from './volume-kinds.ts'

export type Surrounded = Omit<Mounting, 'pod' | 'files' | 'directory'> & {
  /** A new name for a version of the files: ..2026_01_01_00_00_00.1234567890. */
  readonly versionName: () => string
}

/** Where the kubelet keeps what belongs to one Pod. */
export function podDirectory(uid: string): string {
  return `/var/lib/kubelet/pods/${uid}`
}

/** The volumes of one Pod on its node: set up, kept current, taken away. */
export class PodVolumes {
  readonly #files: NodeFiles
  readonly #uid: string
  readonly #writers = new Map<string, AtomicWriter>()
  readonly #paths = new Map<string, string>()

  constructor(files: NodeFiles, uid: string) {
    this.#files = files
    this.#uid = uid
  }

  /** The path on the node that stands for a volume; undefined while it is not set up. */
  pathOf(volume: string): string | undefined {
    return this.#paths.get(volume)
  }

  /** What the kubelet keeps written is not for containers to write, whatever their mounts say. */
  isReadOnly(volume: string): boolean {
    return this.#writers.has(volume)
  }

  /** Objects that have to be read before `setUp`. */
  needsOf(volume: Volume, pod: Pod): readonly Need[] {
    return volumeKindOf(volume, pod).needs
  }

  /** Sets a volume up, or brings one that follows its source up to date; throws a MountFailure. */
  setUp(volume: Volume, pod: Pod, surrounded: Surrounded): void {
    const known = volumeKindOf(volume, pod)
    const directory = `${podDirectory(this.#uid)}/volumes/kubernetes.io~${known.plugin}/${known.name}`
    const mounting: Mounting = { ...surrounded, pod, files: this.#files, directory }
    if (known.isFollowed) this.#write(known, mounting, surrounded.versionName)
    else if (!this.#paths.has(known.name)) this.#prepare(known, mounting)
    this.#paths.set(known.name, known.hostPath ?? directory)
  }

  #write(known: KnownVolume, mounting: Mounting, versionName: () => string): void {
    const payload = known.payload(mounting)
    const { directory, pod } = mounting
    const { fsGroup } = pod.spec.securityContext ?? {}
    const owner = fsGroup === undefined ? {} : { gid: fsGroup }
    let writer = this.#writers.get(known.name)
    if (writer === undefined) {
      // A file system in memory, so that what is secret does not reach a disk.
      this.#files.mountScratch(directory, { medium: 'Memory' })
      writer = new AtomicWriter(this.#files, directory, owner)
      this.#writers.set(known.name, writer)
    }
    writer.write(payload, versionName)
  }

  #prepare(known: KnownVolume, mounting: Mounting): void {
    known.prepare(mounting)
    const { fsGroup } = mounting.pod.spec.securityContext ?? {}
    if (fsGroup === undefined || known.hostPath !== null) return
    // Set group id: what is made in it belongs to the group as well.
    this.#files.makeDirectory(mounting.directory, { mode: 0o2777, gid: fsGroup })
  }

  tearDown(): void {
    this.#paths.clear()
    this.#writers.clear()
    this.#files.removeAll(podDirectory(this.#uid))
  }
}

export { MountFailure }
