import { expect, test } from 'vitest'
import { startServer } from './fixtures/server.ts'
import { statusOfText } from './text-answer.ts'

const get = (path: string, accept = 'application/json') =>
  startServer().request('GET', path, { headers: { accept } })

test('the server names its groups, their versions and their resources', () => {
  expect(get('/api').object).toMatchObject({ kind: 'APIVersions', versions: ['v1'] })
  expect(get('/apis').object).toMatchObject({
    kind: 'APIGroupList',
    groups: [
      ...[
        ...['apps', 'authentication.k8s.io', 'authorization.k8s.io'],
        ...['batch', 'coordination.k8s.io', 'discovery.k8s.io'],
      ].map((name) => ({ name, preferredVersion: { version: 'v1' } })),
      { name: 'metrics.k8s.io', preferredVersion: { version: 'v1beta1' } },
    ],
  })
  const { resources } = get('/api/v1').object as { resources: { name: string }[] }
  expect(resources.map(({ name }) => name)).toEqual([
    'configmaps',
    'events',
    'namespaces',
    'namespaces/finalize',
    'namespaces/status',
    'nodes',
    'nodes/status',
    'pods',
    'pods/attach',
    'pods/binding',
    'pods/ephemeralcontainers',
    'pods/eviction',
    'pods/exec',
    'pods/log',
    'pods/portforward',
    'pods/proxy',
    'pods/resize',
    'pods/status',
    'secrets',
    'serviceaccounts',
    'serviceaccounts/token',
    'services',
    'services/proxy',
    'services/status',
  ])
  expect(get('/apis/coordination.k8s.io/v1').object).toMatchObject({
    resources: [{ name: 'leases', kind: 'Lease', namespaced: true }],
  })
  expect(get('/apis/nothing').code).toBe(404)
})

test('all of it in one answer, for who asks in that form', () => {
  const accept =
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json'
  const answered = get('/api', accept)
  expect(answered.headers['content-type']).toBe(
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  )
  expect(answered.object).toMatchObject({
    kind: 'APIGroupDiscoveryList',
    items: [
      {
        metadata: {},
        versions: [
          {
            version: 'v1',
            resources: expect.arrayContaining([
              {
                resource: 'configmaps',
                responseKind: { group: '', version: 'v1', kind: 'ConfigMap' },
                scope: 'Namespaced',
                singularResource: 'configmap',
                verbs: [
                  ...['create', 'delete', 'deletecollection', 'get'],
                  ...['list', 'patch', 'update', 'watch'],
                ],
                shortNames: ['cm'],
              },
            ]) as object[],
          },
        ],
      },
    ],
  })
})

test('the version is that of the Kubernetes that is simulated', () => {
  expect(get('/version').object).toMatchObject({ gitVersion: 'v1.36.0' })
})

test.each(['/api/v1/widgets', '/apis/apps/v2/deployments', '/api/v1/pods/a/b/c'])(
  '%s is nothing that the server knows',
  (path) => {
    expect(get(path)).toMatchObject({
      code: 404,
      object: { reason: 'NotFound', message: 'the server could not find the requested resource' },
    })
  },
)

test.each(['/nothing', '/%zz'])('[A43] %s is no part of the API: that is said in text', (path) => {
  expect(get(path)).toMatchObject({ code: 404, text: '404 page not found\n' })
  const { client, ask } = startServer()
  expect(ask((done) => client.get(path, done))).toEqual({
    ok: false,
    isLost: false,
    status: statusOfText(404, new TextEncoder().encode('404 page not found\n')),
  })
})

test('[A43] the server names every path it answers for, and answers for it', () => {
  const { paths } = get('/').object as { paths: readonly string[] }
  expect(paths.slice(0, 5)).toEqual(['/api', '/api/v1', '/apis', '/apis/', '/apis/apps'])
  const refused = paths.filter((path) => get(path).code !== 200)
  expect(refused).toEqual([])
  expect(paths).toContain('/readyz/poststarthook/storage-readiness')
})
