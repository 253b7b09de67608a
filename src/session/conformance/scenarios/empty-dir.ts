import { agnhost } from '../manifests.ts'
import type { Scenario } from '../scenario.ts'

const FS = { default: '61267', memory: 'tmpfs' } as const
const MODES = { '0644': '-rw-r--r--', '0666': '-rw-rw-rw-', '0777': '-rwxrwxrwx' } as const

interface Row {
  readonly medium: 'default' | 'memory'
  readonly mode: keyof typeof MODES
  readonly isRoot: boolean
  /** Where conformance.yaml has another spelling. */
  readonly title?: string
}

const emptyDir = (medium: Row['medium']): string =>
  `volumes: [{name: volume, emptyDir: {${medium === 'memory' ? 'medium: Memory' : ''}}}]`
const MOUNT = 'volumeMounts: [{name: volume, mountPath: /test-volume}]'

/** A file of a mode is written in it, as root or as somebody else. */
const writes = ({ medium, mode, isRoot, title }: Row): Scenario => ({
  title:
    title ?? `EmptyDir, medium ${medium}, volume mode ${mode}${isRoot ? '' : ', non-root user'}`,
  steps: [
    {
      create: agnhost(
        `[mounttest, --fs_type=/test-volume, --new_file_${mode}=/test-volume/test-file, --file_mode=/test-volume/test-file, --file_owner=/test-volume/test-file]`,
        {
          pod: `${emptyDir(medium)}${isRoot ? '' : '\nsecurityContext: {runAsUser: 1001}'}`,
          container: MOUNT,
        },
      ),
    },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    {
      logs: 'test',
      print: `mount type of "/test-volume": ${FS[medium]}
content of file "/test-volume/test-file": mount-tester new file

mode of file "/test-volume/test-file": ${MODES[mode]}
owner UID of "/test-volume/test-file": ${isRoot ? 0 : 1001}
owner GID of "/test-volume/test-file": 0
`,
    },
  ],
  mutation:
    medium === 'memory'
      ? ['medium: Memory', '']
      : isRoot
        ? ['image:', 'securityContext: {runAsUser: 5}\n    image:']
        : ['runAsUser: 1001', 'runAsUser: 1002'],
})

const modeOf = (medium: Row['medium']): Scenario => ({
  title: `EmptyDir, medium ${medium}, volume mode default`,
  steps: [
    {
      create: agnhost('[mounttest, --fs_type=/test-volume, --file_perm=/test-volume]', {
        pod: emptyDir(medium),
        container: MOUNT,
      }),
    },
    { pass: 10 },
    {
      logs: 'test',
      print: `mount type of "/test-volume": ${FS[medium]}\nperms of file "/test-volume": -rwxrwxrwx\n`,
    },
  ],
  mutation:
    medium === 'memory' ? ['medium: Memory', ''] : ['emptyDir: {}', 'emptyDir: {medium: Memory}'],
})

const rows: readonly Row[] = [
  ...(['0644', '0666', '0777'] as const).flatMap((mode): readonly Row[] => [
    { medium: 'default', mode, isRoot: true },
    {
      medium: 'default',
      mode,
      isRoot: false,
      title: `EmptyDir, medium default, volume mode ${mode}`,
    },
    { medium: 'memory', mode, isRoot: true },
    {
      medium: 'memory',
      mode,
      isRoot: false,
      ...(mode === '0666'
        ? { title: 'EmptyDir, medium memory, volume mode 0666,, non-root user' }
        : {}),
    },
  ]),
]

/** Volumes that live as long as the Pod. */
export const emptyDirScenarios: readonly Scenario[] = [
  ...rows.map(writes),
  modeOf('default'),
  modeOf('memory'),
  {
    title: 'EmptyDir, Shared volumes between containers',
    steps: [
      {
        create: `apiVersion: v1
kind: Pod
metadata: {name: test}
spec:
  terminationGracePeriodSeconds: 0
  volumes: [{name: shared, emptyDir: {}}]
  containers:
  - name: main
    image: busybox:1.36
    command: [sleep, '10000']
    volumeMounts: [{name: shared, mountPath: /usr/share/volumeshare}]
  - name: sub
    image: busybox:1.36
    command: [sh, -c, 'echo Hello from the busy-box sub-container > /usr/share/volumeshare/shareddata.txt; sleep 10000']
    volumeMounts: [{name: shared, mountPath: /usr/share/volumeshare}]
`,
      },
      { pass: 10 },
      {
        exec: ['cat', '/usr/share/volumeshare/shareddata.txt'],
        in: 'test',
        container: 'main',
        prints: 'Hello from the busy-box sub-container\n',
      },
    ],
    mutation: ['> /usr/share/volumeshare/', '> /usr/share/'],
  },
  {
    title: 'EmptyDir Wrapper Volume, Secret and ConfigMap volumes, no conflict',
    steps: [
      {
        create: `apiVersion: v1
kind: Secret
metadata: {name: wrapped}
data: {data-1: dmFsdWUtMQo=}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: wrapped}
data: {data-1: value-1}
---
${agnhost('[pause]', {
  pod: 'volumes: [{name: secret-volume, secret: {secretName: wrapped}}, {name: configmap-volume, configMap: {name: wrapped}}]',
  container:
    'volumeMounts: [{name: secret-volume, mountPath: /etc/secret-volume}, {name: configmap-volume, mountPath: /etc/configmap-volume}]',
})}`,
      },
      { pass: 10 },
      { of: 'pods/test', is: { status: { phase: 'Running' } } },
      {
        exec: ['cat', '/etc/secret-volume/data-1', '/etc/configmap-volume/data-1'],
        in: 'test',
        prints: 'value-1\nvalue-1',
      },
    ],
    mutation: ['secretName: wrapped', 'secretName: missing'],
  },
]
