import type { Image } from '#engine'
import { debianFiles } from './files.ts'

/** docker.io/library/debian:12. */
export const debianImage: Image = {
  repository: 'docker.io/library/debian',
  tags: ['12', 'bookworm', '12.12', 'latest'],
  digest: 'sha256:9c1c8c2f0f5b3a2a7c1de44a3f0b8e0d9d6f0c7a85b45d8a0f4f8f0e5a1d2c3b',
  sizeBytes: 48_500_000,
  config: {
    cmd: ['bash'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  },
  files: debianFiles(),
}
