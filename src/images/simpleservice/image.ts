import { type Image, type Process, type Run, write } from '#engine'
import { createShell, DASH } from '#shell'
import { simpleservice } from './simpleservice.ts'

const SCRIPT = '/usr/src/app/simpleservice.py'

/** The interpreter of this image: all that it can run is the script that the image was made for. */
function* python(process: Process): Run {
  const [, script] = process.argv
  if (script !== undefined && process.access(script, 'read') && process.realpath(script) === SCRIPT)
    return yield* simpleservice(process)
  const complaint =
    script === undefined
      ? 'python: only simpleservice.py can be run in this simulation\n'
      : `python: can't open file '${script}': [Errno 2] No such file or directory\n`
  yield* write(process, 2, complaint)
  return 2
}

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
  files: new Map([
    ['/usr/local/bin/python2.7', { program: python, size: 6_576, mode: 0o755 }],
    ['/usr/local/bin/python', { symlink: 'python2.7' }],
    ['/bin/dash', { program: createShell(DASH), size: 125_400, mode: 0o755 }],
    ['/bin/sh', { symlink: 'dash' }],
    [SCRIPT, { text: '# The text of the script is not simulated; what it does is.\n' }],
    ['/etc/passwd', { text: 'root:x:0:0:root:/root:/bin/bash\n' }],
    ['/etc/group', { text: 'root:x:0:\n' }],
    ['/tmp', { directory: true, mode: 0o1777 }],
  ]),
}
