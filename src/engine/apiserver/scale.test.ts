import { expect, test } from 'vitest'
import { startServer } from './fixtures/server.ts'

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments'

function withDeployment() {
  const test = startServer()
  const spec = {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'a', image: 'x:1' }] },
    },
  }
  const created = test.request('POST', DEPLOYMENTS, {
    body: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec },
  })
  expect(created.code).toBe(201)
  return test
}

const patch = (body: object) => ({
  body,
  headers: { 'content-type': 'application/merge-patch+json' },
})

test('the scale of a Deployment shows how many it wishes for, and of whom', () => {
  const { request } = withDeployment()
  expect(request('GET', `${DEPLOYMENTS}/web/scale`).object).toMatchObject({
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name: 'web', namespace: 'default' },
    spec: { replicas: 2 },
    status: { replicas: 0, selector: 'app=web' },
  })
})

test('scaling changes the number, and counts as a change of the spec', () => {
  const { request } = withDeployment()
  const scaled = request('PATCH', `${DEPLOYMENTS}/web/scale`, patch({ spec: { replicas: 5 } }))
  expect(scaled).toMatchObject({ code: 200, object: { kind: 'Scale', spec: { replicas: 5 } } })
  expect(request('GET', `${DEPLOYMENTS}/web`).object).toMatchObject({
    metadata: { generation: 2 },
    spec: { replicas: 5, selector: { matchLabels: { app: 'web' } } },
  })
  const none = { ...scaled.object, spec: { replicas: 0 } }
  expect(request('PUT', `${DEPLOYMENTS}/web/scale`, { body: none })).toMatchObject({
    code: 200,
    object: { spec: {} },
  })
  expect(request('GET', `${DEPLOYMENTS}/web`).object).toMatchObject({ spec: { replicas: 0 } })
})

test('a number below zero, an old version and another kind are refused', () => {
  const { request } = withDeployment()
  const path = `${DEPLOYMENTS}/web/scale`
  expect(request('PATCH', path, patch({ spec: { replicas: -1 } }))).toMatchObject({
    code: 422,
    object: {
      message:
        'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    },
  })
  const old = patch({ metadata: { resourceVersion: '1' }, spec: { replicas: 3 } })
  expect(request('PATCH', path, old).code).toBe(409)
  expect(request('PUT', path, { body: { kind: 'Pod', apiVersion: 'v1' } }).code).toBe(400)
  expect(request('DELETE', path).code).toBe(405)
})
