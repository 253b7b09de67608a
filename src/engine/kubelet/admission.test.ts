import { expect, test } from 'vitest'
import type { Pod } from '../api/generated/types.ts'
import { pressureRejection } from './admission.ts'
import type { Shortage } from './node-status.ts'

const tolerant = {
  tolerations: [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists' }],
}
const burstable = { name: 'app', resources: { requests: { memory: '1Mi' } } }
const BOTH = '[MemoryPressure DiskPressure]'

test.each([
  { what: 'any Pod while nothing is wanting', lowOn: [], spec: {}, says: null },
  { what: 'a Pod that asked for nothing', lowOn: ['memory'], spec: {}, says: '[MemoryPressure]' },
  { what: 'one that tolerates it', lowOn: ['memory'], spec: tolerant, says: null },
  { what: 'one that asked', lowOn: ['memory'], spec: { containers: [burstable] }, says: null },
  {
    what: 'one that asked',
    lowOn: ['disk'],
    spec: { containers: [burstable] },
    says: '[DiskPressure]',
  },
  {
    what: 'one that tolerates want of memory',
    lowOn: ['memory', 'disk'],
    spec: tolerant,
    says: BOTH,
  },
  {
    what: 'a critical one',
    lowOn: ['memory', 'disk'],
    spec: { priority: 2_000_001_000 },
    says: null,
  },
])('[R58] $what, low on $lowOn: $says', ({ lowOn, spec, says }) => {
  // A whole Pod would hide the one field that decides.
  const pod = { spec: { containers: [{ name: 'app', resources: {} }], ...spec } } as unknown as Pod
  const rejection = pressureRejection(pod, new Set(lowOn as readonly Shortage[]))
  const message = `The node had condition: ${says ?? ''}. `
  expect(rejection).toEqual(says === null ? null : { reason: 'Evicted', message })
})
