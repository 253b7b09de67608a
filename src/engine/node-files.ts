import type { ImageFile } from './runtime/image.ts'

/** The few files of a worker's own system that Pods can get to see: by hostPath, on its network. */
export function nodeFiles(node: {
  readonly name: string
  readonly internalIP: string
}): ReadonlyMap<string, ImageFile> {
  return new Map<string, ImageFile>([
    ['/etc/hostname', { text: `${node.name}\n` }],
    ['/etc/hosts', { text: `${LOOPBACK}${node.internalIP}\t${node.name}\n` }],
    ['/etc/os-release', { text: OS_RELEASE }],
    ['/var/log', { directory: true }],
  ])
}

const LOOPBACK = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
ff00::0\tip6-mcastprefix
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
NAME="Debian GNU/Linux"
VERSION_ID="13"
VERSION="13 (trixie)"
VERSION_CODENAME=trixie
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`
