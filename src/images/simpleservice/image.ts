import type { Image, ImageFile } from '#engine'
import { curl788 } from '../curl/releases.ts'
import { debianFiles } from '../debian/files.ts'
import { programFrom } from '../program.ts'
import { pythonWith } from './python.ts'
import { simpleservice } from './simpleservice.ts'

const SCRIPT = '/usr/src/app/simpleservice.py'

const SOURCE = `#!/usr/bin/env python

# simpleservice 0.5.0 by Michael Hausenblas.
# What runs here is a simulation of it; its source:
# https://github.com/mhausenblas/simpleservice
`

/** quay.io/openshiftlabs/simpleservice:0.5.0, built from python:2.7-onbuild. */
export const simpleserviceImage: Image = {
  repository: 'quay.io/openshiftlabs/simpleservice',
  tags: ['0.5.0'],
  digest: 'sha256:72bfe1acc54829c306dd6683fe28089d222cf50a2df9d10c4e9d32974a591673',
  sizeBytes: 273_512_704,
  config: {
    cmd: ['python', './simpleservice.py'],
    env: [
      'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'LANG=C.UTF-8',
      'PYTHON_VERSION=2.7.13',
      'PYTHON_PIP_VERSION=9.0.1',
      'REFRESHED_AT=2017-04-24T13:50',
    ],
    workingDir: '/usr/src/app',
  },
  files: new Map<string, ImageFile>([
    ...debianFiles({ isFull: true }),
    ['/usr/bin/curl', { program: curl788, size: 182_216, mode: 0o755 }],
    [
      '/usr/bin/wget',
      {
        program: programFrom(async () => (await import('../wget/wget.ts')).wget),
        size: 419_080,
        mode: 0o755,
      },
    ],
    [
      '/usr/local/bin/python2.7',
      { program: pythonWith(new Map([[SCRIPT, simpleservice]])), size: 6_576, mode: 0o755 },
    ],
    ['/usr/local/bin/python2', { symlink: 'python2.7' }],
    ['/usr/local/bin/python', { symlink: 'python2' }],
    [SCRIPT, { text: SOURCE }],
    ['/usr/src/app/requirements.txt', { text: 'tornado==4.3' }],
  ]),
}
