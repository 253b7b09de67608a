import { expect, test } from 'vitest'
import type { Pod, Volume } from '../api/generated/types.ts'
import { diskFinding, type Finding, pressureEviction, storageEviction } from './eviction.ts'
import { firstToGo, type PodUse } from './eviction-ranking.ts'
import { container } from './fixtures/stories.ts'
import { KubeletBench } from './fixtures/bench.ts'

const MIB = 2 ** 20

function podWith(spec: object): Pod {
  // Ranking reads the spec alone.
  return { metadata: { name: 'web' }, spec } as unknown as Pod
}

test.each([
  { what: 'more than its limit', emptyDir: { sizeLimit: '1Mi' }, used: MIB + 1, goes: true },
  { what: 'just its limit', emptyDir: { sizeLimit: '1Mi' }, used: MIB, goes: false },
  { what: 'no limit', emptyDir: {}, used: 100 * MIB, goes: false },
  {
    what: 'in memory',
    emptyDir: { sizeLimit: '1Mi', medium: 'Memory' },
    used: 2 * MIB,
    goes: false,
  },
])('[R53] an emptyDir that holds $what: evicted: $goes', ({ emptyDir, used, goes }) => {
  const volumes: readonly Volume[] = [{ name: 'cache', emptyDir }]
  const message = 'Usage of EmptyDir volume "cache" exceeds the limit "1Mi". '
  const use = { ofVolume: () => used, containers: new Map<string, number>() }
  const pod = podWith({ volumes, containers: [] })
  expect(storageEviction(pod, use)).toEqual(goes ? { message } : null)
})

/** A container that may hold so many MiB of the disk. */
function limited(name: string, limit?: string, more: object = {}): object {
  const limits = limit === undefined ? {} : { limits: { 'ephemeral-storage': limit } }
  return { name, resources: limits, ...more }
}

const disk = { name: 'disk', emptyDir: {} }
const memory = { name: 'memory', emptyDir: { medium: 'Memory' } }
const sidecar = { restartPolicy: 'Always' }

test.each([
  {
    what: 'just what its container may',
    spec: { containers: [limited('a', '10Mi')] },
    held: { a: 10 },
    says: null,
  },
  {
    what: 'more than its container may',
    spec: { containers: [limited('a', '10Mi')] },
    held: { a: 11 },
    says: 'Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. ',
  },
  {
    what: 'in one of two containers more than that one may',
    spec: { containers: [limited('a', '10Mi'), limited('b', '10Mi')] },
    held: { a: 11, b: 1 },
    says: 'Container a exceeded its local ephemeral storage limit "10Mi". ',
  },
  {
    what: 'in a volume what its containers may not',
    spec: { volumes: [disk], containers: [limited('a', '10Mi')] },
    held: { a: 1, disk: 10 },
    says: 'Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. ',
  },
  {
    what: 'much in a volume in memory',
    spec: { volumes: [memory], containers: [limited('a', '10Mi')] },
    held: { a: 1, memory: 100 },
    says: null,
  },
  {
    what: 'more than the limit of one, though the other has none',
    spec: { containers: [limited('a', '10Mi'), limited('b')] },
    held: { a: 1, b: 10 },
    says: 'Pod ephemeral local storage usage exceeds the total limit of containers 10Mi. ',
  },
  {
    what: 'what a sidecar may hold beside the app',
    spec: { initContainers: [limited('s', '10Mi', sidecar)], containers: [limited('a', '10Mi')] },
    held: { s: 15, a: 5 },
    says: null,
  },
  {
    what: 'what an init container may hold, as the greater need',
    spec: { initContainers: [limited('i', '1Gi')], containers: [limited('a', '10Mi')] },
    held: { i: 0, a: 9 },
    says: null,
  },
  {
    what: 'much and has no limits',
    spec: { containers: [limited('a')] },
    held: { a: 99 },
    says: null,
  },
])('[R56] a Pod that holds $what', ({ spec, held, says }) => {
  const bytes = new Map<string, number>(
    Object.entries(held).map(([name, mib]) => [name, mib * MIB]),
  )
  const use = { ofVolume: (name: string) => bytes.get(name) ?? 0, containers: new Map(bytes) }
  for (const { name } of [disk, memory]) use.containers.delete(name)
  const outcome = storageEviction(podWith(spec), use)
  expect(outcome).toEqual(says === null ? null : { message: says })
})

test('[R56] who holds too much goes at the next look; who is critical stays', () => {
  const behaviours = { app: { diskBytes: 2 * MIB } }
  const limits = { 'ephemeral-storage': '1Mi' }
  const bench = new KubeletBench({ behaviours })
  bench.run({ containers: [container('app', { resources: { limits } })] })
  bench.advanceBy(9_000)
  expect(bench.pod()?.status.phase).toBe('Running')
  bench.advanceBy(6_000)
  const message = 'Pod ephemeral local storage usage exceeds the total limit of containers 1Mi. '
  expect(bench.pod()?.status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message })
  expect(bench.conditions()).not.toContain('DisruptionTarget')
  expect(bench.events()).toContain(`Evicted ${message}`)

  const other = new KubeletBench({ behaviours })
  const critical = { priorityClassName: 'system-node-critical' }
  other.run({ ...critical, containers: [container('app', { resources: { limits } })] })
  other.advanceBy(60_000)
  expect(other.pod()?.status.phase).toBe('Running')
})

function uses(
  name: string,
  usedMib: number,
  more: { request?: number; priority?: number } = {},
): PodUse {
  const { request = 0, priority = 0 } = more
  const use = { container: name, usedBytes: usedMib * MIB, requestBytes: request * MIB }
  return { pod: podWith({ priority }), containers: [use] }
}

test.each([
  {
    what: 'who has more than he asked for',
    pods: [uses('frugal', 500, { request: 600 }), uses('greedy', 20, { request: 10 })],
  },
  {
    what: 'of those who matters least',
    pods: [uses('important', 500, { priority: 1000 }), uses('greedy', 20)],
  },
  { what: 'of those who takes most', pods: [uses('small', 10), uses('greedy', 20)] },
])('[R54] first goes $what', ({ pods }) => {
  expect(firstToGo(pods)?.containers[0]?.container).toBe('greedy')
})

test('[R54] the message names the threshold and who is beyond his request', () => {
  const both = {
    ...uses('app', 300, { request: 100 }),
    containers: [
      ...uses('app', 300, { request: 100 }).containers,
      ...uses('idle', 5, { request: 10 }).containers,
    ],
  }
  const finding: Finding = {
    ...{ resource: 'memory', thresholdBytes: 100 * MIB },
    availableBytes: 52 * MIB,
  }
  expect(pressureEviction(both, finding).message).toBe(
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi. ' +
      'Container app was using 300Mi, request is 100Mi, has larger consumption of memory. ',
  )
})

test('[R54] a node that is low on memory says so, and takes a Pod off itself', () => {
  let available = 500 * MIB
  const accounting = {
    memoryAvailable: () => available,
    memoryOf: () => 300 * MIB,
    usageOf: () => undefined,
  }
  const bench = new KubeletBench({ accounting })
  bench.run({ containers: [container('app')] })
  bench.advanceBy(15_000)
  expect(bench.pod()?.status.phase).toBe('Running')
  available = 52 * MIB
  bench.advanceBy(15_000)
  expect(bench.pod()?.status).toMatchObject({
    phase: 'Failed',
    reason: 'Evicted',
    message:
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 52Mi. ' +
      'Container app was using 300Mi, request is 0, has larger consumption of memory. ',
    conditions: [{ type: 'DisruptionTarget', reason: 'TerminationByKubelet' }, {}, {}, {}, {}, {}],
  })
})

const GIB = 2 ** 30

test.each([
  { free: 15.1, threshold: null },
  { free: 14.9, threshold: 16_106_128_000 },
  { free: 9.9, threshold: 10_737_418_400 },
])('[R57] with $free of 100 GiB free the threshold is $threshold', ({ free, threshold }) => {
  const found = diskFinding({ totalBytes: 100 * GIB, freeBytes: free * GIB })
  expect(found?.thresholdBytes ?? null).toBe(threshold)
})

test('[R57] a node that is low on disk says so, and takes the Pod off that holds most', () => {
  let freeBytes = 50 * GIB
  const bench = new KubeletBench({
    behaviours: { hungry: { diskBytes: 40 * GIB }, modest: { diskBytes: GIB } },
    space: () => ({ totalBytes: 100 * GIB, freeBytes }),
  })
  bench.run({ containers: [container('modest')] }, { name: 'small' })
  bench.run({ containers: [container('hungry')] })
  bench.advanceBy(15_000)
  expect(bench.pod()?.status.phase).toBe('Running')
  freeBytes = 14 * GIB
  bench.advanceBy(10_000)
  expect(bench.nodeConditions()).toEqual([
    'MemoryPressure False KubeletHasSufficientMemory: kubelet has sufficient memory available',
    'DiskPressure True KubeletHasDiskPressure: kubelet has disk pressure',
    'PIDPressure False KubeletHasSufficientPID: kubelet has sufficient PID available',
    'Ready True KubeletReady: kubelet is posting ready status',
  ])
  expect(bench.nodeEvents().slice(-2)).toEqual([
    'NodeHasDiskPressure Node worker-1 status is now: NodeHasDiskPressure',
    'EvictionThresholdMet Attempting to reclaim ephemeral-storage',
  ])
  bench.advanceBy(3000)
  const message =
    'The node was low on resource: ephemeral-storage. ' +
    'Threshold quantity: 16106128000, available: 14Gi. ' +
    'Container hungry was using 40Gi, request is 0, has larger consumption of ephemeral-storage. '
  expect(bench.pod()?.status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message })
  expect(bench.conditions()).toContain('DisruptionTarget')
  expect(bench.pod('small')?.status.phase).toBe('Running')
  freeBytes = 54 * GIB
  bench.advanceBy(280_000)
  expect(bench.nodeConditions()[1]).toContain('DiskPressure True')
  bench.advanceBy(30_000)
  expect(bench.nodeConditions()[1]).toBe(
    'DiskPressure False KubeletHasNoDiskPressure: kubelet has no disk pressure',
  )
})

test('[R57] what is left of Pods that have ended goes before a Pod that runs', () => {
  const bench: KubeletBench = new KubeletBench({
    behaviours: { done: { runs: [{ ms: 1000, code: 0 }] } },
    space: () => {
      const isCleared = bench.runtime.asked.some(({ verb }) => verb === 'removePodSandbox')
      return { totalBytes: 100 * GIB, freeBytes: (isCleared ? 60 : 14) * GIB }
    },
  })
  bench.run({ restartPolicy: 'Never', containers: [container('done')] }, { name: 'job' })
  bench.run({ containers: [container('app')] })
  bench.advanceBy(30_000)
  expect(bench.pod('job')?.status.phase).toBe('Succeeded')
  expect(bench.pod()?.status.phase).toBe('Running')
  expect(bench.nodeConditions()[1]).toContain('DiskPressure True')
})

test('[R58] a node that is low on disk takes no new Pod but a critical one', () => {
  const space = () => ({ totalBytes: 100 * GIB, freeBytes: 14 * GIB })
  const bench = new KubeletBench({ space })
  bench.advanceBy(15_000)
  bench.run({ containers: [container('app')] })
  bench.run(
    { priorityClassName: 'system-node-critical', containers: [container('app')] },
    { name: 'critical' },
  )
  bench.advanceBy(5000)
  const message = 'The node had condition: [DiskPressure]. '
  expect(bench.pod()?.status).toMatchObject({
    ...{ phase: 'Failed', reason: 'Evicted', qosClass: 'BestEffort' },
    message: `Pod was rejected: ${message}`,
  })
  expect(bench.pod()?.status.containerStatuses).toBeUndefined()
  expect(bench.events()).toContain(`Evicted ${message}`)
  expect(bench.pod('critical')?.status.phase).toBe('Running')
  bench.delete()
  bench.advanceBy(1000)
  expect(bench.pod()).toBeUndefined()
})
