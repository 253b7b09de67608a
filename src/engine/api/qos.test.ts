import { expect, test } from 'vitest'
import type { PodSpec, ResourceRequirements } from './generated/types.ts'
import { qosClassOf } from './qos.ts'

const spec = (...all: ResourceRequirements[]): PodSpec => ({
  containers: all.map((resources, index) => ({ name: `c${index}`, resources })),
})
const both = { cpu: '1', memory: '64Mi' }

test.each([
  ['no container says anything', spec({}, {}), 'BestEffort'],
  ['only zeros are said', spec({ requests: { cpu: '0' } }), 'BestEffort'],
  ['only other resources are said', spec({ limits: { 'ephemeral-storage': '1Gi' } }), 'BestEffort'],
  [
    'everything is limited and requested alike',
    spec({ limits: both, requests: both }),
    'Guaranteed',
  ],
  [
    'the same amounts, spelt differently',
    spec({ limits: both, requests: { cpu: '1000m', memory: '65536Ki' } }),
    'Guaranteed',
  ],
  [
    'less is requested than is limited',
    spec({ limits: both, requests: { cpu: '500m', memory: '64Mi' } }),
    'Burstable',
  ],
  [
    'memory alone is limited',
    spec({ limits: { memory: '64Mi' }, requests: { memory: '64Mi' } }),
    'Burstable',
  ],
  ['one of two containers says nothing', spec({ limits: both, requests: both }, {}), 'Burstable'],
  [
    'the Pod as a whole is limited',
    { ...spec({}), resources: { limits: both, requests: both } },
    'Guaranteed',
  ],
] as const)('%s: %#', (_why, podSpec, expected) => {
  expect(qosClassOf(podSpec)).toBe(expected)
})

test('an init container counts like any other', () => {
  const initContainers = [{ name: 'i', resources: {} }]
  expect(qosClassOf({ ...spec({ limits: both, requests: both }), initContainers })).toBe(
    'Burstable',
  )
})
