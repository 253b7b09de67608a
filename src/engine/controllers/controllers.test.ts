import { describe, expect, test } from 'vitest'
import type { Namespace, Node, Pod, Taint } from '../api/generated/types.ts'
import { createClient } from '../apiserver/requests.ts'
import { createApiServer } from '../apiserver/server.ts'
import { Clock } from '../clock/clock.ts'
import { Random } from '../clock/random.ts'
import { History } from '../history/history.ts'
import { EPOCH_MS } from '../kernel/testing.ts'
import { startControllers } from './start-controllers.ts'

const LEASES = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases'
const READY = {
  type: 'Ready',
  status: 'True',
  reason: 'KubeletReady',
  message: 'kubelet is posting ready status',
}

function start() {
  const clock = new Clock()
  const history = new History(clock)
  const random = new Random(1)
  const connectionTo = () => undefined
  const api = createApiServer({ clock, history, random, epochMs: EPOCH_MS, connectionTo })
  const client = createClient(api, { user: 'kubernetes-admin', agent: 'test' })
  startControllers({ clock, api, epochMs: EPOCH_MS })
  clock.advanceBy(0)
  return {
    clock,
    create: (path: string, object: object) => {
      client.create(path, object)
      clock.advanceBy(0)
    },
    delete: (path: string) => {
      client.delete(path, {})
      clock.advanceBy(0)
    },
    get: (path: string): unknown => {
      let found: unknown
      client.get<object>(path, (reply) => {
        found = reply.ok ? reply.object : undefined
      })
      clock.advanceBy(0)
      return found
    },
    node: (name: string) => {
      client.create('/api/v1/nodes', { metadata: { name }, status: { conditions: [READY] } })
      client.create(LEASES, { metadata: { name }, spec: { holderIdentity: name } })
      clock.advanceBy(0)
    },
    status: (name: string, conditions: readonly object[]) => {
      const body = { status: { conditions } }
      client.patch(`/api/v1/nodes/${name}/status`, { type: 'strategic-merge', body })
      clock.advanceBy(0)
    },
    renew: (name: string) => {
      const body = {
        spec: { renewTime: '2026-01-01T00:00:00.000000Z' },
        metadata: { labels: { at: `${clock.now}` } },
      }
      client.patch(`${LEASES}/${name}`, { type: 'merge', body })
      clock.advanceBy(0)
    },
  }
}

type Started = ReturnType<typeof start>

function nodeOf(cluster: Started, name: string) {
  const { spec, status } = cluster.get(`/api/v1/nodes/${name}`) as Node
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const taints = (spec.taints ?? []).map(({ key, effect }: Taint) => `${key}:${effect}`)
  return { ready: ready?.status, reason: ready?.reason, taints }
}

const web = {
  metadata: { name: 'web' },
  spec: { nodeName: 'worker-1', containers: [{ name: 'app', image: 'busybox:1.36' }] },
}
const PODS = '/api/v1/namespaces/default/pods'

test('[A21] a new node is tainted until it is seen to be ready', () => {
  const cluster = start()
  const status = { conditions: [{ ...READY, status: 'False', reason: 'KubeletNotReady' }] }
  cluster.create('/api/v1/nodes', { metadata: { name: 'worker-2' }, status })
  cluster.node('worker-1')
  expect(nodeOf(cluster, 'worker-1').taints).toEqual([])
  expect(nodeOf(cluster, 'worker-2').taints).toEqual([
    'node.kubernetes.io/not-ready:NoSchedule',
    'node.kubernetes.io/not-ready:NoExecute',
  ])
})

test('[C5] a node that is low on something is tainted for it, as long as it is', () => {
  const cluster = start()
  cluster.node('worker-1')
  const report = (type: string, status: string): void => {
    cluster.status('worker-1', [READY, { type, status, reason: 'Because', message: 'so' }])
  }
  report('DiskPressure', 'True')
  expect(nodeOf(cluster, 'worker-1').taints).toEqual([
    'node.kubernetes.io/disk-pressure:NoSchedule',
  ])
  report('MemoryPressure', 'True')
  expect(nodeOf(cluster, 'worker-1').taints).toEqual([
    'node.kubernetes.io/memory-pressure:NoSchedule',
    'node.kubernetes.io/disk-pressure:NoSchedule',
  ])
  report('DiskPressure', 'False')
  report('MemoryPressure', 'False')
  expect(nodeOf(cluster, 'worker-1').taints).toEqual([])
})

describe('a node that is not heard of any more', () => {
  test('[C1] becomes Unknown after 50 s and is tainted; its Pods stay', () => {
    const cluster = start()
    cluster.node('worker-1')
    cluster.create(PODS, web)
    cluster.clock.advanceBy(50_000)
    expect(nodeOf(cluster, 'worker-1')).toEqual({
      ready: 'True',
      reason: 'KubeletReady',
      taints: [],
    })
    cluster.clock.advanceBy(5_000)
    expect(nodeOf(cluster, 'worker-1')).toEqual({
      ready: 'Unknown',
      reason: 'NodeStatusUnknown',
      taints: [
        'node.kubernetes.io/unreachable:NoSchedule',
        'node.kubernetes.io/unreachable:NoExecute',
      ],
    })
    expect((cluster.get(`${PODS}/web`) as Pod).metadata.deletionTimestamp).toBeUndefined()
  })

  test('[C2] loses its Pods after the 300 s that they tolerate: they are Terminating', () => {
    const cluster = start()
    cluster.node('worker-1')
    cluster.create(PODS, web)
    cluster.clock.advanceBy(354_000)
    expect((cluster.get(`${PODS}/web`) as Pod).metadata.deletionTimestamp).toBeUndefined()
    cluster.clock.advanceBy(2_000)
    expect((cluster.get(`${PODS}/web`) as Pod).metadata.deletionTimestamp).toBe(
      '2026-01-01T00:06:25Z',
    )
  })

  test('is well as long as its lease is renewed', () => {
    const cluster = start()
    cluster.node('worker-1')
    for (let renewals = 0; renewals < 20; renewals++) {
      cluster.clock.advanceBy(10_000)
      cluster.renew('worker-1')
    }
    expect(nodeOf(cluster, 'worker-1').ready).toBe('True')
  })
})

test('[C3] Pods of a node that was deleted are taken away after 40 s', () => {
  const cluster = start()
  cluster.node('worker-1')
  cluster.create(PODS, web)
  cluster.delete('/api/v1/nodes/worker-1')
  cluster.clock.advanceBy(39_000)
  expect(cluster.get(`${PODS}/web`)).toBeDefined()
  cluster.clock.advanceBy(2_000)
  expect(cluster.get(`${PODS}/web`)).toBeUndefined()
})

test('a new namespace has an account and the root certificate', () => {
  const cluster = start()
  cluster.create('/api/v1/namespaces', { metadata: { name: 'shop' } })
  cluster.clock.advanceBy(1)
  expect(cluster.get('/api/v1/namespaces/shop/serviceaccounts/default')).toBeDefined()
  expect(cluster.get('/api/v1/namespaces/shop/configmaps/kube-root-ca.crt')).toMatchObject({
    data: { 'ca.crt': expect.stringContaining('BEGIN CERTIFICATE') as string },
  })
})

test('[C4] a namespace that is deleted takes everything in it along', () => {
  const cluster = start()
  cluster.create('/api/v1/namespaces', { metadata: { name: 'shop' } })
  cluster.create('/api/v1/namespaces/shop/configmaps', { metadata: { name: 'prices' } })
  cluster.clock.advanceBy(1)
  cluster.delete('/api/v1/namespaces/shop')
  expect((cluster.get('/api/v1/namespaces/shop') as Namespace | undefined)?.status.phase).not.toBe(
    'Active',
  )
  cluster.clock.advanceBy(5_000)
  expect(cluster.get('/api/v1/namespaces/shop')).toBeUndefined()
  expect(cluster.get('/api/v1/namespaces/shop/configmaps/prices')).toBeUndefined()
})
