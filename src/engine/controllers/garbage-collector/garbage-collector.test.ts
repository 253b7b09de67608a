import { describe, expect, test } from 'vitest'
import type { Deployment, ObjectMeta, ReplicaSet } from '../../api/generated/types.ts'
import { startBench } from '../fixtures/cluster-bench.ts'
import { type OwnerState, verdictOn } from './dependency-graph.ts'

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'
const SETS = '/apis/apps/v1/namespaces/default/replicasets'
const MAPS = '/api/v1/namespaces/default/configmaps'

function withDeployment() {
  const bench = startBench()
  bench.create(DEPLOYMENTS, {
    metadata: { name: 'web' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'server:1' }] },
      },
    },
  })
  bench.advance(10_000)
  return bench
}

type Bench = ReturnType<typeof withDeployment>

function counts(bench: Bench): readonly [deployments: number, sets: number, pods: number] {
  const deployments = bench.list<Deployment>(DEPLOYMENTS).length
  return [deployments, bench.list<ReplicaSet>(SETS).length, bench.pods().length]
}

describe('deleting a Deployment', () => {
  test('[C30] in the background: it is gone at once, then its set, then its Pods', () => {
    const bench = withDeployment()
    bench.delete(`${DEPLOYMENTS}/web`)
    expect(counts(bench)).toEqual([0, 1, 2])
    bench.advance(30)
    expect(counts(bench)).toEqual([0, 0, 2])
    expect(bench.pods()[0]?.metadata.deletionTimestamp).toBeDefined()
    bench.advance(5_000)
    expect(counts(bench)).toEqual([0, 0, 0])
  })

  test('[C31] in the foreground: it stays until its set and its Pods have gone', () => {
    const bench = withDeployment()
    bench.delete(`${DEPLOYMENTS}/web`, { propagationPolicy: 'Foreground' })
    bench.advance(100)
    expect(counts(bench)).toEqual([1, 1, 2])
    const [set] = bench.list<ReplicaSet>(SETS)
    expect(set?.metadata.finalizers).toEqual(['foregroundDeletion'])
    bench.advance(5_000)
    expect(counts(bench)).toEqual([0, 0, 0])
  })

  test('[C32] as an orphan: its set and its Pods stay, and have no owner', () => {
    const bench = withDeployment()
    bench.delete(`${DEPLOYMENTS}/web`, { propagationPolicy: 'Orphan' })
    bench.advance(5_000)
    expect(counts(bench)).toEqual([0, 1, 2])
    expect(bench.list<ReplicaSet>(SETS)[0]?.metadata.ownerReferences).toBeUndefined()
    expect(bench.pods()[0]?.metadata.ownerReferences?.[0]?.kind).toBe('ReplicaSet')
  })
})

test('[C30] what names an owner that was never there is taken away', () => {
  const bench = startBench()
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'nobody', uid: '0000' }
  bench.create(MAPS, { metadata: { name: 'lost', ownerReferences: [owner] } })
  bench.advance(100)
  expect(bench.get(`${MAPS}/lost`)).toBeUndefined()
})

test.each([
  { states: ['there'], finalizers: [], verdict: { do: 'nothing' } },
  { states: ['there', 'gone'], finalizers: [], verdict: { do: 'forget', uids: ['1'] } },
  { states: ['there', 'waits'], finalizers: [], verdict: { do: 'forget', uids: ['1'] } },
  { states: ['gone'], finalizers: [], verdict: { do: 'delete', policy: 'Background' } },
  { states: ['gone'], finalizers: ['orphan'], verdict: { do: 'delete', policy: 'Orphan' } },
  { states: ['waits'], finalizers: [], verdict: { do: 'delete', policy: 'Foreground' } },
] as const)('an object whose owners are $states, with $finalizers', (row) => {
  const ownerReferences = row.states.map((_, index) => ({
    ...{ apiVersion: 'v1', kind: 'Pod', name: 'x', uid: `${index}` },
  }))
  const metadata: ObjectMeta = {
    ...{ name: 'it', uid: 'it', finalizers: row.finalizers, ownerReferences },
  }
  const states = new Map<string, OwnerState>(row.states.map((it, index) => [`${index}`, it]))
  expect(verdictOn({ uid: 'it', path: '/it', metadata }, states, true)).toEqual(row.verdict)
})
