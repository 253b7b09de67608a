/* eslint max-lines: off -- a table */
import { podThat } from '../manifests.ts'
import type { Scenario, Step } from '../scenario.ts'

const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {data_1: value-1, data_2: value-2, data_3: value-3}
---
`
const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: settings}
data: {data_1: dmFsdWUtMQ==, data_2: dmFsdWUtMg==, data_3: dmFsdWUtMw==}
---
`

/** A container that shows a part of its environment, once. */
const shows = (
  title: string,
  how: {
    readonly objects?: string
    readonly container: string
    readonly shown: string
    readonly prints: string | RegExp
    readonly mutation: readonly [string, string]
  },
): Scenario => ({
  title,
  steps: [
    { create: (how.objects ?? '') + podThat(how.shown, { container: how.container }) },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    { logs: 'test', print: how.prints },
  ],
  mutation: how.mutation,
})

const field = (name: string, path: string): string =>
  `- {name: ${name}, valueFrom: {fieldRef: {fieldPath: ${path}}}}`
const resource = (name: string, path: string): string =>
  `- {name: ${name}, valueFrom: {resourceFieldRef: {resource: ${path}}}}`

const emptyKey = (kind: string): readonly Step[] => [
  {
    send: 'POST',
    to: kind,
    body: {
      metadata: { name: 'empty-key' },
      data: { '': kind === 'secrets' ? 'dmFsdWUtMQ==' : 'value-1' },
    },
    answers: {
      kind: 'Status',
      code: 422,
      reason: 'Invalid',
      message: /a valid config key must consist of alphanumeric characters/,
    },
  },
]

const subPathExpr = (
  expression: string,
  more: { readonly name?: string; readonly value?: string; readonly command?: string } = {},
): string =>
  podThat(more.command ?? 'test -d /whole/$POD_NAME', {
    pod: 'volumes: [{name: work, emptyDir: {}}]',
    container: `env: [{name: POD_NAME, ${more.value ?? 'valueFrom: {fieldRef: {fieldPath: metadata.name}}'}}]
volumeMounts:
- {name: work, mountPath: /part, subPathExpr: '${expression}'}
- {name: work, mountPath: /whole}`,
  })

/** Names that no shell would have; so env is asked directly, not from within one. */
const prefixed = (objects: string, ref: string): readonly Step[] => [
  {
    create:
      objects.replaceAll('data_', 'data-') +
      podThat('', {
        container: `envFrom: [{${ref}: {name: settings}}, {prefix: p-, ${ref}: {name: settings}}]`,
      }).replace("[sh, -c, '']", '[env]'),
  },
  { pass: 10 },
  {
    logs: 'test',
    print:
      /^data-1=value-1\ndata-2=value-2\ndata-3=value-3\np-data-1=value-1\np-data-2=value-2\np-data-3=value-3$/m,
  },
]

/** Environment variables and what they are expanded in. */
export const environmentScenarios: readonly Scenario[] = [
  {
    title: 'ConfigMap, from environment field with various prefixes',
    steps: prefixed(CONFIG, 'configMapRef'),
    mutation: ['prefix: p-', 'prefix: q-'],
  },
  shows('ConfigMap, from environment field', {
    objects: CONFIG,
    container:
      'env: [{name: CONFIG_DATA_1, valueFrom: {configMapKeyRef: {name: settings, key: data_1}}}]',
    shown: 'echo $CONFIG_DATA_1',
    prints: 'value-1\n',
    mutation: ['key: data_1', 'key: data_2'],
  }),
  shows('ConfigMap, from environment variables', {
    objects: CONFIG,
    container: 'envFrom: [{configMapRef: {name: settings}}]',
    shown: 'env | grep ^data_ | sort',
    prints: 'data_1=value-1\ndata_2=value-2\ndata_3=value-3\n',
    mutation: ['data_3: value-3', 'data_4: value-3'],
  }),
  {
    title: 'ConfigMap, with empty-key',
    steps: emptyKey('configmaps'),
    mutation: ['"":', '"key":'],
  },
  {
    title: 'ConfigMap lifecycle',
    steps: [
      {
        create:
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: test, labels: {static: "true"}}\ndata: {valueName: value}\n',
      },
      { of: 'configmaps/test', is: { data: { valueName: 'value' } } },
      {
        send: 'PATCH',
        to: 'configmaps/test',
        body: { metadata: { labels: { patched: 'true' } }, data: { valueName: 'value1' } },
      },
      {
        send: 'GET',
        to: '/api/v1/configmaps?labelSelector=patched=true',
        answers: { items: [{ data: { valueName: 'value1' } }] },
      },
      { send: 'DELETE', to: 'configmaps?labelSelector=static=true' },
      { send: 'GET', to: '/api/v1/configmaps?labelSelector=static=true', answers: { items: [] } },
    ],
    mutation: ['"patched"', '"changed"'],
  },
  {
    title: 'ConfigMap Update',
    steps: [
      { create: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: test}\ndata: {one: first}\n' },
      {
        send: 'PUT',
        to: 'configmaps/test',
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'test' },
          data: { two: 'second' },
        },
      },
      { of: 'configmaps/test', is: { data: { one: undefined, two: 'second' } } },
    ],
    mutation: ['"two"', '"one"'],
  },
  shows('Secrets, pod environment field', {
    objects: SECRET,
    container:
      'env: [{name: SECRET_DATA, valueFrom: {secretKeyRef: {name: settings, key: data_1}}}]',
    shown: 'echo $SECRET_DATA',
    prints: 'value-1\n',
    mutation: ['key: data_1', 'key: data_2'],
  }),
  shows('Secrets, pod environment from source', {
    objects: SECRET,
    container:
      'envFrom: [{secretRef: {name: settings}}, {prefix: p_, secretRef: {name: settings}}]',
    shown: 'env | grep -E "^(p_)?data_" | sort',
    prints:
      'data_1=value-1\ndata_2=value-2\ndata_3=value-3\np_data_1=value-1\np_data_2=value-2\np_data_3=value-3\n',
    mutation: ['data_3: dmFs', 'data_4: dmFs'],
  }),
  {
    title: 'Secrets, pod environment from source',
    steps: prefixed(SECRET, 'secretRef'),
    mutation: ['prefix: p-', 'prefix: q-'],
  },
  { title: 'Secrets, with empty-key', steps: emptyKey('secrets'), mutation: ['"":', '"key":'] },
  {
    title: 'Secret patching',
    steps: [
      {
        create:
          'apiVersion: v1\nkind: Secret\nmetadata: {name: test, labels: {testsecret: "true"}}\ndata: {key: dmFsdWU=}\n',
      },
      {
        send: 'PATCH',
        to: 'secrets/test',
        body: { metadata: { labels: { patched: 'true' } }, data: { key: 'dmFsdWUx' } },
      },
      {
        send: 'GET',
        to: '/api/v1/secrets?labelSelector=patched=true',
        answers: { items: [{ metadata: { name: 'test' }, data: { key: 'dmFsdWUx' } }] },
      },
      { send: 'DELETE', to: 'secrets?labelSelector=testsecret=true' },
      { send: 'GET', to: '/api/v1/secrets?labelSelector=testsecret=true', answers: { items: [] } },
    ],
    mutation: ['dmFsdWUx', 'dmFsdWUy'],
  },
  shows('DownwardAPI, environment for CPU and memory limits and requests', {
    container: `resources: {requests: {cpu: 250m, memory: 32Mi}, limits: {cpu: 1250m, memory: 64Mi}}
env:
${resource('CPU_LIMIT', 'limits.cpu')}
${resource('MEMORY_LIMIT', 'limits.memory')}
${resource('CPU_REQUEST', 'requests.cpu')}
${resource('MEMORY_REQUEST', 'requests.memory')}`,
    shown: 'echo $CPU_LIMIT $MEMORY_LIMIT $CPU_REQUEST $MEMORY_REQUEST',
    prints: '2 67108864 1 33554432\n',
    mutation: ['memory: 64Mi', 'memory: 65Mi'],
  }),
  shows('DownwardAPI, environment for default CPU and memory limits and requests', {
    container: `env:\n${resource('CPU_LIMIT', 'limits.cpu')}\n${resource('MEMORY_LIMIT', 'limits.memory')}`,
    shown: 'echo $CPU_LIMIT $MEMORY_LIMIT',
    prints: '4 8485076992\n',
    mutation: ['env:', 'resources: {limits: {memory: 64Mi}}\n    env:'],
  }),
  shows('DownwardAPI, environment for host ip', {
    container: `env:\n${field('HOST_IP', 'status.hostIP')}`,
    shown: 'echo $HOST_IP',
    prints: '172.18.0.3\n',
    mutation: ['status.hostIP', 'status.podIP'],
  }),
  shows('DownwardAPI, environment for hostIPs', {
    container: `env:\n${field('HOST_IPS', 'status.hostIPs')}`,
    shown: 'echo $HOST_IPS',
    prints: '172.18.0.3\n',
    mutation: ['status.hostIPs', 'status.podIPs'],
  }),
  shows('DownwardAPI, environment for Pod UID', {
    container: `env:\n${field('POD_UID', 'metadata.uid')}`,
    shown: 'echo $POD_UID',
    prints: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/,
    mutation: ['metadata.uid', 'metadata.name'],
  }),
  shows('DownwardAPI, environment for name, namespace and ip', {
    container: `env:\n${field('NAME', 'metadata.name')}\n${field('NAMESPACE', 'metadata.namespace')}\n${field('IP', 'status.podIP')}`,
    shown: 'echo $NAME $NAMESPACE $IP',
    prints: 'test default 10.244.1.2\n',
    mutation: ['metadata.namespace', 'metadata.name'],
  }),
  shows('Environment variables, expansion', {
    container:
      'env: [{name: FOO, value: foo-value}, {name: BAR, value: bar-value}, {name: FOOBAR, value: $(FOO);;$(BAR)}]',
    shown: 'echo "$FOOBAR"',
    prints: 'foo-value;;bar-value\n',
    mutation: ['$(FOO);;', '$$(FOO);;'],
  }),
  shows('Environment variables, command argument expansion', {
    container: 'env: [{name: TEST_VAR, value: test-value}]\nargs: [sh, $(TEST_VAR)]',
    shown: 'echo "$1"',
    prints: 'test-value\n',
    mutation: ['$(TEST_VAR)', '$(OTHER_VAR)'],
  }),
  shows('Environment variables, command expansion', {
    container: 'env: [{name: TEST_VAR, value: test-value}]',
    shown: 'TEST_VAR=wrong; echo "$(TEST_VAR)"',
    prints: 'test-value\n',
    mutation: ['value: test-value', 'value: other-value'],
  }),
  {
    title: 'VolumeSubpathEnvExpansion, subpath expansion',
    steps: [
      { create: subPathExpr('$(POD_NAME)') },
      { pass: 10 },
      { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    ],
    mutation: ['$(POD_NAME)', 'constant'],
  },
  ...(
    [
      [
        'VolumeSubpathEnvExpansion, subpath with absolute path',
        '/tmp',
        'error SubPath `/tmp` must not be an absolute path',
      ],
      [
        'VolumeSubpathEnvExpansion, subpath with backticks',
        '..',
        "unable to provision SubPath `..`: must not contain '..'",
      ],
    ] as const
  ).map(([title, value, message]): Scenario => ({
    title,
    steps: [
      { create: subPathExpr('$(POD_NAME)', { value: `value: '${value}'` }) },
      { pass: 20 },
      {
        of: 'pods/test',
        is: {
          status: {
            phase: 'Pending',
            containerStatuses: [
              { state: { waiting: { reason: 'CreateContainerConfigError', message } } },
            ],
          },
        },
      },
    ],
    mutation: [value, 'test'],
  })),
  {
    title: 'VolumeSubpathEnvExpansion, subpath test writes',
    steps: [
      {
        create: podThat('test -f /volume_mount/mypath/foo/test.log && test -d /subpath_mount', {
          pod: 'volumes: [{name: work, emptyDir: {}}]',
          container: `env: [{name: ANNOTATION, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['mysubpath']"}}}]
volumeMounts:
- {name: work, mountPath: /subpath_mount, subPathExpr: '$(ANNOTATION)/mypath'}
- {name: work, mountPath: /volume_mount}
lifecycle: {preStop: {exec: {command: ['true']}}}`,
        })
          .replace('labels: {app: test}', 'annotations: {mysubpath: mypath}')
          .replace(
            "command: [sh, -c, '",
            "command: [sh, -c, 'mkdir -p /subpath_mount/foo && touch /subpath_mount/foo/test.log; find /volume_mount | sort; ls /subpath_mount; exit; ",
          ),
      },
      { pass: 10 },
      {
        logs: 'test',
        print:
          '/volume_mount\n/volume_mount/mypath\n/volume_mount/mypath/mypath\n/volume_mount/mypath/mypath/foo\n/volume_mount/mypath/mypath/foo/test.log\nfoo\n',
      },
      { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    ],
    mutation: ['mysubpath: mypath', 'mysubpath: mynewpath'],
  },
  {
    title: 'VolumeSubpathEnvExpansion, subpath ready from failed state',
    steps: [
      {
        create: podThat('sleep 600', {
          pod: 'volumes: [{name: work, emptyDir: {}}]',
          container: `env: [{name: ANNOTATION, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['mysubpath']"}}}]
volumeMounts: [{name: work, mountPath: /subpath_mount, subPathExpr: '$(ANNOTATION)/sub'}]`,
        }),
      },
      { pass: 20 },
      { of: 'pods/test', is: { status: { phase: 'Pending' } } },
      {
        send: 'PATCH',
        to: 'pods/test',
        body: { metadata: { annotations: { mysubpath: 'mypath' } } },
      },
      { pass: 90 },
      { of: 'pods/test', is: { status: { phase: 'Running' } } },
    ],
    mutation: ['"mysubpath":', '"another":'],
  },
]
