import type { Stat } from './process.ts'

/**
 * An open file description: what a descriptor points at, shared by dup and fork. Pipes, sockets,
 * terminals, devices and files in a tree all look like this to the kernel.
 */
export interface OpenFile {
  tryRead(max: number): Uint8Array | 'again'
  tryWrite(bytes: Uint8Array): number | 'again'
  isReady(direction: 'read' | 'write'): boolean
  /** Calls back when readiness may have changed; gives the way to stop that. */
  onChange(listener: () => void): () => void
  stat(): Stat
  /** The last descriptor is gone. */
  close(): void
}
