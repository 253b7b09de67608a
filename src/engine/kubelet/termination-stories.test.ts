import { describe, expect, test } from 'vitest'
import type { Pod } from '../api/generated/types.ts'
import { KubeletBench } from './fixtures/bench.ts'
import { benchIn, container, ORDERS } from './fixtures/stories.ts'

const STARTED_MS = 10_000

/** Runs a Pod, deletes it, and gives the second at which each container was told to stop. */
function deletion(bench: KubeletBench, spec: object): (name: string) => number | undefined {
  bench.run(spec)
  bench.advanceBy(STARTED_MS)
  bench.delete()
  bench.advanceBy(100_000)
  return (name) => {
    const asked = bench.runtime.asked.find(
      ({ verb, args }) => verb === 'stopContainer' && JSON.stringify(args).includes(name),
    )
    return asked === undefined ? undefined : Math.round((asked.at - STARTED_MS) / 1000)
  }
}

/** The last status of the Pod before it was gone, and when that was, in seconds. */
function lastOf(bench: KubeletBench): { pod: Pod; goneAfter: number } {
  const gone = bench.history
    .between(0, bench.clock.seq)
    .find(({ kind, subject }) => kind === 'object.deleted' && subject === 'pods/default/web')
  if (gone?.kind !== 'object.deleted') throw new Error('the Pod is still there')
  return { pod: gone.data.object as Pod, goneAfter: (gone.at - STARTED_MS) / 1000 }
}

describe.each(ORDERS)('$order', (order) => {
  test('a Pod that is deleted ends within its grace period and is gone', () => {
    const bench = benchIn(order, { behaviours: { app: { onTerm: { afterMs: 3000, code: 0 } } } })
    deletion(bench, { containers: [container('app'), container('deaf')] })
    expect(bench.pod()).toBeUndefined()
    const { pod } = lastOf(bench)
    expect(pod.status.phase).toBe('Failed')
    expect(pod.status.containerStatuses?.map((it) => it.state.terminated?.exitCode)).toEqual([
      0, 143,
    ])
  })

  test('[R75] sidecars end last, in reverse order', () => {
    const bench = benchIn(order, { behaviours: { app: { onTerm: { afterMs: 5000 } } } })
    const sidecar = (name: string) => container(name, { restartPolicy: 'Always' })
    deletion(bench, {
      initContainers: [sidecar('a'), sidecar('b')],
      containers: [container('app')],
    })
    const stopped = bench.runtime.asked
      .filter(({ verb }) => verb === 'stopContainer')
      .map(({ args }) => (args as { container: string }).container.replace(/-\d+$/, ''))
    expect(stopped).toEqual(['app', 'b', 'a'])
    expect(bench.pod()).toBeUndefined()
  })
})

test('[R73] a container that ignores SIGTERM is killed when its grace period is over: 30 s, 137', () => {
  const bench = new KubeletBench({ behaviours: { app: { onTerm: 'ignores' } } })
  deletion(bench, { containers: [container('app')] })
  const { pod, goneAfter } = lastOf(bench)
  expect(goneAfter).toBeCloseTo(30, 1)
  expect(pod.status.containerStatuses?.[0]?.state.terminated).toMatchObject({
    exitCode: 137,
    reason: 'Error',
  })
})

test('a shorter grace period is given with the deletion', () => {
  const bench = new KubeletBench({ behaviours: { app: { onTerm: 'ignores' } } })
  bench.run({ containers: [container('app')] })
  bench.advanceBy(STARTED_MS)
  bench.delete({ gracePeriodSeconds: 5 })
  bench.advanceBy(60_000)
  expect(lastOf(bench).goneAfter).toBeCloseTo(5, 1)
})

describe('[R74] preStop runs inside the grace period', () => {
  test('and what is left of it is for SIGTERM', () => {
    const bench = new KubeletBench({ behaviours: { app: { onTerm: 'ignores' } } })
    const lifecycle = { preStop: { sleep: { seconds: 4 } } }
    const stoppedAt = deletion(bench, {
      containers: [container('app', { lifecycle })],
      terminationGracePeriodSeconds: 10,
    })
    expect(stoppedAt('app')).toBe(4)
    expect(lastOf(bench).goneAfter).toBeCloseTo(10, 1)
  })

  test('a hook that overruns it leaves two seconds: SIGTERM at 10 s, SIGKILL at 12 s', () => {
    const bench = new KubeletBench({
      behaviours: { app: { onTerm: 'ignores', exec: () => ({ ms: 60_000 }) } },
    })
    const lifecycle = { preStop: { exec: { command: ['sleep', '60'] } } }
    const stoppedAt = deletion(bench, {
      containers: [container('app', { lifecycle })],
      terminationGracePeriodSeconds: 10,
    })
    expect(stoppedAt('app')).toBe(10)
    expect(lastOf(bench).goneAfter).toBeCloseTo(12, 1)
    expect(bench.events()).toContain('FailedPreStopHook PreStopHook failed')
    const noted = bench.history
      .between(0, bench.clock.seq)
      .filter(({ kind }) => kind.startsWith('hook.'))
      .map(({ kind, at, data }) => [kind, Math.round((at - STARTED_MS) / 1000), data])
    expect(noted).toEqual([
      ['hook.started', 0, { hook: 'preStop' }],
      ['hook.ended', 12, { hook: 'preStop', isFailed: true }],
    ])
  })
})

test('sidecars run their preStop at once, while their SIGTERM waits its turn', () => {
  const bench = new KubeletBench({
    behaviours: { app: { onTerm: { afterMs: 8000 } }, side: { exec: () => ({ ms: 3000 }) } },
  })
  const lifecycle = { preStop: { exec: { command: ['flush'] } } }
  const side = container('side', { restartPolicy: 'Always', lifecycle })
  const stoppedAt = deletion(bench, { initContainers: [side], containers: [container('app')] })
  expect([stoppedAt('app'), stoppedAt('side')]).toEqual([0, 8])
})

test('a Pod that is taken away by force is ended on its node all the same', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app')] })
  bench.advanceBy(STARTED_MS)
  bench.delete({ gracePeriodSeconds: 0 })
  expect(bench.pod()).toBeUndefined()
  bench.advanceBy(5_000)
  const verbs = bench.runtime.asked.map(({ verb }) => verb)
  expect(verbs.slice(-3)).toEqual(['stopContainer', 'stopPodSandbox', 'removePodSandbox'])
})

test('a failed postStart kills its container, and the Pod goes on trying', () => {
  const bench = new KubeletBench({
    behaviours: { app: { exec: () => ({ code: 7, output: 'no luck\n' }) } },
  })
  const lifecycle = { postStart: { exec: { command: ['/bin/warm-up'] } } }
  bench.run({ containers: [container('app', { lifecycle })] })
  bench.advanceBy(5_000)
  const { uid } = bench.pod()?.metadata ?? {}
  expect(bench.events()).toContain('FailedPostStartHook PostStartHook failed (x2)')
  expect(bench.events()).toContain('Killing FailedPostStartHook (x2)')
  expect(bench.container('app')?.state.waiting).toEqual({
    reason: 'CrashLoopBackOff',
    message: `back-off 10s restarting failed container=app pod=web_default(${uid ?? ''})`,
  })
})

test('postStart holds back the next container, readiness does not', () => {
  const bench = new KubeletBench({ behaviours: { app: { exec: () => ({ ms: 6000 }) } } })
  const lifecycle = { postStart: { exec: { command: ['sleep', '6'] } } }
  bench.run({ containers: [container('app', { lifecycle }), container('next')] })
  bench.advanceBy(5_000)
  expect(bench.container('app')?.state.running).toBeUndefined()
  expect(bench.container('next')?.state.waiting?.reason).toBe('ContainerCreating')
  bench.advanceBy(5_000)
  expect(bench.container('next')?.ready).toBe(true)
})
