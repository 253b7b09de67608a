import type { Image } from '#engine'
import { ASH, createShell } from '#shell'
import { busyboxFiles } from '../tools/files.ts'
import { busybox } from '../tools/flavour.ts'

const PASSWD = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`

export interface BusyboxRelease {
  readonly repository: string
  readonly tags: readonly string[]
  readonly digest: string
  readonly version: string
  readonly user?: string
}

/** An image with nothing in it but busybox, the glibc variant. */
export function busyboxImageOf(release: BusyboxRelease): Image {
  const { repository, tags, digest, version, user } = release
  return {
    repository,
    tags,
    digest,
    sizeBytes: 2_219_949,
    config: {
      cmd: ['sh'],
      env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ...(user === undefined ? {} : { user }),
    },
    files: new Map([
      ...busyboxFiles(busybox(version), createShell(ASH)),
      ['/etc/passwd', { text: PASSWD }],
      ['/etc/group', { text: 'root:x:0:\ndaemon:x:1:\nwww-data:x:33:\nnobody:x:65534:\n' }],
      ['/root', { directory: true, mode: 0o700 }],
      ['/home', { directory: true, uid: 65534, gid: 65534 }],
      ['/tmp', { directory: true, mode: 0o1777 }],
      ['/var/www', { directory: true }],
    ]),
  }
}

/** docker.io/library/busybox. */
export const busyboxImage: Image = busyboxImageOf({
  repository: 'docker.io/library/busybox',
  tags: ['latest', 'stable', 'glibc', '1.36', '1.36.1', '1'],
  digest: 'sha256:37f7b378a29ceb4c551b1b5582e27747b855bbfaa73fa11914fe0df028dc581f',
  version: '1.36.1',
})
