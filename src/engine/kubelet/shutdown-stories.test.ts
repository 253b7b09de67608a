import { expect, test } from 'vitest'
import type { Pod } from '../api/generated/types.ts'
import { KubeletBench } from './fixtures/bench.ts'
import { container } from './fixtures/stories.ts'
import { shutdownGrace, shutdownGroups } from './node-shutdown.ts'

const PERIODS = { gracePeriodSeconds: 30, criticalPodsSeconds: 10 }

function member(name: string, priority?: number): { readonly name: string; readonly pod: Pod } {
  // The group is told by the priority alone.
  return { name, pod: { spec: { containers: [], priority } } as unknown as Pod }
}

test.each([
  {
    what: 'users first, then the critical',
    pods: [member('a', 2_000_000_000), member('b')],
    groups: ['20: b', '10: a'],
  },
  {
    what: 'nobody waits for a group of none',
    pods: [member('a', 2_000_001_000)],
    groups: ['10: a'],
  },
  {
    what: 'any other priority is a user’s',
    pods: [member('a', 1_000_000), member('b', -5)],
    groups: ['20: a b'],
  },
  { what: 'an empty node', pods: [], groups: [] },
])('[R59] $what', ({ pods, groups }) => {
  const found = shutdownGroups(pods, PERIODS)
  const told = found.map(
    ({ graceSeconds, members }) => `${graceSeconds}: ${members.map((it) => it.name).join(' ')}`,
  )
  expect(told).toEqual(groups)
})

test.each([
  { asked: 5, gets: 5 },
  { asked: 20, gets: 20 },
  { asked: 60, gets: 20 },
  { asked: undefined, gets: 20 },
])('[R59] who asked for $asked s has $gets of 20', ({ asked, gets }) => {
  // Only what was asked for bears on it.
  const pod = { spec: { terminationGracePeriodSeconds: asked } } as unknown as Pod
  expect(shutdownGrace(pod, 20)).toBe(gets)
})

const MESSAGE = 'Pod was terminated in response to imminent node shutdown.'

test('[R59] Pods end in their turn before the machine is switched off, and no new one comes', () => {
  const behaviours = { slow: { onTerm: 'ignores' } } as const
  const bench = new KubeletBench({ behaviours })
  const critical = { priorityClassName: 'system-node-critical' }
  bench.run({ terminationGracePeriodSeconds: 60, containers: [container('slow')] })
  bench.run({ ...critical, containers: [container('agent')] }, { name: 'agent' })
  bench.advanceBy(10_000)
  let isOff = false
  bench.kubelet.shutDown(() => {
    isOff = true
  })
  bench.advanceBy(1000)
  expect(bench.nodeConditions()[3]).toBe('Ready False KubeletNotReady: node is shutting down')
  expect(bench.nodeEvents().slice(-2)).toEqual([
    'NodeShutdown Shutdown manager detected shutdown event',
    'NodeNotReady Node worker-1 status is now: NodeNotReady',
  ])
  bench.run({ containers: [container('app')] }, { name: 'late' })
  bench.advanceBy(1000)
  expect(bench.pod('late')?.status).toMatchObject({
    ...{ phase: 'Failed', reason: 'NodeShutdown' },
    message: 'Pod was rejected: Pod was rejected as the node is shutting down.',
  })
  bench.advanceBy(15_000)
  expect([bench.pod()?.status.phase, bench.pod('agent')?.status.phase]).toEqual([
    'Running',
    'Running',
  ])
  bench.advanceBy(5000)
  expect(bench.pod()?.status).toMatchObject({
    ...{ phase: 'Failed', reason: 'Terminated', message: MESSAGE },
    containerStatuses: [{ state: { terminated: { exitCode: 137 } } }],
  })
  expect(bench.conditions()).toEqual(['DisruptionTarget', 'Initialized', 'PodScheduled'])
  bench.advanceBy(5000)
  expect(bench.pod('agent')?.status).toMatchObject({ reason: 'Terminated', message: MESSAGE })
  expect(isOff).toBe(true)
})

test('[R59] a machine that was switched on again says so, and takes Pods', () => {
  const bench = new KubeletBench()
  bench.kubelet.shutDown(() => undefined)
  bench.advanceBy(1000)
  bench.kubelet.boot()
  bench.advanceBy(1000)
  expect(bench.nodeConditions()[3]).toBe('Ready True KubeletReady: kubelet is posting ready status')
  expect(bench.nodeEvents().at(-1)).toMatch(/^Rebooted Node worker-1 has been rebooted, boot id: /)
  bench.run({ containers: [container('app')] })
  bench.advanceBy(5000)
  expect(bench.pod()?.status.phase).toBe('Running')
})
