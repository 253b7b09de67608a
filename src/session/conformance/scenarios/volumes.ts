/* eslint max-lines: off -- a table */
import { agnhost, podThat } from '../manifests.ts'
import type { Scenario, Step } from '../scenario.ts'

const DATA = 'data: {data-1: value-1, data-2: value-2, data-3: value-3}'
const CODED = 'data: {data-1: dmFsdWUtMQ==, data-2: dmFsdWUtMg==, data-3: dmFsdWUtMw==}'

type Source = 'configMap' | 'secret'

const objectOf = (source: Source, name = 'settings'): string =>
  source === 'configMap'
    ? `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n${DATA}\n---\n`
    : `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\n${CODED}\n---\n`

/** A volume of that source as YAML in braces; inside of a projected one, or by itself. */
function volumeOf(
  source: Source,
  how: {
    readonly isProjected: boolean
    readonly items?: string
    readonly mode?: string
    readonly optional?: boolean
    readonly name?: string
  },
): string {
  const { name = 'settings', items, mode, optional } = how
  const more = [
    ...(items === undefined ? [] : [`items: [${items}]`]),
    ...(optional === true ? ['optional: true'] : []),
  ]
  const modes = mode === undefined ? [] : [`defaultMode: ${mode}`]
  const of = (key: string) => [`${key}: ${name}`, ...more].join(', ')
  if (how.isProjected)
    return `projected: {${[`sources: [{${source}: {${of('name')}}}]`, ...modes].join(', ')}}`
  return `${source}: {${[of(source === 'secret' ? 'secretName' : 'name'), ...modes].join(', ')}}`
}

const NON_ROOT = 'securityContext: {runAsUser: 1000}'
const MAPPED = '{key: data-2, path: path/to/data-2}'
const MAPPED_0400 = '{key: data-2, path: path/to/data-2, mode: 0400}'

/** One file of one volume is looked at, once: its content, and its mode. */
const looksAt = (
  title: string,
  how: {
    readonly source: Source
    readonly isProjected: boolean
    readonly items?: string
    readonly mode?: string
    readonly pod?: string
    readonly file: string
    readonly shown: string
    readonly value: string
    readonly mutation: readonly [string, string]
  },
): Scenario => ({
  title,
  steps: [
    {
      create:
        objectOf(how.source) +
        agnhost(
          `[mounttest, --file_content=/etc/volume/${how.file}, --file_mode=/etc/volume/${how.file}]`,
          {
            pod: `volumes: [{name: volume, ${volumeOf(how.source, how)}}]\n${how.pod ?? ''}`,
            container: 'volumeMounts: [{name: volume, mountPath: /etc/volume, readOnly: true}]',
          },
        ),
    },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    {
      logs: 'test',
      print: `mode of file "/etc/volume/${how.file}": ${how.shown}\ncontent of file "/etc/volume/${how.file}": ${how.value}\n`,
    },
  ],
  mutation: how.mutation,
})

const PLAIN = { file: 'data-1', shown: '-rw-r--r--', value: 'value-1' } as const
const IN_DEPTH = {
  items: MAPPED,
  file: 'path/to/data-2',
  shown: '-rw-r--r--',
  value: 'value-2',
} as const
const OTHER_VALUE = ['data-1: value-1', 'data-1: value-0'] as const
const OTHER_SECRET = ['data-1: dmFsdWUtMQ==', 'data-1: dmFsdWUtMA=='] as const

const configMap = { source: 'configMap', isProjected: false } as const
const projectedConfigMap = { source: 'configMap', isProjected: true } as const
const secret = { source: 'secret', isProjected: false } as const
const projectedSecret = { source: 'secret', isProjected: true } as const

const FILES: readonly Scenario[] = [
  looksAt('ConfigMap Volume, without mapping', { ...configMap, ...PLAIN, mutation: OTHER_VALUE }),
  looksAt('ConfigMap Volume, without mapping, non-root user', {
    ...configMap,
    ...PLAIN,
    pod: NON_ROOT,
    mutation: OTHER_VALUE,
  }),
  looksAt('ConfigMap Volume, without mapping, volume mode set', {
    ...configMap,
    ...PLAIN,
    mode: '0400',
    shown: '-r--------',
    mutation: ['0400', '0440'],
  }),
  looksAt('ConfigMap Volume, with mapping', {
    ...configMap,
    ...IN_DEPTH,
    mutation: ['key: data-2', 'key: data-3'],
  }),
  looksAt('ConfigMap Volume, with mapping, volume mode set', {
    ...configMap,
    ...IN_DEPTH,
    items: MAPPED_0400,
    shown: '-r--------',
    mutation: ['mode: 0400', 'mode: 0440'],
  }),
  looksAt('ConfigMap Volume, with mapping, non-root user', {
    ...configMap,
    ...IN_DEPTH,
    pod: NON_ROOT,
    mutation: ['key: data-2', 'key: data-3'],
  }),
  looksAt('Secrets Volume, default', { ...secret, ...PLAIN, mutation: OTHER_SECRET }),
  looksAt('Secrets Volume, volume mode 0400', {
    ...secret,
    ...PLAIN,
    mode: '0400',
    shown: '-r--------',
    mutation: ['0400', '0440'],
  }),
  looksAt('Secrets Volume, volume mode 0440, fsGroup 1001 and uid 1000', {
    ...secret,
    ...PLAIN,
    mode: '0440',
    shown: '-r--r-----',
    pod: 'securityContext: {runAsUser: 1000, fsGroup: 1001}',
    mutation: ['fsGroup: 1001', 'runAsGroup: 1001'],
  }),
  looksAt('Secrets Volume, mapping', {
    ...secret,
    ...IN_DEPTH,
    mutation: ['key: data-2', 'key: data-3'],
  }),
  looksAt('Secrets Volume, mapping, volume mode 0400', {
    ...secret,
    ...IN_DEPTH,
    items: MAPPED_0400,
    shown: '-r--------',
    mutation: ['mode: 0400', 'mode: 0440'],
  }),
  looksAt('Projected Volume, ConfigMap, volume mode default', {
    ...projectedConfigMap,
    ...PLAIN,
    mutation: OTHER_VALUE,
  }),
  looksAt('Projected Volume, ConfigMap, non-root user', {
    ...projectedConfigMap,
    ...PLAIN,
    pod: NON_ROOT,
    mutation: OTHER_VALUE,
  }),
  looksAt('Projected Volume, ConfigMap, volume mode 0400', {
    ...projectedConfigMap,
    ...PLAIN,
    mode: '0400',
    shown: '-r--------',
    mutation: ['0400', '0440'],
  }),
  looksAt('Projected Volume, ConfigMap, mapped', {
    ...projectedConfigMap,
    ...IN_DEPTH,
    mutation: ['key: data-2', 'key: data-3'],
  }),
  looksAt('Projected Volume, ConfigMap, mapped, volume mode 0400', {
    ...projectedConfigMap,
    ...IN_DEPTH,
    items: MAPPED_0400,
    shown: '-r--------',
    mutation: ['mode: 0400', 'mode: 0440'],
  }),
  looksAt('Projected Volume, ConfigMap, mapped, non-root user', {
    ...projectedConfigMap,
    ...IN_DEPTH,
    pod: NON_ROOT,
    mutation: ['key: data-2', 'key: data-3'],
  }),
  looksAt('Projected Volume, Secrets, volume mode default', {
    ...projectedSecret,
    ...PLAIN,
    mutation: OTHER_SECRET,
  }),
  looksAt('Project Volume, Secrets, non-root, custom fsGroup', {
    ...projectedSecret,
    ...PLAIN,
    mode: '0440',
    shown: '-r--r-----',
    pod: 'securityContext: {runAsUser: 1000, fsGroup: 1001}',
    mutation: ['fsGroup: 1001', 'runAsGroup: 1001'],
  }),
  looksAt('Projected Volume, Secrets, volume mode 0400', {
    ...projectedSecret,
    ...PLAIN,
    mode: '0400',
    shown: '-r--------',
    mutation: ['0400', '0440'],
  }),
  looksAt('Projected Volume, Secrets, mapped', {
    ...projectedSecret,
    ...IN_DEPTH,
    mutation: ['key: data-2', 'key: data-3'],
  }),
  looksAt('Projected Volume, Secrets, mapped, volume mode 0400', {
    ...projectedSecret,
    ...IN_DEPTH,
    items: MAPPED_0400,
    shown: '-r--------',
    mutation: ['mode: 0400', 'mode: 0440'],
  }),
]

/** The same object at two places of one Pod. */
const twice = (title: string, source: Source, isProjected: boolean): Scenario => ({
  title,
  steps: [
    {
      create:
        objectOf(source) +
        podThat('cat /etc/one/data-1 /etc/two/data-1', {
          pod: `volumes: [{name: one, ${volumeOf(source, { isProjected })}}, {name: two, ${volumeOf(source, { isProjected })}}]`,
          container:
            'volumeMounts: [{name: one, mountPath: /etc/one}, {name: two, mountPath: /etc/two}]',
        }),
    },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    { logs: 'test', print: 'value-1value-1' },
  ],
  mutation: ['mountPath: /etc/two', 'mountPath: /etc/three'],
})

/** Optional sources that are made, changed and deleted while the Pod runs. */
const follows = (title: string, source: Source, isProjected: boolean): Scenario => {
  const plural = source === 'configMap' ? 'configmaps' : 'secrets'
  const coded = source === 'configMap' ? ['value-1', 'value-3'] : ['dmFsdWUtMQ==', 'dmFsdWUtMw==']
  const volume = (name: string) =>
    `{name: ${name}, ${volumeOf(source, { isProjected, name, optional: true })}}`
  return {
    title,
    steps: [
      { create: objectOf(source, 'deleted') + objectOf(source, 'updated') },
      {
        create: podThat('sleep 1000', {
          pod: `volumes: [${['deleted', 'updated', 'created'].map(volume).join(', ')}]`,
          container: `volumeMounts: [${['deleted', 'updated', 'created'].map((it) => `{name: ${it}, mountPath: /etc/${it}}`).join(', ')}]`,
        }),
      },
      { pass: 10 },
      {
        exec: ['ls', '/etc/deleted', '/etc/created'],
        in: 'test',
        prints: '/etc/created:\n\n/etc/deleted:\ndata-1\ndata-2\ndata-3\n',
      },
      { send: 'DELETE', to: `${plural}/deleted` },
      {
        send: 'PATCH',
        to: `${plural}/updated`,
        body: { data: { 'data-1': null, 'data-3': coded[1] } },
        patch: 'merge',
      },
      {
        send: 'POST',
        to: plural,
        body: { metadata: { name: 'created' }, data: { 'data-1': coded[0] } },
      },
      { pass: 120 },
      {
        exec: ['ls', '/etc/deleted', '/etc/updated', '/etc/created'],
        in: 'test',
        prints: '/etc/created:\ndata-1\n\n/etc/deleted:\n\n/etc/updated:\ndata-2\ndata-3\n',
      },
      {
        exec: ['cat', '/etc/updated/data-3', '/etc/created/data-1'],
        in: 'test',
        prints: 'value-3value-1',
      },
    ],
    mutation: ['{"metadata":{"name":"created"}', '{"metadata":{"name":"another"}'],
  }
}

/** An update of the source reaches the files. */
const updates = (title: string, isProjected: boolean): Scenario => ({
  title,
  steps: [
    {
      create:
        objectOf('configMap') +
        agnhost(
          '[mounttest, --break_on_expected_content=false, --retry_time=120, --file_content_in_loop=/etc/volume/data-1]',
          {
            pod: `volumes: [{name: volume, ${volumeOf('configMap', { isProjected })}}]`,
            container: 'volumeMounts: [{name: volume, mountPath: /etc/volume}]',
          },
        ),
    },
    { pass: 10 },
    { logs: 'test', print: /value-1/ },
    { send: 'PATCH', to: 'configmaps/settings', body: { data: { 'data-1': 'value-2' } } },
    { pass: 90 },
    { logs: 'test', print: /value-2/ },
  ],
  mutation: ['{"data-1":"value-2"}', '{"data-2":"value-1"}'],
})

const immutable = (title: string, plural: string, values: readonly [string, string]): Scenario => ({
  title,
  steps: [
    { send: 'POST', to: plural, body: { metadata: { name: 'test' }, data: { key: values[0] } } },
    { send: 'PATCH', to: `${plural}/test`, body: { data: { key: values[1] } } },
    { send: 'PATCH', to: `${plural}/test`, body: { immutable: true } },
    {
      send: 'PATCH',
      to: `${plural}/test`,
      body: { data: { key: values[0] } },
      answers: {
        kind: 'Status',
        code: 422,
        message: /data: Forbidden: field is immutable when `immutable` is set$/,
      },
    },
    {
      send: 'PATCH',
      to: `${plural}/test`,
      body: { immutable: false },
      answers: {
        kind: 'Status',
        code: 422,
        message: /immutable: Forbidden: field is immutable when `immutable` is set/,
      },
    },
    { send: 'PATCH', to: `${plural}/test`, body: { metadata: { labels: { still: 'possible' } } } },
    { send: 'DELETE', to: `${plural}/test`, answers: { status: 'Success' } },
  ],
  mutation: ['{"immutable":true}', '{"immutable":null}'],
})

const OTHER: readonly Scenario[] = [
  twice('ConfigMap Volume, multiple volume maps', 'configMap', false),
  twice('Secrets Volume, mapping multiple volume paths', 'secret', false),
  twice('Projected Volume, ConfigMap, multiple volume paths', 'configMap', true),
  twice('Projected Volume, Secrets, mapped, multiple paths', 'secret', true),
  follows('ConfigMap Volume, create, update and delete', 'configMap', false),
  follows('Secrets Volume, create, update and delete', 'secret', false),
  follows('Projected Volume, ConfigMap, create, update and delete', 'configMap', true),
  follows('Projected Volume, Secrets, create, update delete', 'secret', true),
  updates('ConfigMap Volume, update', false),
  updates('Projected Volume, ConfigMap, update', true),
  immutable('ConfigMap Volume, immutability', 'configmaps', ['one', 'two']),
  immutable('Secrets Volume, immutability', 'secrets', ['b25l', 'dHdv']),
  {
    title: 'ConfigMap Volume, text data, binary data',
    steps: [
      {
        create: `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {data: value}
binaryData: {dump.bin: 3srK/vAA}
---
${podThat('cat /etc/volume/data; echo; od -An -tx1 /etc/volume/dump.bin', {
  pod: 'volumes: [{name: volume, configMap: {name: settings}}]',
  container: 'volumeMounts: [{name: volume, mountPath: /etc/volume}]',
})}`,
      },
      { pass: 10 },
      { logs: 'test', print: 'value\n de ca ca fe f0 00\n' },
    ],
    mutation: ['3srK/vAA', '3srK/vAB'],
  },
  {
    title: 'Secrets Volume, volume mode default, secret with same name in different namespace',
    steps: [
      { create: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n' },
      {
        create:
          objectOf('secret')
            .replace('name: settings', 'name: settings, namespace: other')
            .replace('dmFsdWUtMQ==', 'b3RoZXI=') + objectOf('secret'),
      },
      {
        create: agnhost('[mounttest, --file_content=/etc/volume/data-1]', {
          pod: `volumes: [{name: volume, ${volumeOf('secret', { isProjected: false })}}]`,
          container: 'volumeMounts: [{name: volume, mountPath: /etc/volume}]',
        }),
      },
      { pass: 10 },
      { logs: 'test', print: 'content of file "/etc/volume/data-1": value-1\n' },
    ],
    mutation: OTHER_SECRET,
  },
]

/** Volumes that follow a ConfigMap or Secret. */
export const volumeScenarios: readonly Scenario[] = [...FILES, ...OTHER]

/** For the subPath of every kind of volume: a file of it, mounted alone. */
const mountsPart = (
  title: string,
  how: {
    readonly objects?: string
    readonly volume: string
    readonly subPath: string
    readonly prints: string
    readonly mutation: readonly [string, string]
    readonly mountPath?: string
  },
): Scenario => {
  const path = how.mountPath ?? '/part/file'
  const steps: readonly Step[] = [
    {
      create:
        (how.objects ?? '') +
        podThat(`cat ${path}`, {
          pod: `volumes: [{name: volume, ${how.volume}}]`,
          container: `volumeMounts: [{name: volume, mountPath: ${path}, subPath: ${how.subPath}}]`,
        }),
    },
    { pass: 10 },
    { of: 'pods/test', is: { status: { phase: 'Succeeded' } } },
    { logs: 'test', print: how.prints },
  ]
  return { title, steps, mutation: how.mutation }
}

export const subPathScenarios: readonly Scenario[] = [
  mountsPart('SubPath: Reading content from a configmap volume.', {
    objects: objectOf('configMap'),
    volume: 'configMap: {name: settings}',
    subPath: 'data-1',
    prints: 'value-1',
    mutation: ['subPath: data-1', 'subPath: data-2'],
  }),
  mountsPart('SubPath: Reading content from a configmap volume.', {
    objects: objectOf('configMap'),
    volume: 'configMap: {name: settings}',
    subPath: 'data-1',
    mountPath: '/etc/passwd',
    prints: 'value-1',
    mutation: ['subPath: data-1', 'subPath: data-2'],
  }),
  mountsPart('SubPath: Reading content from a secret volume.', {
    objects: objectOf('secret'),
    volume: 'secret: {secretName: settings}',
    subPath: 'data-1',
    prints: 'value-1',
    mutation: ['subPath: data-1', 'subPath: data-2'],
  }),
  mountsPart('SubPath: Reading content from a downwardAPI volume.', {
    volume:
      'downwardAPI: {items: [{path: downward/podname, fieldRef: {fieldPath: metadata.name}}]}',
    subPath: 'downward/podname',
    prints: 'test',
    mutation: ['metadata.name}', 'metadata.namespace}'],
  }),
  mountsPart('SubPath: Reading content from a projected volume.', {
    objects: objectOf('configMap'),
    volume:
      'projected: {sources: [{configMap: {name: settings, items: [{key: data-1, path: deep/er}]}}]}',
    subPath: 'deep/er',
    prints: 'value-1',
    mutation: ['key: data-1', 'key: data-2'],
  }),
]
