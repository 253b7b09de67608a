import type { Image } from '#engine'
import { BASH_4, createShell } from '#shell'
import { curl729 } from '../curl/releases.ts'
import { programFrom } from '../program.ts'
import { toolFiles } from '../tools/files.ts'
import { GNU_8 } from '../tools/flavour.ts'

const yum = programFrom(async () => (await import('./yum.ts')).yum)

const RELEASE = 'CentOS Linux release 7.9.2009 (Core)\n'

const OS_RELEASE = `NAME="CentOS Linux"
VERSION="7 (Core)"
ID="centos"
ID_LIKE="rhel fedora"
VERSION_ID="7"
PRETTY_NAME="CentOS Linux 7 (Core)"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:centos:centos:7"
HOME_URL="https://www.centos.org/"
BUG_REPORT_URL="https://bugs.centos.org/"

CENTOS_MANTISBT_PROJECT="CentOS-7"
CENTOS_MANTISBT_PROJECT_VERSION="7"
REDHAT_SUPPORT_PRODUCT="centos"
REDHAT_SUPPORT_PRODUCT_VERSION="7"

`

const PASSWD = `root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
nobody:x:99:99:Nobody:/:/sbin/nologin
`

/** /etc/bashrc gives the prompt that a root shell in this image shows. */
const BASHRC = `PS1='[\\u@\\h \\W]\\$ '
`

/** docker.io/library/centos:7, the last one: the release ended in June 2024. */
export const centosImage: Image = {
  repository: 'docker.io/library/centos',
  tags: ['7', 'centos7', '7.9.2009', 'centos7.9.2009'],
  digest: 'sha256:be65f488b7764ad3638f236b7b515b3678369a5124c47b8d32916d6487418ea4',
  sizeBytes: 76_097_157,
  config: {
    cmd: ['/bin/bash'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  },
  files: new Map([
    ...toolFiles('/usr/bin', GNU_8),
    ['/usr/bin/bash', { program: createShell(BASH_4), size: 964_536, mode: 0o755 }],
    ['/usr/bin/sh', { symlink: 'bash' }],
    ['/usr/bin/curl', { program: curl729, size: 156_080, mode: 0o755 }],
    ['/usr/bin/yum', { program: yum, size: 801, mode: 0o755 }],
    ['/bin', { symlink: 'usr/bin' }],
    ['/sbin', { symlink: 'usr/sbin' }],
    ['/usr/sbin', { directory: true, mode: 0o555 }],
    ['/root', { directory: true, mode: 0o550 }],
    ['/root/.bashrc', { text: '. /etc/bashrc\n' }],
    ['/etc/bashrc', { text: BASHRC }],
    ['/etc/centos-release', { text: RELEASE }],
    ['/etc/redhat-release', { symlink: 'centos-release' }],
    ['/etc/os-release', { text: OS_RELEASE }],
    ['/etc/passwd', { text: PASSWD }],
    ['/etc/group', { text: 'root:x:0:\nbin:x:1:\ndaemon:x:2:\nnobody:x:99:\n' }],
    ['/tmp', { directory: true, mode: 0o1777 }],
    ['/var/tmp', { directory: true, mode: 0o1777 }],
    ['/home', { directory: true }],
    ['/mnt', { directory: true }],
    ['/opt', { directory: true }],
    ['/srv', { directory: true }],
  ]),
}
