import type { Program } from '../kernel/process.ts'
import type { ImageReference } from './image-reference.ts'

/** What stands at one path of an image. Paths are absolute; parents come by themselves. */
export type ImageFile = (
  | { readonly text: string }
  /** A binary: `size` is what `ls -l` shows, `program` what runs. */
  | { readonly program: Program; readonly size: number }
  | { readonly symlink: string }
  | { readonly directory: true }
) & { readonly mode?: number; readonly uid?: number; readonly gid?: number }

/** The part of the OCI image configuration that a container runtime reads. */
export interface ImageConfig {
  readonly entrypoint?: readonly string[]
  readonly cmd?: readonly string[]
  readonly env?: readonly string[]
  readonly workingDir?: string
  readonly user?: string
  readonly exposedPorts?: readonly string[]
  readonly stopSignal?: string
}

/** An image is a declaration; the engine never asks for its name. */
export interface Image {
  /** Without tag, as the registry knows it: docker.io/library/busybox. */
  readonly repository: string
  readonly tags: readonly string[]
  /** sha256:… of the manifest. */
  readonly digest: string
  /** Compressed bytes that a pull moves. */
  readonly sizeBytes: number
  readonly config: ImageConfig
  readonly files: ReadonlyMap<string, ImageFile>
  /** Memory that its main program holds at rest, in bytes. */
  readonly memoryBytes?: number
}

/** What the world outside the cluster serves. */
export interface Registry {
  readonly images: readonly Image[]
  /** Whether the real world has, or may well have, an image that is not served here. */
  isElsewhere?(reference: ImageReference): boolean
  /** Registries that can be found by their name; absent: all. */
  readonly hosts?: ReadonlySet<string>
}
