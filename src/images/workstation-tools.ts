import type { ImageFile } from '#engine'
import { BASH, createShell } from '#shell'

/** The programs of the learner's own machine, by path; kubectl comes from elsewhere. */
export const workstationTools: ReadonlyMap<string, ImageFile> = new Map<string, ImageFile>([
  ['/bin/bash', { program: createShell(BASH), size: 1_234_376, mode: 0o755 }],
  ['/bin/sh', { symlink: 'bash' }],
])
