import type { OpenFile } from '../kernel/open-file.ts'

/** Who looks at a file system, for files that are not the same to everybody (/proc, /dev/tty). */
export interface Viewer {
  /** The process's number in a PID namespace; null where it cannot be seen. */
  numberIn(namespace: object): number | null
  /** /dev/tty; ENXIO without a controlling terminal. */
  openControllingTerminal(): OpenFile
}
