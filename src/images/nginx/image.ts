import type { Image, ImageFile } from '#engine'
import { programFrom } from '../program.ts'
import {
  DEFAULT_CONF,
  ENTRYPOINT,
  ENVSUBST,
  ERROR_50X,
  LISTEN_ON_IPV6,
  LOCAL_RESOLVERS,
  MIME_TYPES,
  NGINX_CONF,
  TUNE_WORKERS,
  WELCOME,
} from './files-of-image.ts'

export interface NginxRelease {
  readonly version: string
  readonly tags: readonly string[]
  readonly digest: string
  readonly sizeBytes: number
  readonly compiler: string
}

/** docker.io/library/nginx; `around` is the operating system that it stands on. */
export function nginxImage(release: NginxRelease, around: ReadonlyMap<string, ImageFile>): Image {
  return {
    repository: 'docker.io/library/nginx',
    tags: release.tags,
    digest: release.digest,
    sizeBytes: release.sizeBytes,
    config: {
      entrypoint: ['/docker-entrypoint.sh'],
      cmd: ['nginx', '-g', 'daemon off;'],
      env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        `NGINX_VERSION=${release.version}`,
      ],
      exposedPorts: ['80/tcp'],
      stopSignal: 'SIGQUIT',
    },
    files: new Map([...around, ...nginxFiles(release)]),
    memoryBytes: 3 * 2 ** 20,
  }
}

const script = (text: string): ImageFile => ({ text, mode: 0o755 })

/** What the image adds to its operating system. */
export function nginxFiles(
  release: Pick<NginxRelease, 'version' | 'compiler'>,
): ReadonlyMap<string, ImageFile> {
  const { version, compiler } = release
  const nginx = programFrom(async () =>
    (await import('./nginx.ts')).createNginx({ version, compiler }),
  )
  return new Map<string, ImageFile>([
    ['/usr/sbin/nginx', { program: nginx, size: 1_570_512 }],
    ['/etc/nginx/nginx.conf', { text: NGINX_CONF }],
    ['/etc/nginx/conf.d/default.conf', { text: DEFAULT_CONF }],
    ['/etc/nginx/mime.types', { text: MIME_TYPES }],
    ['/usr/share/nginx/default.conf.packaged', { text: DEFAULT_CONF }],
    ['/usr/share/nginx/html/index.html', { text: WELCOME }],
    ['/usr/share/nginx/html/50x.html', { text: ERROR_50X }],
    ['/docker-entrypoint.sh', script(ENTRYPOINT)],
    ['/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh', script(LISTEN_ON_IPV6)],
    ['/docker-entrypoint.d/15-local-resolvers.envsh', script(LOCAL_RESOLVERS)],
    ['/docker-entrypoint.d/20-envsubst-on-templates.sh', script(ENVSUBST)],
    ['/docker-entrypoint.d/30-tune-worker-processes.sh', script(TUNE_WORKERS)],
    ['/var/log/nginx/access.log', { symlink: '/dev/stdout' }],
    ['/var/log/nginx/error.log', { symlink: '/dev/stderr' }],
    ['/var/cache/nginx', { directory: true }],
    ['/run', { directory: true }],
    ['/var/run', { symlink: '/run' }],
  ])
}
