import type { Location } from '../files/mount.ts'
import type { OpenFlags, Stat } from './process.ts'
import type { PseudoTerminal } from './pseudo-terminal.ts'

/**
 * An open file description: what a descriptor points at, shared by dup and fork. Pipes, sockets,
 * terminals, devices and files in a tree all look like this to the kernel.
 */
export interface OpenFile {
  /** Bytes that are there; none at all means the end. Throws a SystemError when refused. */
  tryRead(max: number): Uint8Array | 'again'
  /** EPIPE also brings its process a SIGPIPE. */
  tryWrite(bytes: Uint8Array): number | 'again'
  /** Whether a read or write would not have to wait: also at the end, and when it would fail. */
  isReady(direction: 'read' | 'write'): boolean
  /** Calls back when it may have become ready; gives the way to stop that. */
  onChange(listener: () => void): () => void
  stat(): Stat
  /** The last descriptor is gone. */
  close(): void

  /** What /proc/PID/fd shows: a path, pipe:[4711], socket:[4712]. */
  readonly label?: string
  /** Where in a tree of files it was opened. */
  readonly place?: Location
  /** lseek(2), which gives the new offset; absent: ESPIPE. */
  seek?(offset: number, from: 'start' | 'current' | 'end'): number
  /** ftruncate(2); absent: EINVAL. */
  truncate?(size: number): void
  /** fallocate(2): room for all bytes up to a size; absent: ESPIPE. */
  allocate?(size: number): void
  /** The terminal that it leads to; absent: ENOTTY. */
  readonly terminal?: PseudoTerminal
  /** open(2) of /proc/self/fd/N or /dev/stdout; absent: ENXIO. */
  reopen?(flags: OpenFlags): OpenFile
}
