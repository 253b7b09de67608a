import { type Image, pause } from '#engine'

/** registry.k8s.io/pause: nothing but the process that keeps a sandbox alive. */
export const pauseImage: Image = {
  repository: 'registry.k8s.io/pause',
  tags: ['3.10', '3.10.1', 'latest'],
  digest: 'sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c',
  sizeBytes: 320_448,
  config: {
    entrypoint: ['/pause'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    user: '65535:65535',
  },
  files: new Map([['/pause', { program: pause, size: 749_528, mode: 0o755 }]]),
}
