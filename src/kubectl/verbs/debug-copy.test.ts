import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

const WEB = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}, annotations: {note: x}}
spec:
  nodeName: worker-1
  containers:
  - name: app
    image: nginx
    args: [serve]
    livenessProbe: {tcpSocket: {port: 80}}
  - {name: aside, image: redis}
`

/** Of the copy what a copy can have otherwise than the Pod: labels, and each container. */
function copyBy(line: string): readonly string[] {
  const bench = kubectlBench({ files: { '/root/web.yaml': WEB } })
  bench.prints('create -f web.yaml')
  const said = bench.prints(`debug web --copy-to=copy ${line}`)
  const shown = bench.prints('', {
    argv: [
      ...['kubectl', 'get', 'pod', 'copy', '-o'],
      'jsonpath={.metadata.labels} {.spec.nodeName} {.spec.shareProcessNamespace}{range .spec.containers[*]}\n' +
        '{.name} {.image} {.command} {.args} {.livenessProbe.tcpSocket} {.securityContext}{end}',
    ],
  })
  return [...(said === '' ? [] : [said]), ...shown.split('\n')]
}

test('a container more: the copy shares its processes, and is not found or asked by others', () => {
  expect(copyBy('--image=busybox -c look -- sleep 1')).toEqual([
    '  true',
    'app nginx  ["serve"]  ',
    'aside redis    ',
    'look busybox ["sleep","1"]   {"capabilities":{"add":["SYS_PTRACE"]}}',
  ])
})

test('another command for a container that is there', () => {
  expect(copyBy('-c app --same-node --keep-labels --keep-liveness -- sleep 1')).toEqual([
    '{"app":"web"} worker-1 true',
    'app nginx ["sleep","1"]  {"port":80} {"capabilities":{"add":["SYS_PTRACE"]}}',
    'aside redis    ',
  ])
})

test('other images only: everything else stays', () => {
  expect(copyBy('--set-image=*=busybox,aside=alpine')).toEqual([
    '{"app":"web"}  ',
    'app busybox  ["serve"] {"port":80} ',
    'aside alpine    ',
  ])
})

test('--replace deletes the original', () => {
  const bench = kubectlBench({ files: { '/root/web.yaml': WEB } })
  bench.prints('create -f web.yaml')
  bench.prints('debug web --copy-to=copy --replace --set-image=*=busybox')
  expect(bench.prints('get pods -o name')).toBe('pod/copy\n')
})

test.each([
  ['--copy-to=x', 'you must specify --image, --set-image or command arguments.'],
  [
    '--copy-to=x -- ls',
    'you must specify an existing container or a new image when specifying args.',
  ],
  [
    '--copy-to=x --image=busybox --target=app',
    '--target is incompatible with --copy-to. Use --share-processes instead.',
  ],
  ['--replace --image=busybox', '--replace may only be used with --copy-to.'],
  ['--same-node --image=busybox', '--same-node may only be used with --copy-to.'],
  ['--set-image=a=b', '--set-image may only be used with --copy-to.'],
  ['', 'you must specify --image when not using --copy-to.'],
])('debug web %s is refused', (words, message) => {
  expect(kubectlBench().prints(`debug web ${words}`)).toBe(`error: ${message}\n`)
})
