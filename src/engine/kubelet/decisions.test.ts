import { describe, expect, test } from 'vitest'
import type { Container, Pod, Probe, Service } from '../api/generated/types.ts'
import { CRASH_BACK_OFF, lengthened, waitsUntil, type BackOffEntry } from './back-off.ts'
import { oldInstances } from './garbage.ts'
import { effectiveGracePeriod, gracePeriod } from './grace-period.ts'
import { pullDecision } from './image-pull.ts'
import { expand } from './expansion.ts'
import { afterAnswer, NO_SERIES, type ProbeSeries } from './probe-series.ts'
import type { ContainerRecord } from './pod-runtime.ts'
import { serviceVariables } from './service-variables.ts'
import { endsAfter } from './termination-order.ts'
import { durationText } from './wording.ts'

describe('[R30] back-off', () => {
  test('doubles from 10 s to 300 s', () => {
    let entry: BackOffEntry | undefined
    const delays: number[] = []
    for (let now = 0; now < 8; now++) {
      entry = lengthened(entry, { since: now, now }, CRASH_BACK_OFF)
      delays.push(entry.delayMs / 1000)
    }
    expect(delays).toEqual([10, 20, 40, 80, 160, 300, 300, 300])
  })

  test.each([
    { what: 'there was no restart yet', entry: undefined, since: 0, now: 1, until: null },
    {
      what: 'the delay is not over',
      entry: { delayMs: 10_000, updatedAt: 0 },
      since: 5_000,
      now: 9_000,
      until: 15_000,
    },
    {
      what: 'the delay is over',
      entry: { delayMs: 10_000, updatedAt: 0 },
      since: 5_000,
      now: 15_000,
      until: null,
    },
    {
      what: 'the run lasted long',
      entry: { delayMs: 300_000, updatedAt: 0 },
      since: 600_001,
      now: 600_002,
      until: null,
    },
  ])('$what: waits until $until', ({ entry, since, now, until }) => {
    expect(waitsUntil(entry, { since, now }, CRASH_BACK_OFF)).toBe(until)
  })
})

test.each([
  { policy: 'Always', isPresent: true, decision: 'pull' },
  { policy: 'IfNotPresent', isPresent: true, decision: 'use what is there' },
  { policy: 'IfNotPresent', isPresent: false, decision: 'pull' },
  { policy: 'Never', isPresent: true, decision: 'use what is there' },
  { policy: 'Never', isPresent: false, decision: 'refuse' },
] as const)('[R31] $policy, present: $isPresent → $decision', ({ policy, isPresent, decision }) => {
  expect(pullDecision(policy, isPresent)).toBe(decision)
})

describe('[R80] probes', () => {
  const probe: Probe = { failureThreshold: 3, successThreshold: 2 }

  /** What is found after each answer: - as long as nothing counts. */
  function found(answers: string, type: 'readiness' | 'liveness' | 'startup'): string {
    let series: ProbeSeries = NO_SERIES
    return Array.from(answers, (letter) => {
      const next = afterAnswer(series, letter === '+' ? 'success' : 'failure', { type, probe })
      series = next.series
      return `${next.result?.charAt(0) ?? '-'}${series.isOnHold ? '!' : ''}`
    }).join('')
  }

  test.each([
    { type: 'readiness', answers: '++xxxx++', result: '-s--ff-s' },
    { type: 'liveness', answers: '++xx+xxx', result: '-s-----f!' },
    { type: 'startup', answers: 'xx++', result: '---s!' },
  ] as const)('$type: $answers → $result', ({ type, answers, result }) => {
    expect(found(answers, type)).toBe(result)
  })
})

describe('[R73] the grace period', () => {
  const pod = (metadata: object, spec: object = { terminationGracePeriodSeconds: 30 }) =>
    ({ metadata, spec }) as unknown as Pod
  const container = {
    livenessProbe: { terminationGracePeriodSeconds: 5 },
    startupProbe: { terminationGracePeriodSeconds: 60 },
  }
  test.each([
    { metadata: {}, reason: 'other', seconds: 30 },
    { metadata: {}, reason: 'liveness', seconds: 5 },
    { metadata: {}, reason: 'startup', seconds: 60 },
    { metadata: { deletionGracePeriodSeconds: 12 }, reason: 'liveness', seconds: 12 },
  ] as const)('$metadata, $reason → $seconds', ({ metadata, reason, seconds }) => {
    expect(gracePeriod(pod(metadata), container, reason)).toBe(seconds)
  })

  test.each([
    { metadata: {}, before: null, seconds: 30 },
    { metadata: { deletionGracePeriodSeconds: 0 }, before: null, seconds: 1 },
    { metadata: { deletionGracePeriodSeconds: 5 }, before: 30, seconds: 5 },
    { metadata: { deletionGracePeriodSeconds: 60 }, before: 30, seconds: 30 },
  ])('a Pod that ends, $metadata after $before → $seconds', ({ metadata, before, seconds }) => {
    expect(effectiveGracePeriod(pod(metadata), before)).toBe(seconds)
  })
})

test.each([
  { name: 'app', after: [] },
  { name: 'c', after: ['app', 'web'] },
  { name: 'b', after: ['app', 'web', 'c'] },
  { name: 'a', after: ['app', 'web', 'b'] },
])('[R75] $name ends after $after', ({ name, after }) => {
  const named = (it: string): Container => ({ name: it, resources: {} })
  const sidecars = ['a', 'b', 'c'].map((it) => ({ ...named(it), restartPolicy: 'Always' }))
  const spec = {
    containers: [named('app'), named('web')],
    initContainers: [named('setup'), ...sidecars],
  }
  expect(endsAfter(spec, name)).toEqual(after)
})

test.each([
  ['$(NAME)', 'web'],
  ['$$(NAME)', '$(NAME)'],
  ['$(OTHER)', '$(OTHER)'],
  ['a$(NAME)b$(NAME)', 'awebbweb'],
  ['$NAME $', '$NAME $'],
  ['$$$(NAME)', '$web'],
  ['$(EMPTY)!', '!'],
  ['$(NAME', '$(NAME'],
])('[R61] %s stands for %s', (text, expanded) => {
  const variables = new Map([
    ['NAME', 'web'],
    ['EMPTY', ''],
  ])
  expect(expand(text, (name) => variables.get(name))).toBe(expanded)
})

test('[R62] a Service is told of by variables', () => {
  const pod = { metadata: { namespace: 'default' }, spec: {} } as Pod
  const service = {
    metadata: { name: 'my-db', namespace: 'default' },
    spec: { clusterIP: '10.96.0.7', ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }] },
  } as unknown as Service
  expect(serviceVariables(pod, [service])).toEqual([
    ['MY_DB_SERVICE_HOST', '10.96.0.7'],
    ['MY_DB_SERVICE_PORT', '5432'],
    ['MY_DB_SERVICE_PORT_SQL', '5432'],
    ['MY_DB_PORT', 'tcp://10.96.0.7:5432'],
    ['MY_DB_PORT_5432_TCP', 'tcp://10.96.0.7:5432'],
    ['MY_DB_PORT_5432_TCP_PROTO', 'tcp'],
    ['MY_DB_PORT_5432_TCP_PORT', '5432'],
    ['MY_DB_PORT_5432_TCP_ADDR', '10.96.0.7'],
  ])
})

test('[R96] of each container the newest ended instance is kept', () => {
  const instances = [
    { id: 'a2', name: 'a', state: 'running' },
    { id: 'a1', name: 'a', state: 'exited' },
    { id: 'b1', name: 'b', state: 'exited' },
    { id: 'a0', name: 'a', state: 'exited' },
  ] as ContainerRecord[]
  expect(oldInstances(instances).map(({ id }) => id)).toEqual(['a0'])
})

test.each([
  [0, '0s'],
  [350, '350ms'],
  [1_234, '1.234s'],
  [80_000, '1m20s'],
  [300_000, '5m0s'],
  [3_600_000, '1h0m0s'],
])('%i ms are written %s', (ms, text) => {
  expect(durationText(ms)).toBe(text)
})
