import { describe, expect, test } from 'vitest'
import { KubeletBench } from './fixtures/bench.ts'
import { benchIn, container, ORDERS } from './fixtures/stories.ts'

const PULLED =
  'Pulled Successfully pulled image "busybox:1.36" in 1.2s (1.2s including waiting). Image size: 2219949 bytes.'
const PRESENT =
  'Pulled Container image "busybox:1.36" already present on machine and can be accessed by the pod'

describe.each(ORDERS)('$order', (order) => {
  test('a Pod of two containers goes from Pending to Running, all conditions True', () => {
    const bench = benchIn(order, {})
    bench.run({ containers: [container('app'), container('helper')] })
    expect(bench.pod()?.status.phase).toBe('Pending')
    bench.advanceBy(40_000)
    expect(bench.pod()?.status.phase).toBe('Running')
    expect(bench.conditions()).toEqual([
      'PodReadyToStartContainers',
      'Initialized',
      'Ready',
      'ContainersReady',
      'PodScheduled',
    ])
    const words = bench.events().map((it) => it.split(' ', 1)[0])
    expect(words).toEqual([
      ...['Pulling', 'Pulled', 'Created', 'Started'],
      ...['Pulled', 'Created', 'Started'],
    ])
  })

  test('[R33] containers start in their order; a failed one does not hold back the next', () => {
    const bench = benchIn(order, { refusedImages: { 'nowhere:1': 'not found' } })
    bench.run({ containers: [container('app', { image: 'nowhere:1' }), container('helper')] })
    bench.advanceBy(15_000)
    expect(bench.container('app')?.state.waiting?.reason).toMatch(
      /^(ErrImagePull|ImagePullBackOff)$/,
    )
    expect(bench.container('helper')?.ready).toBe(true)
    expect(bench.pod()?.status.phase).toBe('Pending')
  })
})

test('[R10] on the host network a Pod keeps the sandbox that was made for it', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app')], hostNetwork: true })
  bench.advanceBy(150_000)
  expect(bench.container('app')).toMatchObject({ ready: true, restartCount: 0 })
  expect(bench.runtime.asked.filter(({ verb }) => verb === 'runPodSandbox')).toHaveLength(1)
})

test('what happens is told in events, in the words of the kubelet', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app'), container('helper')] })
  bench.advanceBy(5_000)
  expect(bench.events()).toEqual([
    'Pulling Pulling image "busybox:1.36"',
    PULLED,
    'Created Container created',
    'Started Container started',
    PRESENT,
    'Created Container created',
    'Started Container started',
  ])
})

test('[R40] while its image is pulled a container waits, ContainerCreating', () => {
  const bench = new KubeletBench()
  bench.run({ containers: [container('app')] })
  bench.advanceBy(600)
  const { status } = bench.pod() ?? {}
  expect(status?.containerStatuses).toEqual([
    {
      name: 'app',
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: {},
      ready: false,
      restartCount: 0,
      image: 'busybox:1.36',
      imageID: '',
      started: false,
    },
  ])
  expect(bench.conditions()).toEqual(['PodReadyToStartContainers', 'Initialized', 'PodScheduled'])
})

describe('[R31] an image that cannot be had', () => {
  test('is pulled again after ten seconds, then twenty, and backs off in between', () => {
    const words = 'failed to pull and unpack image "nowhere:1": not found'
    const bench = new KubeletBench({ refusedImages: { 'nowhere:1': words } })
    bench.run({ containers: [container('app', { image: 'nowhere:1' })] })
    bench.advanceBy(60_000)
    expect(bench.container('app')?.state.waiting).toEqual({
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "nowhere:1": ErrImagePull: ${words}`,
    })
    const pulls = bench.runtime.asked.filter(({ verb }) => verb === 'pullImage')
    expect(pulls.map(({ at }) => at)).toEqual([1, 11_000, 31_000])
    expect(bench.events()).toEqual([
      'Pulling Pulling image "nowhere:1" (x3)',
      `Failed Failed to pull image "nowhere:1": ${words} (x3)`,
      'Failed Error: ErrImagePull (x3)',
      'BackOff Back-off pulling image "nowhere:1" (x4)',
      'Failed Error: ImagePullBackOff (x4)',
    ])
  })

  test.each([
    {
      spec: { image: 'UPPER' },
      reason: 'InvalidImageName',
      message:
        'Failed to apply default image tag "UPPER": couldn\'t parse image name "UPPER": invalid reference format: repository name (library/UPPER) must be lowercase',
    },
    {
      spec: { image: 'absent:1', imagePullPolicy: 'Never' },
      reason: 'ErrImageNeverPull',
      message: 'Container image "absent:1" is not present with pull policy of Never',
    },
  ])('$reason says so', ({ spec, reason, message }) => {
    const bench = new KubeletBench()
    bench.run({ containers: [container('app', spec)] })
    bench.advanceBy(3_000)
    expect(bench.container('app')?.state).toEqual({ waiting: { reason, message } })
  })
})
