import { agnhost, podThat } from '../manifests.ts'
import type { Scenario } from '../scenario.ts'

const RESOURCES =
  'resources: {requests: {cpu: 250m, memory: 32Mi}, limits: {cpu: 1250m, memory: 64Mi}}'

type Kind = 'DownwardAPI volume' | 'Projected Volume, DownwardAPI'

const volumeOf = (kind: Kind, item: string, mode?: string): string => {
  const modes = mode === undefined ? '' : `, defaultMode: ${mode}`
  return kind === 'DownwardAPI volume'
    ? `downwardAPI: {items: [${item}]${modes}}`
    : `projected: {sources: [{downwardAPI: {items: [${item}]}}]${modes}}`
}

const resource = (name: string, divisor?: string): string =>
  `{path: file, resourceFieldRef: {containerName: main, resource: ${name}${divisor === undefined ? '' : `, divisor: ${divisor}`}}}`

interface Look {
  readonly kind: Kind
  readonly title: string
  readonly item: string
  readonly container?: string
  readonly value: string
  readonly mutation: readonly [string, string]
}

const reads = ({ kind, title, item, container = '', value, mutation }: Look): Scenario => ({
  title: `${kind}, ${title}`,
  steps: [
    {
      create: podThat('cat /etc/podinfo/file', {
        pod: `volumes: [{name: podinfo, ${volumeOf(kind, item)}}]`,
        container: `volumeMounts: [{name: podinfo, mountPath: /etc/podinfo}]\n${container}`,
      }),
    },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    { logs: 'test', print: value },
  ],
  mutation,
})

const hasMode = (
  kind: Kind,
  title: string,
  how: {
    readonly item: string
    readonly mode?: string
    readonly mutation: readonly [string, string]
  },
): Scenario => ({
  title: `${kind}, ${title}`,
  steps: [
    {
      create: agnhost('[mounttest, --file_mode=/etc/podinfo/file]', {
        pod: `volumes: [{name: podinfo, ${volumeOf(kind, how.item, how.mode)}}]`,
        container: 'volumeMounts: [{name: podinfo, mountPath: /etc/podinfo}]',
      }),
    },
    { pass: 10 },
    { logs: 'test', print: 'mode of file "/etc/podinfo/file": -r--------\n' },
  ],
  mutation: how.mutation,
})

const follows = (kind: Kind, title: string, what: 'labels' | 'annotations'): Scenario => ({
  title: `${kind}, ${title}`,
  steps: [
    {
      create: podThat('sleep 1000', {
        pod: `volumes: [{name: podinfo, ${volumeOf(kind, `{path: file, fieldRef: {fieldPath: metadata.${what}}}`)}}]`,
        container: 'volumeMounts: [{name: podinfo, mountPath: /etc/podinfo}]',
      }).replace('labels: {app: test}', `${what}: {key1: value1, key2: value2}`),
    },
    { pass: 10 },
    { exec: ['cat', '/etc/podinfo/file'], in: 'test', prints: /^key1="value1"\nkey2="value2"/ },
    { send: 'PATCH', to: 'pods/test', body: { metadata: { [what]: { key3: 'value3' } } } },
    { pass: 90 },
    { exec: ['cat', '/etc/podinfo/file'], in: 'test', prints: /\nkey3="value3"/ },
  ],
  mutation: ['"key3":"value3"', '"key4":"value3"'],
})

/** In a Projected Volume the titles of labels and annotations are spelt otherwise. */
const titles = {
  'DownwardAPI volume': ['update annotations', 'update label'],
  'Projected Volume, DownwardAPI': ['update annotation', 'update labels'],
} as const

const NAME = '{path: file, fieldRef: {fieldPath: metadata.name}}'
const MODE_0400 = ['0400', '0440'] as const

const scenariosOf = (kind: Kind): readonly Scenario[] => [
  reads({
    kind,
    title: 'CPU limits',
    item: resource('limits.cpu'),
    container: RESOURCES,
    value: '2',
    mutation: ['cpu: 1250m', 'cpu: 2250m'],
  }),
  reads({
    kind,
    title: 'CPU request',
    item: resource('requests.cpu', '1m'),
    container: RESOURCES,
    value: '250',
    mutation: ['cpu: 250m', 'cpu: 251m'],
  }),
  reads({
    kind,
    title: 'memory limits',
    item: resource('limits.memory'),
    container: RESOURCES,
    value: '67108864',
    mutation: ['memory: 64Mi', 'memory: 65Mi'],
  }),
  reads({
    kind,
    title: 'memory request',
    item: resource('requests.memory'),
    container: RESOURCES,
    value: '33554432',
    mutation: ['memory: 32Mi', 'memory: 33Mi'],
  }),
  reads({
    kind,
    title:
      kind === 'DownwardAPI volume'
        ? 'CPU limit, default node allocatable'
        : 'CPU limit, node allocatable',
    item: resource('limits.cpu'),
    value: '4',
    mutation: ['resource: limits.cpu', 'resource: requests.cpu'],
  }),
  reads({
    kind,
    title:
      kind === 'DownwardAPI volume'
        ? 'memory limit, default node allocatable'
        : 'memory limit, node allocatable',
    item: resource('limits.memory'),
    value: '8485076992',
    mutation: ['resource: limits.memory', 'resource: requests.memory'],
  }),
  reads({
    kind,
    title: 'pod name',
    item: NAME,
    value: 'test',
    mutation: ['metadata.name}', 'metadata.namespace}'],
  }),
  hasMode(kind, 'volume mode 0400', { item: NAME, mode: '0400', mutation: MODE_0400 }),
  hasMode(kind, kind === 'DownwardAPI volume' ? 'file mode 0400' : 'volume mode 0400', {
    item: NAME.replace('{path: file,', '{path: file, mode: 0400,'),
    mutation: MODE_0400,
  }),
  follows(kind, titles[kind][0], 'annotations'),
  follows(kind, titles[kind][1], 'labels'),
]

/** What a Pod tells its containers of itself by files. */
export const downwardScenarios: readonly Scenario[] = [
  ...scenariosOf('DownwardAPI volume'),
  ...scenariosOf('Projected Volume, DownwardAPI'),
  {
    title: 'Projected Volume, multiple projections',
    steps: [
      {
        create: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {configmap-data: value-1}
---
apiVersion: v1
kind: Secret
metadata: {name: settings}
data: {secret-data: dmFsdWUtMg==}
---
${podThat('cd /all; cat podname; echo; cat secret-data; echo; cat configmap-data', {
  pod: `volumes:
- name: all
  projected:
    sources:
    - downwardAPI: {items: [{path: podname, fieldRef: {fieldPath: metadata.name}}]}
    - secret: {name: settings}
    - configMap: {name: settings}`,
  container: 'volumeMounts: [{name: all, mountPath: /all}]',
})}`,
      },
      { pass: 10 },
      { logs: 'test', print: 'test\nvalue-2\nvalue-1' },
    ],
    mutation: ['configmap-data: value-1', 'configmap-data: value-3'],
  },
]
