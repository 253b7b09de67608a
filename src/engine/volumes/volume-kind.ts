import type { Pod, Volume } from '../api/generated/types.ts'
import type { NodeFiles } from '../runtime/runtime.ts'
import type { Surroundings } from './field-value.ts'
import type { Found, Need, Payload } from './payload.ts'

/** The service account token that a projected volume asks for. */
export interface TokenRequest {
  readonly audience: string
  readonly expirationSeconds: number
}

/** What a kind of volume is given to be set up. */
export interface Mounting {
  readonly pod: Pod
  readonly files: NodeFiles
  /** Where the volume stands on the node. */
  readonly directory: string
  readonly found: Found
  readonly surroundings: Surroundings
  readonly tokenFor: (request: TokenRequest) => string
}

/**
 * What one kind of volume declares of itself. The shared code asks for no kind by name: it looks up
 * the declaration by the field of the volume that is set.
 */
export interface VolumeKind<Source> {
  /** The directory among the Pod's volumes, `kubernetes.io~` before it. */
  readonly plugin: string
  /** What has to be read from the API server first. */
  needs?(source: Source, pod: Pod): readonly Need[]
  /** Files that the kubelet keeps written, and follows when their source changes. */
  payload?(source: Source, mounting: Mounting): Payload
  /** Prepares the directory once. */
  prepare?(source: Source, mounting: Mounting, volume: Volume): void
  /** The path on the node that is mounted, where it is not the directory. */
  hostPath?(source: Source): string
}
