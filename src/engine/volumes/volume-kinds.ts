import type { Pod, Volume } from '../api/generated/types.ts'
import { emptyDirVolume, hostPathVolume } from './directory-volumes.ts'
import { downwardApiVolume } from './downward-api.ts'
import { configMapVolume, secretVolume } from './map-volumes.ts'
import { MountFailure, type Need, type Payload } from './payload.ts'
import { projectedVolume } from './projected.ts'
import type { Mounting, VolumeKind } from './volume-kind.ts'

/** One volume of a Pod together with what its kind declares. */
export interface KnownVolume {
  readonly name: string
  readonly plugin: string
  readonly needs: readonly Need[]
  /** True where the kubelet keeps files written and follows changes of their source. */
  readonly isFollowed: boolean
  payload(mounting: Mounting): Payload
  prepare(mounting: Mounting): void
  /** Null: it stands among the Pod's own volumes. */
  readonly hostPath: string | null
}

/** The kinds of volumes, by the field that says so. Others join by a declaration here. */
const KINDS: readonly ((volume: Volume, pod: Pod) => KnownVolume | undefined)[] = [
  kind((volume) => volume.emptyDir, emptyDirVolume),
  kind((volume) => volume.hostPath, hostPathVolume),
  kind((volume) => volume.configMap, configMapVolume),
  kind((volume) => volume.secret, secretVolume),
  kind((volume) => volume.downwardAPI, downwardApiVolume),
  kind((volume) => volume.projected, projectedVolume),
]

function kind<Source>(sourceOf: (volume: Volume) => Source | undefined, of: VolumeKind<Source>) {
  return (volume: Volume, pod: Pod): KnownVolume | undefined => {
    const source = sourceOf(volume)
    if (source === undefined) return undefined
    return {
      name: volume.name,
      plugin: of.plugin,
      needs: of.needs?.(source, pod) ?? [],
      isFollowed: of.payload !== undefined,
      payload: (mounting) => of.payload?.(source, mounting) ?? new Map(),
      prepare: (mounting) => {
        of.prepare?.(source, mounting, volume)
      },
      hostPath: of.hostPath?.(source) ?? null,
    }
  }
}

/** The kind of a volume; a MountFailure when no kind that is simulated fits. */
export function volumeKindOf(volume: Volume, pod: Pod): KnownVolume {
  for (const kindOf of KINDS) {
    const known = kindOf(volume, pod)
    if (known !== undefined) return known
  }
  throw new MountFailure('no volume plugin matched')
}
