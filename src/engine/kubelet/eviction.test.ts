import { expect, test } from 'vitest'
import type { Pod, Volume } from '../api/generated/types.ts'
import { firstToGo, memoryEviction, type PodMemory, storageEviction } from './eviction.ts'
import { container } from './fixtures/stories.ts'
import { KubeletBench } from './fixtures/bench.ts'

const MIB = 2 ** 20

function podWith(spec: object): Pod {
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
  expect(storageEviction(podWith({ volumes }), () => used)).toEqual(goes ? { message } : null)
})

function uses(
  name: string,
  usedMib: number,
  more: { request?: number; priority?: number } = {},
): PodMemory {
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
  expect(memoryEviction(both, 52 * MIB).message).toBe(
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
