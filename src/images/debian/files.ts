import type { ImageFile } from '#engine'
import { BASH, createShell, DASH } from '#shell'
import { toolFiles } from '../tools/files.ts'
import { GNU_9 } from '../tools/flavour.ts'

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`

const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`

const GROUP = `root:x:0:
daemon:x:1:
www-data:x:33:
nogroup:x:65534:
`

/** The prompt that Debian gives every interactive bash. */
const BASHRC = `PS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '
`

export interface Additions {
  /** Lines of /etc/passwd and /etc/group that an image adds. */
  readonly passwd?: string
  readonly group?: string
  /** Whether the packages of `NOT_ESSENTIAL` were installed when the image was built. */
  readonly isFull?: boolean
}

/** Of procps, psmisc and bsdextrautils, which Debian's own image leaves out; a shell has its `kill`. */
const NOT_ESSENTIAL: ReadonlySet<string> = new Set([
  ...['free', 'kill', 'pgrep', 'pkill', 'ps', 'top', 'uptime', 'watch'],
  ...['killall', 'column', 'hexdump', 'rev'],
])

/** Debian 12, as the images that build on it have it. */
export function debianFiles(added: Additions = {}): ReadonlyMap<string, ImageFile> {
  return new Map<string, ImageFile>([
    ...toolFiles('/usr/bin', GNU_9).filter(
      ([path]) => added.isFull === true || !NOT_ESSENTIAL.has(path.slice('/usr/bin/'.length)),
    ),
    ['/usr/bin/bash', { program: createShell(BASH), size: 1_265_648, mode: 0o755 }],
    ['/usr/bin/dash', { program: createShell(DASH), size: 125_640, mode: 0o755 }],
    ['/usr/bin/sh', { symlink: 'dash' }],
    ['/bin', { symlink: 'usr/bin' }],
    ['/sbin', { symlink: 'usr/sbin' }],
    ['/usr/sbin', { directory: true }],
    ['/root', { directory: true, mode: 0o700 }],
    ['/etc/bash.bashrc', { text: BASHRC }],
    ['/etc/debian_version', { text: '12.12\n' }],
    ['/etc/os-release', { text: OS_RELEASE }],
    ['/etc/passwd', { text: PASSWD + (added.passwd ?? '') }],
    ['/etc/group', { text: GROUP + (added.group ?? '') }],
    ['/tmp', { directory: true, mode: 0o1777 }],
    ['/var/tmp', { directory: true, mode: 0o1777 }],
    ['/run', { directory: true }],
    ['/var/run', { symlink: '/run' }],
    ['/home', { directory: true }],
    ['/mnt', { directory: true }],
    ['/opt', { directory: true }],
    ['/srv', { directory: true }],
  ])
}
