import type { Image, ImageFile } from '#engine'
import { curl788 } from '../curl/releases.ts'
import { debianFiles } from '../debian/files.ts'
import { nginxImage } from './image.ts'

/** The system around nginx in its images. */
export const NGINX_AROUND = new Map<string, ImageFile>([
  ...debianFiles({
    passwd: 'nginx:x:101:101:nginx user:/nonexistent:/bin/false\n',
    group: 'nginx:x:101:\n',
  }),
  ['/usr/bin/curl', { program: curl788, size: 276_408, mode: 0o755 }],
])

/** The releases of nginx that the documentation of Kubernetes speaks of, and a recent one. */
export const nginxImages: readonly Image[] = [
  {
    version: '1.29.3',
    tags: ['latest', '1.29.3', '1.29', '1', 'mainline', 'stable'],
    digest: 'sha256:f547e3d0d5d02f7009737b284abc87d808e4252b42dceea361811e9fc606287f',
    sizeBytes: 59_774_010,
    compiler: 'gcc 12.2.0 (Debian 12.2.0-14+deb12u1)',
  },
  {
    version: '1.16.1',
    tags: ['1.16.1', '1.16'],
    digest: 'sha256:d20aa6d1cae56fd17cd458f4807e0de462caf2336f0b70b5eeb69fcaaf30dd9c',
    sizeBytes: 50_800_000,
    compiler: 'gcc 8.3.0 (Debian 8.3.0-6)',
  },
  {
    version: '1.14.2',
    tags: ['1.14.2', '1.14'],
    digest: 'sha256:f7988fb6c02e0ce69257d9bd9cf37ae20a60f1df7563c3a2a6abe24160306b8d',
    sizeBytes: 44_700_000,
    compiler: 'gcc 6.3.0 20170516 (Debian 6.3.0-18+deb9u1)',
  },
].map((release) => nginxImage(release, NGINX_AROUND))
