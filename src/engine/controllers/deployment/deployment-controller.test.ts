import { describe, expect, test } from 'vitest'
import type { Deployment, ReplicaSet } from '../../api/generated/types.ts'
import { type ClusterBench, startBench } from '../fixtures/cluster-bench.ts'

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'
const SETS = '/apis/apps/v1/namespaces/default/replicasets'
const REVISION = 'deployment.kubernetes.io/revision'

const templateOf = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image }] },
})

const web = (replicas: number, more: object = {}) => ({
  metadata: { name: 'web' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: templateOf('server:1'),
    ...more,
  },
})

function started(replicas: number, more: object = {}): ClusterBench {
  const bench = startBench()
  bench.create(DEPLOYMENTS, web(replicas, more))
  bench.advance(10_000)
  return bench
}

function update(bench: ClusterBench, spec: object): void {
  bench.patch(`${DEPLOYMENTS}/web`, { spec })
}

function deployment(bench: ClusterBench): Deployment {
  const found = bench.get<Deployment>(`${DEPLOYMENTS}/web`)
  if (found === undefined) throw new Error('there is no Deployment web')
  return found
}

/** `revision: size` of every set, oldest revision first. */
function sets(bench: ClusterBench): readonly string[] {
  return bench
    .list<ReplicaSet>(SETS)
    .map(
      ({ metadata, spec }) => `${metadata.annotations?.[REVISION] ?? ''}: ${spec.replicas ?? ''}`,
    )
    .sort()
}

/** With the names of sets as #1, #2 …, in the order in which they are named. */
function events(bench: ClusterBench): readonly string[] {
  const names: string[] = []
  return bench.events('Deployment', 'web').map((text) =>
    text.replaceAll(/web-[a-z0-9]+/g, (name) => {
      if (!names.includes(name)) names.push(name)
      return `#${names.indexOf(name) + 1}`
    }),
  )
}

function conditions(bench: ClusterBench): readonly string[] {
  return (deployment(bench).status.conditions ?? []).map(
    ({ type, status, reason = '' }) => `${type}=${status} ${reason}`,
  )
}

describe('a Deployment', () => {
  test('[C20] has one ReplicaSet for its template, named by a hash of it', () => {
    const bench = started(3)
    const [set] = bench.list<ReplicaSet>(SETS)
    const hash = set?.metadata.labels?.['pod-template-hash'] ?? ''
    expect(set?.metadata.name).toBe(`web-${hash}`)
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{1,10}$/)
    expect(set?.metadata.annotations).toEqual({
      [REVISION]: '1',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
    })
    expect(set?.spec.selector.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash })
    expect(bench.pods().map((pod) => pod.metadata.labels)).toEqual(
      Array.from({ length: 3 }, () => ({ app: 'web', 'pod-template-hash': hash })),
    )
    expect(deployment(bench).metadata.annotations).toEqual({ [REVISION]: '1' })
    expect(deployment(bench).status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
    })
    expect(conditions(bench)).toEqual([
      'Available=True MinimumReplicasAvailable',
      'Progressing=True NewReplicaSetAvailable',
    ])
    expect(events(bench)).toEqual(['ScalingReplicaSet Scaled up replica set #1 from 0 to 3'])
  })

  test('[C21] rolls a new template out Pod by Pod, within its limits', () => {
    const bench = started(3)
    update(bench, { template: templateOf('server:2') })
    const running: number[] = []
    for (let step = 0; step < 400; step++) {
      bench.advance(100)
      running.push(deployment(bench).status.availableReplicas ?? 0)
    }
    // 25 % of 3: none may be missing, one may be there beyond.
    expect(Math.min(...running)).toBe(3)
    expect(sets(bench)).toEqual(['1: 0', '2: 3'])
    expect(events(bench)).toEqual([
      'ScalingReplicaSet Scaled up replica set #1 from 0 to 3',
      'ScalingReplicaSet Scaled up replica set #2 from 0 to 1',
      'ScalingReplicaSet Scaled down replica set #1 from 3 to 2',
      'ScalingReplicaSet Scaled up replica set #2 from 1 to 2',
      'ScalingReplicaSet Scaled down replica set #1 from 2 to 1',
      'ScalingReplicaSet Scaled up replica set #2 from 2 to 3',
      'ScalingReplicaSet Scaled down replica set #1 from 1 to 0',
    ])
  })

  test('[C22] stops by itself at a version that does not start, and says so in time', () => {
    const bench = started(3, { progressDeadlineSeconds: 60 })
    update(bench, { template: templateOf('server:3') })
    bench.advance(55_000)
    expect(sets(bench)).toEqual(['1: 3', '2: 1'])
    expect(conditions(bench)[1]).toBe('Progressing=True ReplicaSetUpdated')
    bench.advance(15_000)
    expect(conditions(bench)).toEqual([
      'Available=True MinimumReplicasAvailable',
      'Progressing=False ProgressDeadlineExceeded',
    ])
    expect(deployment(bench).status).toMatchObject({
      replicas: 4,
      updatedReplicas: 1,
      availableReplicas: 3,
      unavailableReplicas: 1,
    })
  })

  test('[C23] goes back by the old template: its set is the newest again', () => {
    const bench = started(2)
    update(bench, { template: templateOf('server:3') })
    bench.advance(20_000)
    update(bench, { template: templateOf('server:1') })
    bench.advance(20_000)
    expect(sets(bench)).toEqual(['2: 0', '3: 2'])
    const newest = bench.list<ReplicaSet>(SETS).find(({ spec }) => spec.replicas === 2)
    expect(newest?.metadata.annotations).toMatchObject({
      [REVISION]: '3',
      'deployment.kubernetes.io/revision-history': '1',
    })
    expect(deployment(bench).metadata.annotations).toEqual({ [REVISION]: '3' })
    expect(conditions(bench)[1]).toBe('Progressing=True NewReplicaSetAvailable')
  })

  test('[C24] that is scaled in the middle of a rollout grows in proportion', () => {
    const bench = started(10)
    update(bench, { template: templateOf('server:3') })
    bench.advance(5_000)
    // 25 % of 10: three more, two fewer.
    expect(sets(bench)).toEqual(['1: 8', '2: 5'])
    update(bench, { replicas: 15 })
    bench.advance(5_000)
    expect(sets(bench)).toEqual(['1: 12', '2: 7'])
  })

  test('[C25] that is paused rolls nothing out until it goes on', () => {
    const bench = started(2)
    update(bench, { paused: true, template: templateOf('server:2') })
    bench.advance(10_000)
    expect(sets(bench)).toEqual(['1: 2'])
    expect(conditions(bench)[1]).toBe('Progressing=Unknown DeploymentPaused')
    update(bench, { replicas: 3 })
    bench.advance(10_000)
    expect(sets(bench)).toEqual(['1: 3'])
    update(bench, { paused: false })
    bench.advance(30_000)
    expect(sets(bench)).toEqual(['1: 0', '2: 3'])
    expect(conditions(bench)[1]).toBe('Progressing=True NewReplicaSetAvailable')
  })

  test('[C26] that recreates has no Pod of the old template when the first new one comes', () => {
    const bench = started(2, { strategy: { type: 'Recreate' } })
    update(bench, { template: templateOf('server:2') })
    let mixed = 0
    for (let step = 0; step < 300; step++) {
      bench.advance(100)
      const images = bench.pods().map(({ spec }) => spec.containers[0]?.image)
      if (new Set(images).size > 1) mixed++
    }
    expect(mixed).toBe(0)
    expect(sets(bench)).toEqual(['1: 0', '2: 2'])
    expect(events(bench)).toEqual([
      'ScalingReplicaSet Scaled up replica set #1 from 0 to 2',
      'ScalingReplicaSet Scaled down replica set #1 from 2 to 0',
      'ScalingReplicaSet Scaled up replica set #2 from 0 to 2',
    ])
  })

  test('[C27] keeps as many old sets as revisionHistoryLimit says', () => {
    const bench = started(1, { revisionHistoryLimit: 1 })
    for (const name of ['a', 'b', 'c']) {
      const template = templateOf('server:2')
      const labels = { app: 'web', version: name }
      update(bench, { template: { ...template, metadata: { labels } } })
      bench.advance(20_000)
    }
    expect(sets(bench)).toEqual(['3: 0', '4: 1'])
  })
})
