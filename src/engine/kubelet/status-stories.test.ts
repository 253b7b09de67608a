import { expect, test } from 'vitest'
import { KubeletBench } from './fixtures/bench.ts'
import { container } from './fixtures/stories.ts'

/** What the kubelet has asked the API server to write about Pods since a moment. */
function writes(bench: KubeletBench, since: number): readonly string[] {
  return bench.history
    .between(since, bench.clock.seq)
    .flatMap((fact) => (fact.kind === 'api.request' ? [fact.data] : []))
    .filter(({ user, path }) => user.startsWith('system:node') && path.includes('/pods/'))
    .map(({ method, path }) => `${method} ${path}`)
}

test('a Pod at rest costs no request', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app'), container('helper')] })
  bench.advanceBy(10_000)
  const since = bench.clock.seq
  bench.advanceBy(600_000)
  expect(writes(bench, since)).toEqual([])
})

test('what somebody else writes into the status is set right after ten seconds', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app')] })
  bench.advanceBy(10_000)
  const conditions = [{ type: 'Ready', status: 'False' }]
  bench.patch('/api/v1/namespaces/default/pods/web/status', { status: { conditions } })
  bench.advanceBy(9_000)
  expect(bench.conditions()).not.toContain('Ready')
  bench.advanceBy(2_000)
  expect(bench.conditions()).toContain('Ready')
})

test('a readiness gate is waited for, and its condition is left to whoever sets it', () => {
  const bench = new KubeletBench()
  bench.run({
    containers: [container('app')],
    readinessGates: [{ conditionType: 'example.com/ok' }],
  })
  bench.advanceBy(5_000)
  expect(bench.conditions()).toContain('ContainersReady')
  expect(bench.conditions()).not.toContain('Ready')
  const conditions = [{ type: 'example.com/ok', status: 'True' }]
  bench.patch('/api/v1/namespaces/default/pods/web/status', { status: { conditions } })
  bench.advanceBy(1_000)
  expect(bench.conditions()).toEqual(expect.arrayContaining(['Ready', 'example.com/ok']))
})
