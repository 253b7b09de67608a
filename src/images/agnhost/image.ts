import type { Image, ImageFile } from '#engine'
import { ASH, BASH, createShell } from '#shell'
import { curl788 } from '../curl/releases.ts'
import { programFrom } from '../program.ts'
import { busyboxFiles, networkToolFiles } from '../tools/files.ts'
import { busybox, GNU_9 } from '../tools/flavour.ts'

/** The releases that Kubernetes' own tests have used in the last years; one behaviour for all. */
const TAGS = Array.from({ length: 25 }, (_, at) => `2.${at + 39}`)

const agnhost = programFrom(async () => (await import('./agnhost.ts')).agnhost)

/** registry.k8s.io/e2e-test-images/agnhost, on Alpine: what Kubernetes tests itself with. */
export const agnhostImage: Image = {
  repository: 'registry.k8s.io/e2e-test-images/agnhost',
  tags: [...TAGS, ...TAGS.map((tag) => `${tag}.0`)],
  digest: 'sha256:99c6b4bb4a1e1df3f0b3752168c89358794d02258ebebc26bf21c29399011a85',
  sizeBytes: 52_800_000,
  config: {
    entrypoint: ['/agnhost'],
    cmd: ['pause'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    exposedPorts: ['80/tcp', '8080/tcp', '8081/tcp', '9376/tcp'],
  },
  files: new Map<string, ImageFile>([
    ...busyboxFiles(busybox('1.36.1'), createShell(ASH)),
    ...networkToolFiles('/usr/bin', GNU_9, ['ip', 'nc', 'ss']),
    ['/bin/bash', { program: createShell(BASH), size: 756_384, mode: 0o755 }],
    ['/usr/bin/curl', { program: curl788, size: 251_000, mode: 0o755 }],
    ['/agnhost', { program: agnhost, size: 54_000_000, mode: 0o755 }],
    ['/agnhost-2', { symlink: 'agnhost' }],
    ['/uploads', { directory: true }],
    ['/root', { directory: true, mode: 0o700 }],
    ['/home', { directory: true }],
    ['/tmp', { directory: true, mode: 0o1777 }],
    [
      '/etc/passwd',
      { text: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' },
    ],
    ['/etc/group', { text: 'root:x:0:root\nnobody:x:65534:\n' }],
  ]),
  memoryBytes: 12 * 2 ** 20,
}
