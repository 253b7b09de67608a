import { describe, expect, test } from 'vitest'
import { KubeletBench } from './fixtures/bench.ts'
import { benchIn, container, ORDERS } from './fixtures/stories.ts'

const failing = { port: 80, answer: () => 500 }
const probe = { httpGet: { path: '/healthz', port: 80 }, periodSeconds: 5 }

/** Fails from a time on. */
function until(ms: number) {
  return { port: 80, answer: (_: string, now: number) => (now < ms ? 200 : 503) }
}

describe.each(ORDERS)('$order', (order) => {
  test('[R80] liveness: restarted after failureThreshold times periodSeconds', () => {
    const bench = benchIn(order, { behaviours: { app: { http: until(20_000) } } })
    bench.run({ containers: [container('app', { livenessProbe: probe })] })
    bench.advanceBy(18_000)
    expect(bench.container('app')?.restartCount).toBe(0)
    bench.advanceBy(27_000)
    expect(bench.container('app')?.restartCount).toBe(1)
    const told = bench.events().map((it) => it.replace(/ \(x\d+\)$/, ''))
    expect(told).toContain(
      'Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 503',
    )
    expect(told).toContain('Killing Container app failed liveness probe, will be restarted')
  })

  test('readiness: out of service, nothing restarted', () => {
    const bench = benchIn(order, { behaviours: { app: { http: until(20_000) } } })
    bench.run({ containers: [container('app', { readinessProbe: probe })] })
    bench.advanceBy(18_000)
    expect(bench.conditions()).toContain('Ready')
    bench.advanceBy(40_000)
    expect(bench.conditions()).not.toContain('Ready')
    expect(bench.container('app')).toMatchObject({ ready: false, started: true, restartCount: 0 })
  })

  test('startup: holds the others back until it succeeds', () => {
    const slow = { port: 80, answer: (_: string, now: number) => (now < 30_000 ? 503 : 200) }
    const bench = benchIn(order, { behaviours: { app: { http: slow } } })
    const startupProbe = { ...probe, failureThreshold: 20 }
    const livenessProbe = { ...probe, failureThreshold: 1 }
    bench.run({ containers: [container('app', { startupProbe, livenessProbe })] })
    bench.advanceBy(25_000)
    expect(bench.container('app')).toMatchObject({ started: false, ready: false, restartCount: 0 })
    bench.advanceBy(25_000)
    expect(bench.container('app')).toMatchObject({ started: true, ready: true, restartCount: 0 })
  })
})

test('a probe that fails is noted, and the restart is its consequence', () => {
  const bench = new KubeletBench({ behaviours: { app: { http: until(20_000) } } })
  bench.run({ containers: [container('app', { livenessProbe: probe })] })
  bench.advanceBy(32_000)
  const facts = bench.history.between(0, bench.clock.seq)
  const data = {
    probe: 'liveness',
    answer: 'failure',
    message: 'HTTP probe failed with statuscode: 503',
  }
  const failed = facts.filter(({ kind }) => kind === 'probe.failed')
  expect(failed.map((fact) => fact.data)).toEqual([data, data, data])
  const plan = facts.findLast(({ kind }) => kind === 'kubelet.planned')
  expect(bench.history.why(plan?.seq ?? 0).map(({ seq }) => seq)).toContain(failed.at(-1)?.seq)
})

test('what is ready is found out as soon as it runs, not a period later', () => {
  const bench = new KubeletBench({
    behaviours: { app: { http: { port: 80, answer: () => 200 } } },
  })
  const readinessProbe = { ...probe, periodSeconds: 60 }
  bench.run({ containers: [container('app', { readinessProbe })] })
  bench.advanceBy(3_000)
  expect(bench.container('app')?.ready).toBe(true)
})

test.each([
  {
    probe: { httpGet: { path: '/', port: 81 } },
    says: 'Get "http://10.244.1.2:81/": dial tcp 10.244.1.2:81: connect: connection refused',
  },
  {
    probe: { httpGet: { path: '/slow', port: 80 } },
    says: 'Get "http://10.244.1.2:80/slow": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  },
  {
    probe: { tcpSocket: { port: 81 } },
    says: 'dial tcp 10.244.1.2:81: connect: connection refused',
  },
  { probe: { exec: { command: ['cat', '/tmp/healthy'] } }, says: 'cat: no such file\n' },
  {
    probe: { exec: { command: ['sleep', '5'] } },
    says: 'command timed out: "sleep 5" timed out after 1s',
  },
])('a readiness probe that fails says why: $says', ({ probe: handler, says }) => {
  const bench = new KubeletBench({
    behaviours: {
      app: {
        http: { port: 80, answer: () => 'hangs' },
        exec: ([name]) =>
          name === 'sleep' ? { ms: 5000 } : { code: 1, output: 'cat: no such file\n' },
      },
    },
  })
  bench.run({ containers: [container('app', { readinessProbe: handler })] })
  bench.advanceBy(5_000)
  expect(bench.events().at(-1)).toBe(`Unhealthy Readiness probe failed: ${says}`)
})

test('[R73] a probe may give its container a grace period of its own', () => {
  const bench = new KubeletBench({
    behaviours: { app: { http: failing, onTerm: 'ignores' } },
  })
  const livenessProbe = { ...probe, failureThreshold: 1, terminationGracePeriodSeconds: 3 }
  bench.run({ containers: [container('app', { livenessProbe })] })
  bench.advanceBy(15_000)
  const stop = bench.runtime.asked.find(({ verb }) => verb === 'stopContainer')
  expect(stop?.args).toMatchObject({ graceSeconds: 3 })
})
