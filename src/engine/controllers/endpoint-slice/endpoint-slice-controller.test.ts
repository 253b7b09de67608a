import { describe, expect, test } from 'vitest'
import type { EndpointSlice, Service } from '../../api/generated/types.ts'
import { virtualAddressesOf } from '../../proxy/backends.ts'
import { type ClusterBench, startBench } from '../fixtures/cluster-bench.ts'

const SERVICES = '/api/v1/namespaces/default/services'
const SLICES = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices'
const PODS = '/api/v1/namespaces/default/pods'

function withPod(spec: object = {}): ClusterBench {
  const bench = startBench()
  bench.create(PODS, {
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: {
      containers: [
        { name: 'app', image: 'server:1', ports: [{ name: 'http', containerPort: 8080 }] },
      ],
      ...spec,
    },
  })
  return bench
}

const web = (spec: object = {}) => ({
  metadata: { name: 'web', labels: { tier: 'front' } },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
})

function sliceOf(bench: ClusterBench): EndpointSlice | undefined {
  return bench
    .list<EndpointSlice>(SLICES)
    .find((it) => it.metadata.labels?.['kubernetes.io/service-name'] === 'web')
}

describe('[S2] an EndpointSlice', () => {
  test('names who stands behind a Service, by the ports that its Pods have', () => {
    const bench = withPod()
    bench.create(SERVICES, web())
    bench.advance(5_000)
    const slice = sliceOf(bench)
    const [pod] = bench.pods()
    expect(slice?.metadata.name).toMatch(/^web-[a-z0-9]{5}$/)
    expect(slice?.metadata.labels).toEqual({
      'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      'kubernetes.io/service-name': 'web',
      tier: 'front',
    })
    expect(slice?.ports).toEqual([{ name: '', protocol: 'TCP', port: 8080 }])
    expect(slice?.endpoints).toMatchObject([
      {
        addresses: [pod?.status.podIP],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: pod?.spec.nodeName,
        targetRef: { kind: 'Pod', name: 'web' },
      },
    ])
  })

  test('tells a Pod that is not ready, one that ends, and one that is gone', () => {
    const bench = withPod({ readinessGates: [{ conditionType: 'open' }] })
    bench.create(SERVICES, web())
    bench.advance(5_000)
    const conditions = () => sliceOf(bench)?.endpoints.map((it) => it.conditions)
    expect(conditions()).toEqual([{ ready: false, serving: false, terminating: false }])
    bench.patch(`${PODS}/web/status`, {
      status: { conditions: [{ type: 'open', status: 'True' }] },
    })
    bench.advance(5_000)
    expect(conditions()).toEqual([{ ready: true, serving: true, terminating: false }])
    bench.delete(`${PODS}/web`)
    bench.advance(500)
    expect(conditions()).toEqual([{ ready: false, serving: true, terminating: true }])
    bench.advance(5_000)
    expect(conditions()).toEqual([])
  })

  test('names those that are not ready as ready where the Service wants that', () => {
    const bench = withPod({ readinessGates: [{ conditionType: 'open' }] })
    bench.create(SERVICES, web({ publishNotReadyAddresses: true }))
    bench.advance(5_000)
    expect(sliceOf(bench)?.endpoints[0]?.conditions).toMatchObject({ ready: true, serving: false })
  })

  test('goes with its Service', () => {
    const bench = withPod()
    bench.create(SERVICES, web())
    bench.advance(5_000)
    bench.delete(`${SERVICES}/web`)
    bench.advance(100)
    expect(sliceOf(bench)).toBeUndefined()
  })
})

describe('[S1] the address of a Service', () => {
  test('is drawn from 10.96.0.0/12, taken as asked for, or none', () => {
    const bench = startBench()
    const named = (name: string, spec: object) =>
      bench.create(SERVICES, { metadata: { name }, spec: { ports: [{ port: 80 }], ...spec } })
    const drawn = named('drawn', {}) as Service
    expect(drawn.spec.clusterIP).toMatch(/^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/)
    expect(drawn.spec).toMatchObject({
      clusterIPs: [drawn.spec.clusterIP],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    })
    expect(named('none', { clusterIP: 'None' })).toMatchObject({ spec: { clusterIPs: ['None'] } })
    expect(named('asked', { clusterIP: '10.96.0.77' })).toMatchObject({
      spec: { clusterIP: '10.96.0.77' },
    })
    expect(named('again', { clusterIP: '10.96.0.77' })).toMatchObject({
      code: 422,
      message:
        'Service "again" is invalid: spec.clusterIPs: Invalid value: ["10.96.0.77"]: failed to allocate IP 10.96.0.77: provided IP is already allocated',
    })
    const open = named('open', { type: 'NodePort' }) as Service
    expect(open.spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30_000)
    expect(open.spec.externalTrafficPolicy).toBe('Cluster')
  })
})

test('[S3] who is ready answers; where nobody is, who still serves while he ends; node ports on every node', () => {
  const service: Service = {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name: 'web', namespace: 'default', uid: '1' },
    spec: { clusterIP: '10.96.0.80', type: 'NodePort', ports: [{ port: 80, nodePort: 30_100 }] },
    status: { loadBalancer: {} },
  }
  const endpoint = (address: string, ready: boolean, terminating: boolean) => ({
    addresses: [address],
    conditions: { ready, serving: true, terminating },
  })
  const sliceWith = (...endpoints: EndpointSlice['endpoints']): EndpointSlice => ({
    kind: 'EndpointSlice',
    apiVersion: 'discovery.k8s.io/v1',
    metadata: { name: 'web-1', namespace: 'default', uid: '2' },
    addressType: 'IPv4',
    endpoints,
    ports: [{ name: '', protocol: 'TCP', port: 8080 }],
  })
  const [ready, ending] = [endpoint('10.244.1.2', true, false), endpoint('10.244.1.3', false, true)]
  const backends = (slice: EndpointSlice) =>
    virtualAddressesOf(service, [slice], ['172.18.0.3']).map((it) => [it.at, it.backends])
  const first = [{ address: '10.244.1.2', port: 8080 }]
  expect(backends(sliceWith(ready, ending))).toEqual([
    [{ address: '10.96.0.80', port: 80 }, first],
    [{ address: '172.18.0.3', port: 30_100 }, first],
  ])
  expect(backends(sliceWith(ending))[0]?.[1]).toEqual([{ address: '10.244.1.3', port: 8080 }])
  expect(backends(sliceWith())[0]?.[1]).toEqual([])
})

test('[S5] [S6] traffic policies and affinity come with the addresses that they are for', () => {
  const service: Service = {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name: 'web', namespace: 'default', uid: '1' },
    spec: {
      ...{ clusterIP: '10.96.0.80', type: 'NodePort', ports: [{ port: 80, nodePort: 30_100 }] },
      ...{ externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' },
    },
    status: { loadBalancer: {} },
  }
  const endpoint = (address: string, nodeName: string, ready: boolean) => ({
    ...{ addresses: [address], nodeName },
    conditions: { ready, serving: true, terminating: !ready },
  })
  const slice: EndpointSlice = {
    ...{ kind: 'EndpointSlice', apiVersion: 'discovery.k8s.io/v1', addressType: 'IPv4' },
    metadata: { name: 'web-1', namespace: 'default', uid: '2' },
    endpoints: [endpoint('10.244.1.2', 'a', true), endpoint('10.244.2.2', 'b', false)],
    ports: [{ name: '', protocol: 'TCP', port: 8080 }],
  }
  const common = {
    ...{ protocol: 'tcp', stickyMs: 10_800_000 },
    backends: [{ address: '10.244.1.2', port: 8080 }],
  }
  expect(virtualAddressesOf(service, [slice], ['172.18.0.3'])).toEqual([
    { ...common, at: { address: '10.96.0.80', port: 80 } },
    {
      ...{ ...common, at: { address: '172.18.0.3', port: 30_100 } },
      localBackends: new Map([
        ['a', [{ address: '10.244.1.2', port: 8080 }]],
        // He ends, but there is nobody else on that node.
        ['b', [{ address: '10.244.2.2', port: 8080 }]],
      ]),
    },
  ])
})
