import type { Image, ImageFile } from '#engine'
import { curl788 } from '../curl/releases.ts'
import { debianFiles } from '../debian/files.ts'
import { programFrom } from '../program.ts'

const VERSION = '3.11.14'

/** docker.io/library/python; of Python itself it has `-m http.server`. */
export const pythonImage: Image = {
  repository: 'docker.io/library/python',
  tags: ['latest', '3', '3.11', VERSION, '3.11-bookworm', 'slim', '3-slim', '3.11-slim'],
  digest: 'sha256:5be45dbade29bebd6886af6b438fd7e0b4eb7b611f39ba62b430263f82de36d2',
  sizeBytes: 51_900_000,
  config: {
    cmd: ['python3'],
    env: [
      'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'LANG=C.UTF-8',
      `PYTHON_VERSION=${VERSION}`,
    ],
  },
  files: new Map<string, ImageFile>([
    ...debianFiles({ isFull: true }),
    ['/usr/bin/curl', { program: curl788, size: 276_408, mode: 0o755 }],
    [
      '/usr/local/bin/python3.11',
      {
        program: programFrom(async () => (await import('./python.ts')).pythonOf(VERSION)),
        size: 14_472,
        mode: 0o755,
      },
    ],
    ['/usr/local/bin/python3', { symlink: 'python3.11' }],
    ['/usr/local/bin/python', { symlink: 'python3' }],
  ]),
  memoryBytes: 12 * 2 ** 20,
}
