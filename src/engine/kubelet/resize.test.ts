import { describe, expect, test } from 'vitest'
import type { Container, Pod } from '../api/generated/types.ts'
import { allocatedPod, allocationOf, resizeRefusal, resizeStep } from './resize.ts'

const HAS = { requests: { cpu: '100m', memory: '32Mi' }, limits: { cpu: '200m', memory: '64Mi' } }
const RESTARTS = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }]

test.each([
  { what: 'nothing new', wanted: HAS, step: 'nothing' },
  {
    what: 'the same in other words',
    wanted: { ...HAS, limits: { cpu: '0.2', memory: '65536Ki' } },
    step: 'nothing',
  },
  {
    what: 'another limit',
    wanted: { ...HAS, limits: { cpu: '300m', memory: '64Mi' } },
    step: 'update',
  },
  {
    what: 'another request',
    wanted: { ...HAS, requests: { cpu: '150m', memory: '32Mi' } },
    step: 'update',
  },
  { what: 'no limit any more', wanted: { requests: HAS.requests }, step: 'restart' },
  {
    what: 'memory that wants a restart',
    wanted: { ...HAS, limits: { cpu: '300m', memory: '128Mi' } },
    step: 'restart',
  },
])('[R50] $what: $step', ({ wanted, step }) => {
  expect(resizeStep({ resources: wanted, resizePolicy: RESTARTS }, HAS)).toBe(step)
})

test('[R50] what a container has is not known: nothing is to be done', () => {
  expect(resizeStep({ resources: HAS }, undefined)).toBe('nothing')
})

function podWith(resources: Container['resources']): Pod {
  const pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', resources }] } }
  return pod as unknown as Pod
}

describe('[R51] what a node can give', () => {
  const allocatable = { cpu: '4', memory: '8Gi' }
  const asked = { cpuMillis: 2000, memoryBytes: 0 }
  test.each([
    { requests: { cpu: '2' }, others: [], refusal: null },
    { requests: { cpu: '2' }, others: [asked], refusal: null },
    {
      requests: { cpu: '2100m' },
      others: [asked],
      refusal: {
        reason: 'Deferred',
        message:
          "Node didn't have enough resource: cpu, requested: 2100, used: 2000, capacity: 4000",
      },
    },
    {
      requests: { cpu: '5', memory: '9Gi' },
      others: [],
      refusal: {
        reason: 'Infeasible',
        message:
          "Node didn't have enough capacity: memory, requested: 9663676416, capacity: 8589934592",
      },
    },
  ])('$requests beside $others', ({ requests, others, refusal }) => {
    expect(resizeRefusal(podWith({ requests }), { allocatable, others })).toEqual(refusal)
  })
})

test('[R51] a Pod as it may be has what was given, not what it asks for', () => {
  const [given, asks] = [podWith(HAS), podWith({ limits: { cpu: '1' } })]
  expect(allocatedPod(asks, allocationOf(given)).spec.containers).toEqual(given.spec.containers)
  expect(allocatedPod(given, allocationOf(given))).toBe(given)
})
