import type { Image } from '#engine'
import { ASH, createShell } from '#shell'
import { busyboxFiles } from '../tools/files.ts'
import { busybox } from '../tools/flavour.ts'
import { curl788 } from './releases.ts'

/** docker.io/curlimages/curl, on Alpine. */
export const curlImage: Image = {
  repository: 'docker.io/curlimages/curl',
  tags: ['7.88.1', 'latest'],
  digest: 'sha256:48318407b8d98e8c7d5bd4741c88e8e1a5442de660b47f63ba656e5c910bc3da',
  sizeBytes: 7_800_000,
  config: {
    entrypoint: ['/entrypoint.sh'],
    cmd: ['curl'],
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    workingDir: '/home/curl_user',
    user: 'curl_user',
  },
  files: new Map([
    ...busyboxFiles(busybox('1.35.0'), createShell(ASH)),
    ['/usr/bin/curl', { program: curl788, size: 276_408, mode: 0o755 }],
    [
      '/entrypoint.sh',
      {
        text: '#!/bin/sh\ncase "$1" in\n-* | "") set -- curl "$@" ;;\nesac\nexec "$@"\n',
        mode: 0o755,
      },
    ],
    [
      '/etc/passwd',
      {
        text: 'root:x:0:0:root:/root:/bin/ash\ncurl_user:x:100:101:Linux User,,,:/home/curl_user:/sbin/nologin\n',
      },
    ],
    ['/etc/group', { text: 'root:x:0:\ncurl_group:x:101:curl_user\n' }],
    ['/etc/alpine-release', { text: '3.17.2\n' }],
    ['/home/curl_user', { directory: true, uid: 100, gid: 101 }],
    ['/root', { directory: true, mode: 0o700 }],
    ['/tmp', { directory: true, mode: 0o1777 }],
  ]),
}
