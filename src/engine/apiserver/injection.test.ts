import { expect, test } from 'vitest'
import type { Pod } from '../api/generated/types.ts'
import { startBench } from '../controllers/fixtures/cluster-bench.ts'

const injections = [
  {
    namespaceSelector: { matchLabels: { 'mesh-injection': 'enabled' } },
    objectSelector: {
      matchExpressions: [{ key: 'mesh', operator: 'NotIn', values: ['off'] }],
    },
    containers: [
      {
        name: 'proxy',
        image: 'server:1',
        volumeMounts: [{ name: 'proxy-config', mountPath: '/etc/proxy' }],
      },
    ],
    volumes: [{ name: 'proxy-config', configMap: { name: 'proxy', optional: true } }],
    annotations: { 'mesh/status': 'injected' },
  },
]

const podOf = (name: string, labels = {}) => ({
  metadata: { name, labels },
  spec: { containers: [{ name: 'app', image: 'server:1' }] },
})

function containersOf({ spec }: Pod): readonly string[] {
  return spec.containers.map(({ name }) => name)
}

test('[A1] a labelled namespace gives its Pods a second container, volumes and defaults included', () => {
  const bench = startBench({ injections })
  const labels = { 'mesh-injection': 'enabled' }
  bench.create('/api/v1/namespaces', { metadata: { name: 'mesh', labels } })
  bench.advance(1000)
  const create = (namespace: string, pod: object) =>
    bench.create(`/api/v1/namespaces/${namespace}/pods`, pod) as Pod
  const meshed = create('mesh', podOf('web'))
  expect(containersOf(meshed)).toEqual(['app', 'proxy'])
  expect(meshed.metadata.annotations).toEqual({ 'mesh/status': 'injected' })
  expect(meshed.spec.containers[1]).toMatchObject({
    terminationMessagePath: '/dev/termination-log',
    imagePullPolicy: 'IfNotPresent',
    volumeMounts: [
      { name: 'proxy-config', mountPath: '/etc/proxy' },
      { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ],
  })
  expect(containersOf(create('mesh', podOf('alone', { mesh: 'off' })))).toEqual(['app'])
  expect(containersOf(create('default', podOf('plain')))).toEqual(['app'])
  bench.advance(10_000)
  const running = bench.get<Pod>('/api/v1/namespaces/mesh/pods/web')
  expect(running?.status.containerStatuses?.map(({ ready }) => ready)).toEqual([true, true])
})
