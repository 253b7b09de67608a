import { expect, test } from 'vitest'
import type { Pod } from '../api/generated/types.ts'
import { startServer } from './fixtures/server.ts'

const PODS = '/api/v1/namespaces/default/pods'
const containers = [{ name: 'app', image: 'nginx' }]

function pod(metadata: object, spec: object = {}) {
  return { metadata: { name: 'web', ...metadata }, spec: { containers, ...spec } }
}

test('a Pod behind a gate says since when', () => {
  const server = startServer()
  const { object } = server.request('POST', PODS, {
    body: pod({}, { schedulingGates: [{ name: 'example.com/wait' }] }),
  })
  const { metadata, status } = object as unknown as Pod
  expect(status.conditions).toEqual([
    {
      type: 'PodScheduled',
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime: metadata.creationTimestamp,
      reason: 'SchedulingGated',
      message: 'Scheduling is blocked due to non-empty scheduling gates',
    },
  ])
})

test('keys whose values come from the Pod are written into its selectors', () => {
  const term = {
    topologyKey: 'kubernetes.io/hostname',
    labelSelector: { matchLabels: { app: 'web' } },
    matchLabelKeys: ['version', 'missing'],
  }
  const spread = { ...term, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }
  const server = startServer()
  const { object } = server.request('POST', PODS, {
    body: pod(
      { labels: { version: '2' } },
      {
        affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
        topologySpreadConstraints: [spread],
      },
    ),
  })
  const labelSelector = {
    matchLabels: { app: 'web' },
    matchExpressions: [{ key: 'version', operator: 'In', values: ['2'] }],
  }
  expect(object).toMatchObject({
    spec: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, labelSelector }],
        },
      },
      topologySpreadConstraints: [{ ...spread, labelSelector }],
    },
  })
})

test('mistakes in metadata are told by the rules for all objects and by those for Pods', () => {
  const server = startServer()
  server.request('POST', PODS, { body: pod({}) })
  const { object } = server.request('PATCH', `${PODS}/web`, {
    headers: { 'content-type': 'application/merge-patch+json' },
    body: { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
  })
  const cause = {
    reason: 'FieldValueInvalid',
    message: 'Invalid value: "2026-01-01T00:00:00Z": field is immutable',
    field: 'metadata.deletionTimestamp',
  }
  expect(object).toMatchObject({
    message:
      'Pod "web" is invalid: metadata.deletionTimestamp: Invalid value: "2026-01-01T00:00:00Z": field is immutable',
    details: { causes: [cause, cause] },
  })
})

test('what stands in the way may be going', () => {
  const server = startServer()
  server.request('POST', PODS, { body: pod({ finalizers: ['example.com/hold'] }) })
  server.request('DELETE', `${PODS}/web`)
  const { code, object } = server.request('POST', PODS, { body: pod({}) })
  expect(code).toBe(409)
  expect(object).toMatchObject({
    reason: 'AlreadyExists',
    message: 'object is being deleted: pods "web" already exists',
  })
})

test('how a Pod preempts is its class’s to say', () => {
  const server = startServer()
  const { code, object } = server.request('POST', PODS, {
    body: pod({}, { preemptionPolicy: 'Never' }),
  })
  expect(code).toBe(403)
  expect(object).toMatchObject({
    message:
      'pods "web" is forbidden: the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name',
  })
})

test('overhead is for a RuntimeClass to say: a Pod that is valid otherwise is refused with it', () => {
  const server = startServer()
  const overhead = { cpu: '1' }
  expect(server.request('POST', PODS, { body: pod({}, { overhead }) }).object).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    message:
      'pods "web" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
  })
  const invalid = pod({}, { overhead, dnsPolicy: 'x' })
  expect(server.request('POST', PODS, { body: invalid }).code).toBe(422)
})

test('a negative grace of a Pod is 1, and is not warned of', () => {
  const server = startServer()
  const { code, object, warnings } = server.request('POST', PODS, {
    body: pod({}, { terminationGracePeriodSeconds: -1 }),
  })
  const { spec } = object as unknown as Pod
  expect({ code, warnings, grace: spec.terminationGracePeriodSeconds }).toEqual({
    code: 201,
    warnings: [],
    grace: 1,
  })
})
