import type { ImageFile } from '#engine'
import { BASH, createShell } from '#shell'
import { curl788 } from './curl/releases.ts'
import { toolFiles } from './tools/files.ts'
import { GNU_9 } from './tools/flavour.ts'

/** The programs of the learner's own machine, by path; kubectl comes from elsewhere. */
export const workstationTools: ReadonlyMap<string, ImageFile> = new Map<string, ImageFile>([
  ...toolFiles('/usr/bin', GNU_9),
  ['/usr/bin/bash', { program: createShell(BASH), size: 1_265_648, mode: 0o755 }],
  ['/usr/bin/sh', { symlink: 'bash' }],
  ['/usr/bin/curl', { program: curl788, size: 321_000, mode: 0o755 }],
  ['/bin', { symlink: 'usr/bin' }],
])
