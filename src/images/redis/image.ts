import type { Image, ImageFile } from '#engine'
import { debianFiles } from '../debian/files.ts'
import { programFrom } from '../program.ts'

const VERSION = '7.4.7'

const ENTRYPOINT = `#!/bin/sh
set -e
# Options alone are meant for the server.
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi
exec "$@"
`

/** docker.io/library/redis: everything is kept in memory, nothing is saved. */
export const redisImage: Image = {
  repository: 'docker.io/library/redis',
  tags: ['latest', '7', '7.4', VERSION, '7-bookworm'],
  digest: 'sha256:41a6e0d0d1b5a8c1b5e0c4f9d3a7b2c6e8f1a0d9c5b4e3f2a1d0c9b8a7f6e5d4',
  sizeBytes: 45_200_000,
  config: {
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      `REDIS_VERSION=${VERSION}`,
    ],
    workingDir: '/data',
    exposedPorts: ['6379/tcp'],
  },
  files: new Map<string, ImageFile>([
    ...debianFiles({ passwd: 'redis:x:999:999::/home/redis:/bin/sh\n', group: 'redis:x:999:\n' }),
    [
      '/usr/local/bin/redis-server',
      {
        program: programFrom(async () => (await import('./server.ts')).redisServer(VERSION)),
        size: 14_500_000,
        mode: 0o755,
      },
    ],
    [
      '/usr/local/bin/redis-cli',
      {
        program: programFrom(async () => (await import('./cli.ts')).redisCli(VERSION)),
        size: 6_900_000,
        mode: 0o755,
      },
    ],
    ['/usr/local/bin/docker-entrypoint.sh', { text: ENTRYPOINT, mode: 0o755 }],
    ['/data', { directory: true, uid: 999, gid: 999 }],
  ]),
  memoryBytes: 8 * 2 ** 20,
}
