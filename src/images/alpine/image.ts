import type { Image, ImageFile } from '#engine'
import { ASH, createShell } from '#shell'
import { busyboxFiles } from '../tools/files.ts'
import { busybox } from '../tools/flavour.ts'

const OS_RELEASE = `NAME="Alpine Linux"
ID=alpine
VERSION_ID=3.22.2
PRETTY_NAME="Alpine Linux v3.22"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`

const PASSWD = `root:x:0:0:root:/root:/bin/sh
daemon:x:2:2:daemon:/sbin:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`

/** Alpine 3.22, as the images that build on it have it; `passwd` and `group` are lines to add. */
export function alpineFiles(
  more: { readonly passwd?: string; readonly group?: string } = {},
): ReadonlyMap<string, ImageFile> {
  return new Map<string, ImageFile>([
    ...busyboxFiles(busybox('1.37.0'), createShell(ASH)),
    ['/etc/alpine-release', { text: '3.22.2\n' }],
    ['/etc/os-release', { text: OS_RELEASE }],
    ['/etc/passwd', { text: PASSWD + (more.passwd ?? '') }],
    ['/etc/group', { text: `root:x:0:root\ndaemon:x:2:\nnobody:x:65534:\n${more.group ?? ''}` }],
    ['/root', { directory: true, mode: 0o700 }],
    ['/home', { directory: true }],
    ['/tmp', { directory: true, mode: 0o1777 }],
    ['/run', { directory: true }],
    ['/var/run', { symlink: '../run' }],
    ['/var/log', { directory: true }],
    ['/usr/bin', { directory: true }],
    ['/usr/sbin', { directory: true }],
    ['/sbin', { directory: true }],
  ])
}

/** docker.io/library/alpine. */
export const alpineImage: Image = {
  repository: 'docker.io/library/alpine',
  tags: ['latest', '3', '3.22', '3.22.2'],
  digest: 'sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412',
  sizeBytes: 3_802_452,
  config: {
    cmd: ['/bin/sh'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  },
  files: alpineFiles(),
}
