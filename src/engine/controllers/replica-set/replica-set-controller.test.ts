import { describe, expect, test } from 'vitest'
import type { Pod, ReplicaSet } from '../../api/generated/types.ts'
import { startBench } from '../fixtures/cluster-bench.ts'

const SETS = '/apis/apps/v1/namespaces/default/replicasets'
const PODS = '/api/v1/namespaces/default/pods'

const web = (replicas: number) => ({
  metadata: { name: 'web' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'server:1' }] },
    },
  },
})

function started(replicas: number) {
  const bench = startBench()
  bench.create(SETS, web(replicas))
  bench.advance(10_000)
  return bench
}

function names(pods: readonly Pod[]): readonly string[] {
  return pods.map(({ metadata }) => metadata.name)
}

describe('a ReplicaSet', () => {
  test('[C10] creates what it asks for, by names of its own, and reports', () => {
    const bench = started(3)
    const pods = bench.pods()
    expect(pods).toHaveLength(3)
    for (const { metadata } of pods) {
      expect(metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
      expect(metadata.ownerReferences).toMatchObject([
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true },
      ])
    }
    const set = bench.get<ReplicaSet>(`${SETS}/web`)
    expect(set?.status).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    })
    expect([...bench.events('ReplicaSet', 'web')].sort()).toEqual(
      [...names(pods)].sort().map((name) => `SuccessfulCreate Created pod: ${name}`),
    )
  })

  test('[C10] replaces a Pod that was deleted by another with another name', () => {
    const bench = started(2)
    const before = names(bench.pods())
    bench.delete(`${PODS}/${before[0] ?? ''}`)
    bench.advance(5_000)
    const after = names(bench.pods())
    expect(after).toHaveLength(2)
    expect(after).toContain(before[1])
    expect(after).not.toContain(before[0])
  })

  test('[C11] adopts a Pod that matches and has no controller, and gives up one too many', () => {
    const bench = started(1)
    bench.create(PODS, {
      metadata: { name: 'stray', labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'server:1' }] },
    })
    bench.advance(5_000)
    // The younger goes: it had no node yet.
    expect(names(bench.pods())).not.toContain('stray')
    expect(bench.events('ReplicaSet', 'web')).toContain('SuccessfulDelete Deleted pod: stray')
  })

  test('[C11] lets a Pod go whose labels do not match any more, and makes another', () => {
    const bench = started(1)
    const [name = ''] = names(bench.pods())
    bench.patch(`${PODS}/${name}`, { metadata: { labels: { app: 'examined' } } })
    bench.advance(5_000)
    expect(bench.pods('app=examined')[0]?.metadata.ownerReferences).toBeUndefined()
    expect(names(bench.pods('app=web'))).toHaveLength(1)
  })

  test('[C13] says when it cannot create, and takes it back when it can', () => {
    const bench = startBench()
    bench.create(SETS, { ...web(2), spec: { ...web(2).spec, template: withAccount('robot') } })
    bench.advance(2_000)
    const status = () => bench.get<ReplicaSet>(`${SETS}/web`)?.status
    const message =
      'pods "web-" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found'
    expect(status()?.conditions).toMatchObject([
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message },
    ])
    expect(bench.events('ReplicaSet', 'web')[0]).toBe(`FailedCreate Error creating: ${message}`)
    bench.create('/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'robot' } })
    bench.advance(10_000)
    expect(status()).toMatchObject({ replicas: 2, readyReplicas: 2 })
    expect(status()?.conditions).toBeUndefined()
  })

  test('[C14] counts as available what has been ready for minReadySeconds', () => {
    const bench = startBench()
    bench.create(SETS, { ...web(1), spec: { ...web(1).spec, minReadySeconds: 30 } })
    const available = () => bench.get<ReplicaSet>(`${SETS}/web`)?.status.availableReplicas
    bench.advance(20_000)
    expect(available()).toBeUndefined()
    bench.advance(20_000)
    expect(available()).toBe(1)
  })
})

function withAccount(serviceAccountName: string) {
  const { template } = web(1).spec
  return { ...template, spec: { ...template.spec, serviceAccountName } }
}

test('[C12] of many Pods those go first that are least worth keeping', () => {
  const bench = started(4)
  const [first = '', second = ''] = names(bench.pods())
  const cost = 'controller.kubernetes.io/pod-deletion-cost'
  bench.patch(`${PODS}/${first}`, { metadata: { annotations: { [cost]: '-5' } } })
  bench.patch(`${PODS}/${second}`, { metadata: { annotations: { [cost]: '100' } } })
  bench.patch(`${SETS}/web`, { spec: { replicas: 3 } })
  bench.advance(5_000)
  expect(names(bench.pods())).not.toContain(first)
  bench.patch(`${SETS}/web`, { spec: { replicas: 1 } })
  bench.advance(5_000)
  expect(names(bench.pods())).toEqual([second])
})
