import type { Image, ImageFile } from '#engine'
import { busyboxImageOf } from '../busybox/image.ts'
import { nginxImage } from '../nginx/image.ts'
import { NGINX_AROUND } from '../nginx/releases.ts'
import { programFrom } from '../program.ts'

const HOUSE = 'registry.k8s.io/e2e-test-images'

const busyboxes: readonly Image[] = [
  {
    tag: '1.37.0-1',
    digest: 'sha256:a9155b13325b2abef48e71de77bb8ac015412a566829f621d06bfae5c699b1b9',
  },
  {
    tag: '1.36.1-1',
    digest: 'sha256:a9155b13325b2abef48e71de77bb8ac015412a566829f621d06bfae5c699b1b8',
  },
  {
    tag: '1.29-4',
    digest: 'sha256:2e0f836850e09b8b7cc937681d6194537a09fbd5f6b9e08f4d646a85128e8937',
  },
].map(({ tag, digest }) =>
  busyboxImageOf({
    repository: `${HOUSE}/busybox`,
    tags: [tag],
    digest,
    version: (tag.split('-')[0] ?? '').replace('1.29', '1.29.3'),
  }),
)

const nginxes: readonly Image[] = [
  {
    version: '1.14.2',
    tags: ['1.14-4', '1.14-2'],
    digest: 'sha256:da0b77be1e0b8ff8d3b3d0b5f3f4b0f8b8c4b1c4b0d8d3b3d0b5f3f4b0f8b8c4',
    sizeBytes: 6_979_041,
    compiler: 'gcc 6.4.0 (Alpine 6.4.0)',
  },
  {
    version: '1.15.12',
    tags: ['1.15-4', '1.15-2'],
    digest: 'sha256:b1d0b77be1e0b8ff8d3b3d0b5f3f4b0f8b8c4b1c4b0d8d3b3d0b5f3f4b0f8b8c',
    sizeBytes: 7_398_578,
    compiler: 'gcc 8.2.0 (Alpine 8.2.0)',
  },
].map((release) => ({
  ...nginxImage(release, NGINX_AROUND),
  repository: `${HOUSE}/nginx`,
  config: {
    cmd: ['nginx', '-g', 'daemon off;'],
    env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `NGINX_VERSION=${release.version}`,
    ],
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGTERM',
  },
}))

/** Runs as somebody who is not root, and says so to nobody. */
const nonroot = busyboxImageOf({
  repository: `${HOUSE}/nonroot`,
  tags: ['1.4', '1.2'],
  digest: 'sha256:6b9db5e7d4a6b2b9b6a8b1e3c6b4f0a9c3b9ee3c7ae4a1e4e7e0ab5e4f1d0c11',
  version: '1.36.1',
  user: '1234',
})

const nnp: ImageFile = {
  program: programFrom(async () => (await import('./nnp.ts')).nnp),
  size: 1_800_000,
  mode: 0o4755,
}

/** A program with the setuid bit, which tells whose rights it has. */
const nonewprivs: Image = {
  repository: `${HOUSE}/nonewprivs`,
  tags: ['1.3', '1.4'],
  digest: 'sha256:8ac1264691820febacf3aea5d152cbde6d10685731ec14966a9401c6f47a68ac',
  sizeBytes: 3_100_000,
  config: { entrypoint: ['/nnp'] },
  files: new Map([['/nnp', nnp]]),
}

/** Small images beside agnhost with which Kubernetes tests itself. */
export const e2eImages: readonly Image[] = [...busyboxes, ...nginxes, nonroot, nonewprivs]
