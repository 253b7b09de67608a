import type { Image } from '#engine'
import { ASH, createShell } from '#shell'
import { busyboxFiles } from '../tools/files.ts'
import { busybox } from '../tools/flavour.ts'

const VERSION = '1.36.1'

const PASSWD = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`

/** docker.io/library/busybox, the glibc variant. */
export const busyboxImage: Image = {
  repository: 'docker.io/library/busybox',
  tags: ['latest', 'stable', 'glibc', '1.36', '1.36.1', '1'],
  digest: 'sha256:37f7b378a29ceb4c551b1b5582e27747b855bbfaa73fa11914fe0df028dc581f',
  sizeBytes: 2_219_949,
  config: {
    cmd: ['sh'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  },
  files: new Map([
    ...busyboxFiles(busybox(VERSION), createShell(ASH)),
    ['/etc/passwd', { text: PASSWD }],
    ['/etc/group', { text: 'root:x:0:\ndaemon:x:1:\nwww-data:x:33:\nnobody:x:65534:\n' }],
    ['/root', { directory: true, mode: 0o700 }],
    ['/home', { directory: true, uid: 65534, gid: 65534 }],
    ['/tmp', { directory: true, mode: 0o1777 }],
    ['/var/www', { directory: true }],
  ]),
}
