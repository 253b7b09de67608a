import type { Image, ImageFile } from '#engine'
import { alpineFiles } from '../alpine/image.ts'
import { programFrom } from '../program.ts'

const VERSION = '1.16.2'

const CONF = `<source>
  @type tail
  path /fluentd/log/*.log
  pos_file /fluentd/log/fluentd.pos
  tag app
  <parse>
    @type none
  </parse>
</source>

<match **>
  @type stdout
</match>
`

const ENTRYPOINT = `#!/bin/sh
# The first argument decides: fluentd gets its configuration, anything else runs as it is.
set -e
if [ "$1" = "fluentd" ]; then
  shift
  exec /usr/bin/fluentd -c "/fluentd/etc/\${FLUENTD_CONF:-fluent.conf}" "$@"
fi
exec "$@"
`

/** docker.io/fluent/fluentd, on Alpine. */
export const fluentdImage: Image = {
  repository: 'docker.io/fluent/fluentd',
  tags: ['latest', 'v1.16', 'v1.16-1', 'v1.16.2-1.0', 'v1.16-debian-1'],
  digest: 'sha256:f2ab45a8c0c5ab8a8bb8bd84a3fc4d3a36a6d1f8a2e5a2f7b5e8b1e1c2a3f4d5',
  sizeBytes: 24_100_000,
  config: {
    entrypoint: ['/bin/entrypoint.sh'],
    cmd: ['fluentd'],
    env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'FLUENTD_CONF=fluent.conf',
    ],
    user: 'fluent',
    exposedPorts: ['24224/tcp', '5140/tcp'],
  },
  files: new Map<string, ImageFile>([
    ...alpineFiles({
      passwd: 'fluent:x:100:101::/home/fluent:/sbin/nologin\n',
      group: 'fluent:x:101:\n',
    }),
    [
      '/usr/bin/fluentd',
      {
        program: programFrom(async () => (await import('./fluentd.ts')).fluentdOf(VERSION)),
        size: 548,
        mode: 0o755,
      },
    ],
    ['/bin/entrypoint.sh', { text: ENTRYPOINT, mode: 0o755 }],
    ['/fluentd/etc/fluent.conf', { text: CONF, uid: 100, gid: 101 }],
    ['/fluentd/log', { directory: true, uid: 100, gid: 101 }],
    ['/fluentd/plugins', { directory: true, uid: 100, gid: 101 }],
    ['/home/fluent', { directory: true, uid: 100, gid: 101 }],
  ]),
  memoryBytes: 40 * 2 ** 20,
}
