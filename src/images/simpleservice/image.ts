import type { Image, ImageFile } from '#engine'
import { pythonWith } from './python.ts'
import { simpleservice } from './simpleservice.ts'

const SCRIPT = '/usr/src/app/simpleservice.py'

const SOURCE = `#!/usr/bin/env python

# simpleservice 0.5.0 by Michael Hausenblas.
# What runs here is a simulation of it; its source:
# https://github.com/mhausenblas/simpleservice
`

/** What makes it simpleservice; `around` is the operating system that it stands on. */
export function simpleserviceImage(around: ReadonlyMap<string, ImageFile>): Image {
  const python = pythonWith(new Map([[SCRIPT, simpleservice]]))
  return {
    repository: 'quay.io/openshiftlabs/simpleservice',
    tags: ['0.5.0', 'latest'],
    digest: 'sha256:72bfe1acc54829d4b5bf0a8ad4ea4cd2a0eb0c1a4bb0b8b9d2b0bd9e2b6c9a6f',
    sizeBytes: 262_300_000,
    config: {
      cmd: ['python', './simpleservice.py'],
      env: [
        'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'LANG=C.UTF-8',
        'GPG_KEY=C01E1CAD5EA2C4F0B8E3571504C367C218ADD4FF',
        'PYTHON_VERSION=2.7.13',
        'PYTHON_PIP_VERSION=9.0.1',
        'REFRESHED_AT=2017-04-24T13:50',
      ],
      workingDir: '/usr/src/app',
    },
    files: new Map<string, ImageFile>([
      ...around,
      ['/usr/local/bin/python2.7', { program: python, size: 10_256_936 }],
      ['/usr/local/bin/python2', { symlink: 'python2.7' }],
      ['/usr/local/bin/python', { symlink: 'python2' }],
      [SCRIPT, { text: SOURCE }],
      ['/usr/src/app/requirements.txt', { text: 'tornado==4.3' }],
    ]),
    memoryBytes: 21 * 2 ** 20,
  }
}
