import { describe, expect, test } from 'vitest'
import { startServer } from './fixtures/server.ts'

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'app', image: 'nginx' }] },
}
/** The Pods of a Job come to an end. */
const ending = { ...template, spec: { ...template.spec, restartPolicy: 'Never' } }
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'
const JOBS = '/apis/batch/v1/namespaces/default/jobs'

function deployment() {
  const selector = { matchLabels: { app: 'web' } }
  return { metadata: { name: 'web' }, spec: { selector, template } }
}

test('a Deployment says how it is rolled out, a Job how often it may fail', () => {
  const server = startServer()
  const made = server.request('POST', DEPLOYMENTS, { body: deployment() })
  expect(made.object).toMatchObject({
    metadata: { generation: 1 },
    spec: {
      replicas: 1,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {},
  })
  const job = { metadata: { name: 'once' }, spec: { template: ending } }
  expect(server.request('POST', JOBS, { body: job }).object).toMatchObject({
    metadata: { labels: { app: 'web' } },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    },
  })
})

describe('deleting what owns others', () => {
  test.each([
    { policy: 'Foreground', finalizers: ['foregroundDeletion'] },
    { policy: 'Orphan', finalizers: ['orphan'] },
  ])('$policy waits for the garbage collector', ({ policy, finalizers }) => {
    const server = startServer()
    server.request('POST', DEPLOYMENTS, { body: deployment() })
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: policy }
    server.request('DELETE', `${DEPLOYMENTS}/web`, { body })
    const { object } = server.request('GET', `${DEPLOYMENTS}/web`)
    expect(object).toMatchObject({
      metadata: { finalizers, deletionTimestamp: '2026-05-01T00:00:00Z' },
    })
  })

  test('Background does not wait; a Job orphans its Pods unless it is told otherwise', () => {
    const server = startServer()
    server.request('POST', DEPLOYMENTS, { body: deployment() })
    server.request('DELETE', `${DEPLOYMENTS}/web`)
    expect(server.request('GET', `${DEPLOYMENTS}/web`).code).toBe(404)
    const job = { metadata: { name: 'once' }, spec: { template: ending } }
    server.request('POST', JOBS, { body: job })
    server.request('DELETE', `${JOBS}/once`)
    expect(server.request('GET', `${JOBS}/once`).object).toMatchObject({
      metadata: { finalizers: ['orphan'] },
    })
  })
})
