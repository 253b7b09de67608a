import type { Image, ImageFile } from '#engine'
import { debianFiles } from '../debian/files.ts'
import { programFrom } from '../program.ts'

/** registry.k8s.io/git-sync/git-sync: keeps a directory as a repository has it. */
export const gitSyncImage: Image = {
  repository: 'registry.k8s.io/git-sync/git-sync',
  tags: ['v4.0.0', 'v4.1.0', 'v4.2.4', 'v4.3.0', 'v4.4.0', 'v4.4.2'],
  digest: 'sha256:2c8b9a1f6f4c0f0a0b9b0a31f05d7b5c2e6f8d9a4b3c2d1e0f9a8b7c6d5e4f3a',
  sizeBytes: 43_700_000,
  config: {
    entrypoint: ['/git-sync'],
    env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'HOME=/tmp',
      'GITSYNC_ROOT=/git',
    ],
    workingDir: '/tmp',
    user: '65533:65533',
  },
  files: new Map<string, ImageFile>([
    ...debianFiles({ passwd: 'git-sync:x:65533:65533::/tmp:/sbin/nologin\n' }),
    [
      '/git-sync',
      {
        program: programFrom(async () => (await import('./git-sync.ts')).gitSync),
        size: 15_400_000,
        mode: 0o755,
      },
    ],
    ['/git', { directory: true, mode: 0o777, uid: 65533, gid: 65533 }],
  ]),
  memoryBytes: 12 * 2 ** 20,
}
