import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startServer } from './fixtures/server.ts'
import type { ApiRequest } from './transport.ts'

const step = fc.oneof(
  fc.constantFrom(
    ...['api', 'apis', 'v1', 'namespaces', 'default', 'pods', 'configmaps', 'web', 'status', 'log'],
    ...['exec', 'binding', 'eviction', 'nodes', 'events', 'coordination.k8s.io', 'leases', 'nope'],
    ...['attach', 'portforward', 'resize', 'ephemeralcontainers', 'finalize', 'openapi', 'v3'],
  ),
  fc.string({ maxLength: 5 }),
)
const path = fc.oneof(
  fc.array(step, { maxLength: 8 }).map((steps) => `/${steps.join('/')}`),
  fc.constantFrom(
    '/api/v1/namespaces/default/pods',
    '/api/v1/namespaces/default/pods/web',
    '/api/v1/namespaces/default/pods/web/status',
    '/api/v1/namespaces/default/configmaps/kube-root-ca.crt',
    '/api/v1/pods',
    '/api/v1/namespaces/default',
  ),
)
const queryName = fc.constantFrom(
  ...['watch', 'limit', 'continue', 'labelSelector', 'fieldSelector', 'resourceVersion', 'dryRun'],
  ...['fieldValidation', 'fieldManager', 'force', 'timeoutSeconds', 'sendInitialEvents'],
  ...['container', 'tailLines', 'command', 'stdin', 'ports', 'includeObject'],
  ...['gracePeriodSeconds', 'resourceVersionMatch', 'sinceTime', 'allowWatchBookmarks'],
)
const queryValue = fc.oneof(
  fc.constantFrom('true', '1', '0', '-1', 'All', 'Strict', 'a=b', '!a', 'a in (b,c)', 'Exact'),
  fc.string({ maxLength: 12 }),
)
const query = fc.array(fc.tuple(queryName, queryValue), { maxLength: 4 })

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: { a: 'b' } },
  spec: { containers: [{ name: 'a', image: 'x:1', ports: [{ containerPort: 80 }] }] },
  status: { phase: 'Running', containerStatuses: [{ name: 'a' }] },
}
const leaf = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, '', 'a', '1Gi', 'A_B', {}, []),
  fc.string({ maxLength: 6 }),
)

/** A Pod in which something is not as it should be. */
const bentPod = fc
  .tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), leaf)
  .map(([route, value]) => bend(pod, route, value) as object)

function bend(target: unknown, [choice = 0, ...rest]: readonly number[], value: unknown): unknown {
  if (typeof target !== 'object' || target === null) return value
  const keys = [...Object.keys(target), 'extra', '__proto__']
  const key = keys[choice % keys.length] ?? 'extra'
  const member = (target as Record<string, unknown>)[key]
  const bent = rest.length === 0 ? value : bend(member, rest, value)
  if (Array.isArray(target))
    return target.map((item: unknown, at) => (`${at}` === key ? bent : item))
  return Object.fromEntries([...Object.entries(target), [key, bent]])
}

const body = fc.oneof(
  bentPod,
  fc.jsonValue().map((json) => new TextEncoder().encode(JSON.stringify(json))),
  fc.uint8Array({ maxLength: 30 }),
  fc.constantFrom(
    { op: 'x' },
    [{ op: 'add', path: '/metadata/labels/x', value: 'y' }],
    { spec: { containers: [{ $patch: 'delete', name: 'a' }] } },
    { metadata: { finalizers: ['a/b'] } },
  ),
)
const headers = fc.record({
  'content-type': fc.constantFrom(
    ...['application/json', 'application/merge-patch+json', 'application/json-patch+json'],
    ...['application/strategic-merge-patch+json', 'application/apply-patch+yaml', 'text/plain', ''],
  ),
  accept: fc.constantFrom(
    ...['', 'application/json', 'application/yaml', 'a;b=c'],
    'application/json;as=Table;v=v1;g=meta.k8s.io',
    'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  ),
})
const request: fc.Arbitrary<ApiRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'),
    path,
    query,
    headers,
    body: fc.option(body, { nil: undefined }),
    user: fc.constantFrom('jo', 'system:node:n1'),
  })
  .map(({ body: given, ...rest }) => (given === undefined ? rest : { ...rest, body: given }))

test('whatever is asked, the server answers, and neither throws nor leaves a broken object', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 12 }), (requests) => {
      const { server, clock, request: ask } = startServer()
      ask('POST', '/api/v1/namespaces/default/pods', { body: pod })
      const codes: number[] = []
      for (const it of requests) {
        const stream = server.open(it, ({ code }) => codes.push(code))
        stream.listen({ message: () => undefined, end: () => undefined })
        clock.advanceBy(10)
      }
      expect(codes).toHaveLength(requests.length)
      for (const object of server.store.list('pods')) {
        expect(object).toMatchObject({ kind: 'Pod', apiVersion: 'v1' })
        expect(ask('GET', `/api/v1/namespaces/default/pods/${object.metadata.name}`).code).toBe(200)
      }
    }),
    { seed: 7, numRuns: 300 },
  )
})
