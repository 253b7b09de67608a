import { expect, test } from 'vitest'
import type { Pod } from '../api/generated/types.ts'
import { startBench } from '../controllers/fixtures/cluster-bench.ts'

const PODS = '/api/v1/namespaces/default/pods'

const podOf = (name: string, spec: object = {}) => ({
  metadata: { name },
  spec: {
    containers: [{ name: 'app', image: 'server:1', resources: { requests: { cpu: '3' } } }],
    ...spec,
  },
})

test('[K3] a critical Pod takes the place of another: that one ends, and says why', () => {
  const bench = startBench()
  for (const name of ['one', 'two']) bench.create(PODS, podOf(name))
  bench.advance(10_000)
  bench.create(PODS, podOf('critical', { priorityClassName: 'system-cluster-critical' }))
  bench.advance(500)
  const critical = () => bench.get<Pod>(`${PODS}/critical`)
  const node = critical()?.status.nominatedNodeName
  const [victim] = bench.pods().filter(({ spec }) => spec.nodeName === node)
  expect(victim?.metadata.deletionTimestamp).toBeDefined()
  expect(victim?.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  })
  expect(bench.events('Pod', 'critical')).toEqual([
    'FailedScheduling 0/2 nodes are available: 2 Insufficient cpu.',
  ])
  // Whoever is less important does not get the room that is made.
  bench.create(PODS, podOf('late'))
  bench.advance(15_000)
  expect(critical()?.spec.nodeName).toBe(node)
  expect(critical()?.status.phase).toBe('Running')
  expect(bench.get<Pod>(`${PODS}/late`)?.status.phase).toBe('Pending')
  expect(bench.get<Pod>(`${PODS}/${victim?.metadata.name ?? ''}`)).toBeUndefined()
  const uid = critical()?.metadata.uid ?? ''
  expect(bench.events('Pod', victim?.metadata.name ?? '')).toContain(
    `Preempted Preempted by pod ${uid} on node ${node ?? ''}`,
  )
})
