import { describe, expect, test } from 'vitest'
import { KubeletBench } from './fixtures/bench.ts'
import { benchIn, container, ORDERS } from './fixtures/stories.ts'

/** When each instance of a container was started, in seconds. */
function starts(bench: KubeletBench, name = 'app'): readonly number[] {
  return bench.runtime.asked
    .filter(({ verb, args }) => verb === 'startContainer' && JSON.stringify(args).includes(name))
    .map(({ at }) => Math.round(at / 1000))
}

describe('[R30] a container that ends at once', () => {
  const crashes = { app: { runs: [{ ms: 0, code: 1 }] } }

  test('is restarted at once, then after 10, 20, 40, 80, 160, 300 and 300 seconds', () => {
    const bench = new KubeletBench({ behaviours: crashes })
    bench.run({ containers: [container('app')] })
    bench.advanceBy(1_400_000)
    const times = starts(bench)
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300])
  })

  test('waits with CrashLoopBackOff; the phase stays Running', () => {
    const bench = new KubeletBench({ behaviours: crashes })
    bench.run({ containers: [container('app')] })
    bench.advanceBy(20_000)
    const { uid } = bench.pod()?.metadata ?? {}
    expect(bench.pod()?.status.phase).toBe('Running')
    expect(bench.container('app')).toMatchObject({
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 20s restarting failed container=app pod=web_default(${uid ?? ''})`,
        },
      },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      ready: false,
      restartCount: 2,
    })
    expect(bench.events().slice(2)).toEqual([
      'Created Container created (x3)',
      'Started Container started (x3)',
      'Pulled Container image "busybox:1.36" already present on machine and can be accessed by the pod (x2)',
      `BackOff Back-off restarting failed container app in pod web_default(${uid ?? ''}) (x2)`,
    ])
  })

  test('is restarted at once again after it ran for more than ten minutes', () => {
    const runs = [
      ...[
        { ms: 0, code: 1 },
        { ms: 0, code: 1 },
        { ms: 601_000 + 300_000, code: 1 },
      ],
      { ms: 600_000_000, code: 1 },
    ]
    const bench = new KubeletBench({ behaviours: { app: { runs } } })
    bench.run({ containers: [container('app')] })
    bench.advanceBy(1_000_000)
    expect(starts(bench)).toEqual([1, 1, 11, 913])
  })
})

describe.each(ORDERS)('$order', (order) => {
  test.each([
    { policy: 'Always', code: 0, phase: 'Running', restarts: true },
    { policy: 'OnFailure', code: 0, phase: 'Succeeded', restarts: false },
    { policy: 'OnFailure', code: 3, phase: 'Running', restarts: true },
    { policy: 'Never', code: 0, phase: 'Succeeded', restarts: false },
    { policy: 'Never', code: 3, phase: 'Failed', restarts: false },
  ])('[R20] $policy, exit $code → $phase', ({ policy, code, phase, restarts }) => {
    const bench = benchIn(order, { behaviours: { app: { runs: [{ ms: 100, code }] } } })
    bench.run({ containers: [container('app')], restartPolicy: policy })
    bench.advanceBy(60_000)
    expect(bench.pod()?.status.phase).toBe(phase)
    expect((bench.container('app')?.restartCount ?? 0) > 0).toBe(restarts)
  })

  test('init containers run one after another, then the main container', () => {
    const runs = [{ ms: 1000, code: 0 }]
    const bench = benchIn(order, { behaviours: { one: { runs }, two: { runs } } })
    bench.run({
      initContainers: [container('one'), container('two')],
      containers: [container('app')],
    })
    bench.advanceBy(60_000)
    const started = bench.runtime.asked.filter(({ verb }) => verb === 'createContainer')
    expect(started.map(({ args }) => (args as { name: string }).name)).toEqual([
      'one',
      'two',
      'app',
    ])
    expect(bench.pod()?.status.initContainerStatuses?.map(({ ready }) => ready)).toEqual([
      true,
      true,
    ])
    expect(bench.conditions()).toContain('Ready')
  })

  test('a sidecar starts first, is restarted, and does not keep a finished Pod alive', () => {
    const bench = benchIn(order, { behaviours: { app: { runs: [{ ms: 20_000, code: 0 }] } } })
    const proxy = container('proxy', { restartPolicy: 'Always' })
    bench.run({ initContainers: [proxy], containers: [container('app')], restartPolicy: 'Never' })
    bench.advanceBy(15_000)
    expect(bench.container('proxy')?.started).toBe(true)
    bench.advanceBy(60_000)
    expect(bench.pod()?.status.phase).toBe('Succeeded')
    expect(bench.container('proxy')?.state.terminated?.exitCode).toBe(143)
  })
})

test('an init container that fails under Never fails the Pod, and nothing else starts', () => {
  const bench = new KubeletBench({ behaviours: { one: { runs: [{ ms: 10, code: 4 }] } } })
  bench.run({
    initContainers: [container('one')],
    containers: [container('app')],
    restartPolicy: 'Never',
  })
  bench.advanceBy(10_000)
  expect(bench.pod()?.status.phase).toBe('Failed')
  expect(bench.container('app')?.state).toEqual({ waiting: { reason: 'PodInitializing' } })
})

test('another image makes another container: same Pod, same address, one restart', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app')] })
  bench.advanceBy(5_000)
  const { podIP } = bench.pod()?.status ?? {}
  bench.patch('/api/v1/namespaces/default/pods/web', {
    spec: { containers: [{ name: 'app', image: 'busybox:1.37' }] },
  })
  bench.advanceBy(5_000)
  expect(bench.container('app')).toMatchObject({
    image: 'docker.io/library/busybox:1.37',
    restartCount: 1,
    ready: true,
  })
  expect(bench.pod()?.status.podIP).toBe(podIP)
  expect(bench.events()).toContain('Killing Container app definition changed, will be restarted')
})

test('a container that cannot be started: StartError 128, RunContainerError, then back-off', () => {
  const words =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "bin/bash": stat bin/bash: no such file or directory'
  const bench = new KubeletBench({ behaviours: { app: { refusesToStart: words } } })
  bench.run({ containers: [container('app')] })
  bench.advanceBy(2_500)
  expect(bench.container('app')?.state).toEqual({
    waiting: { reason: 'RunContainerError', message: words },
  })
  bench.advanceBy(5_000)
  expect(bench.container('app')).toMatchObject({
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: {
      terminated: {
        exitCode: 128,
        reason: 'StartError',
        message: words,
        startedAt: '1970-01-01T00:00:00Z',
      },
    },
    restartCount: 1,
    ready: false,
    started: false,
  })
  expect(bench.events()).toContain(`Failed Error: ${words} (x2)`)
})

test('[R45] the message of an ended container comes from its log only when it failed', () => {
  const policy = { terminationMessagePolicy: 'FallbackToLogsOnError' }
  const log = ['first', 'last words']
  const bench = new KubeletBench({
    behaviours: {
      bad: { runs: [{ ms: 0, code: 2 }], log },
      good: { runs: [{ ms: 0, code: 0 }], log },
    },
  })
  bench.run({
    containers: [container('bad', policy), container('good', policy)],
    restartPolicy: 'Never',
  })
  bench.advanceBy(5_000)
  expect(bench.container('bad')?.state.terminated?.message).toBe('first\nlast words\n')
  expect(bench.container('good')?.state.terminated?.message).toBeUndefined()
})

test('activeDeadlineSeconds ends a Pod on the second', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app')], activeDeadlineSeconds: 20 })
  bench.advanceBy(25_000)
  expect(bench.pod()?.status).toMatchObject({
    phase: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
  })
  expect(bench.container('app')?.state.terminated?.finishedAt).toBe('2026-01-01T00:00:20Z')
})
