import { expect, test } from 'vitest'
import type { WatchChange } from './client.ts'
import { startServer } from './fixtures/server.ts'

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const greeting = { metadata: { name: 'greeting' }, data: { text: 'hello' } }

test('what was created can be read, changed and deleted', () => {
  const { client, ask } = startServer()
  const created = ask((done) => client.create(CONFIG_MAPS, greeting, done))
  expect(created).toEqual({
    ok: true,
    object: {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: {
        name: 'greeting',
        namespace: 'default',
        uid: expect.stringMatching(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ) as string,
        resourceVersion: expect.stringMatching(/^\d+$/) as string,
        creationTimestamp: '2026-05-01T00:00:00Z',
        managedFields: [
          {
            manager: 'test',
            operation: 'Update',
            apiVersion: 'v1',
            time: '2026-05-01T00:00:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: { 'f:data': { '.': {}, 'f:text': {} } },
          },
        ],
      },
      data: { text: 'hello' },
    },
  })
  const body = { data: { text: null, other: 'x' } }
  const patched = ask<{ data: object }>((done) =>
    client.patch(`${CONFIG_MAPS}/greeting`, { type: 'merge', body }, done),
  )
  expect(patched.ok && patched.object.data).toEqual({ other: 'x' })
  const deleted = ask((done) => client.delete(`${CONFIG_MAPS}/greeting`, {}, done))
  expect(deleted.ok && deleted.object).toMatchObject({ kind: 'Status', status: 'Success' })
  expect(ask((done) => client.get(`${CONFIG_MAPS}/greeting`, done))).toMatchObject({
    ok: false,
    status: { code: 404, message: 'configmaps "greeting" not found' },
  })
})

test('an informer sees what is there and what changes, as consequences of the writes', () => {
  const { clock, history, client, ask } = startServer()
  ask((done) => client.create(CONFIG_MAPS, greeting, done))
  const informer = client.informer<{ metadata: { name: string } }>(CONFIG_MAPS, {
    fieldSelector: 'metadata.name!=kube-root-ca.crt',
  })
  const seen: string[] = []
  informer.onChange(({ type, object }: WatchChange<{ metadata: { name: string } }>) => {
    const cause = clock.cause === null ? undefined : history.fact(clock.cause)?.kind
    seen.push(`${type} ${object.metadata.name} because of ${cause}`)
  })
  clock.advanceBy(0)
  ask((done) => client.create(CONFIG_MAPS, { metadata: { name: 'b' } }, done))
  ask((done) => client.delete(`${CONFIG_MAPS}/greeting`, {}, done))
  expect(seen).toEqual([
    'ADDED greeting because of object.added',
    'ADDED b because of object.added',
    'DELETED greeting because of object.deleted',
  ])
  expect(informer.list().map((it) => it.metadata.name)).toEqual(['b'])
})

test('a name can be generated, and is tried for in the words of the server', () => {
  const { request } = startServer()
  const { object } = request('POST', CONFIG_MAPS, { body: { metadata: { generateName: 'a-' } } })
  expect(object).toMatchObject({
    metadata: { generateName: 'a-', name: expect.stringMatching(/^a-[a-z0-9]{5}$/) as string },
  })
  request('POST', CONFIG_MAPS, { body: greeting })
  expect(request('POST', CONFIG_MAPS, { body: greeting })).toMatchObject({
    code: 409,
    object: { reason: 'AlreadyExists', message: 'configmaps "greeting" already exists' },
  })
})

test('a dry run leaves nothing behind', () => {
  const { request } = startServer()
  expect(request('POST', `${CONFIG_MAPS}?dryRun=All`, { body: greeting }).code).toBe(201)
  expect(request('GET', `${CONFIG_MAPS}/greeting`).code).toBe(404)
})

test('who changes what somebody else changed meanwhile is told so', () => {
  const { request } = startServer()
  const { object } = request('POST', CONFIG_MAPS, { body: greeting })
  const { metadata } = object as { metadata: object }
  const path = `${CONFIG_MAPS}/greeting`
  expect(request('PUT', path, { body: { metadata, data: { text: 'mine' } } }).code).toBe(200)
  expect(request('PUT', path, { body: { metadata, data: { text: 'yours' } } })).toMatchObject({
    code: 409,
    object: {
      message:
        'Operation cannot be fulfilled on configmaps "greeting": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'greeting', kind: 'configmaps' },
    },
  })
})

test('an update that changes nothing is no write', () => {
  const { request, server } = startServer()
  const { object } = request('POST', CONFIG_MAPS, { body: greeting })
  const before = server.store.revision
  expect(request('PUT', `${CONFIG_MAPS}/greeting`, { body: object! }).object).toBe(object)
  expect(server.store.revision).toBe(before)
})

test('in a namespace that is not there nothing is created', () => {
  const { request } = startServer()
  expect(request('POST', '/api/v1/namespaces/nope/configmaps', { body: greeting })).toMatchObject({
    code: 404,
    object: {
      message: 'namespaces "nope" not found',
      details: { name: 'nope', kind: 'namespaces' },
    },
  })
})

test('a namespace waits for its finalizer, and takes nothing new meanwhile', () => {
  const { request } = startServer()
  request('POST', '/api/v1/namespaces', { body: { metadata: { name: 'dev' } } })
  expect(request('DELETE', '/api/v1/namespaces/dev').object).toMatchObject({
    metadata: { name: 'dev', deletionTimestamp: '2026-05-01T00:00:00Z' },
    status: { phase: 'Terminating' },
  })
  expect(request('POST', '/api/v1/namespaces/dev/configmaps', { body: greeting })).toMatchObject({
    code: 403,
    object: {
      message:
        'configmaps "greeting" is forbidden: unable to create new content in namespace dev because it is being terminated',
      details: { causes: [{ reason: 'NamespaceTerminating' }] },
    },
  })
  const body = { metadata: { name: 'dev' }, spec: {} }
  expect(request('PUT', '/api/v1/namespaces/dev/finalize', { body }).code).toBe(200)
  expect(request('GET', '/api/v1/namespaces/dev').code).toBe(404)
  expect(request('DELETE', '/api/v1/namespaces/default').object).toMatchObject({
    message: 'namespaces "default" is forbidden: this namespace may not be deleted',
  })
})

const PODS = '/api/v1/namespaces/default/pods'
const web = { metadata: { name: 'web' }, spec: { containers: [{ name: 'web', image: 'nginx:1' }] } }

test('a Pod is admitted with its account, its token, its tolerations and its priority', () => {
  const { request } = startServer()
  const { object } = request('POST', PODS, { body: web })
  expect(object).toMatchObject({
    metadata: { generation: 1 },
    spec: {
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: [
        {
          key: 'node.kubernetes.io/not-ready',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
        { key: 'node.kubernetes.io/unreachable' },
      ],
      volumes: [{ name: expect.stringMatching(/^kube-api-access-[a-z0-9]{5}$/) as string }],
      containers: [
        { volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] },
      ],
    },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  })
  const body = { ...web, metadata: { name: 'b' }, spec: { ...web.spec, serviceAccountName: 'x' } }
  expect(request('POST', PODS, { body }).object).toMatchObject({
    code: 403,
    message:
      'pods "b" is forbidden: error looking up service account default/x: serviceaccount "x" not found',
  })
})

test('a Pod is bound once, reported on by its status, and deleted with grace', () => {
  const { request } = startServer()
  request('POST', PODS, { body: web })
  const body = { metadata: { name: 'web' }, target: { kind: 'Node', name: 'n1' } }
  expect(request('POST', `${PODS}/web/binding`, { body }).code).toBe(201)
  expect(request('POST', `${PODS}/web/binding`, { body }).object).toMatchObject({
    code: 409,
    message:
      'Operation cannot be fulfilled on pods/binding "web": pod web is already assigned to node "n1"',
  })
  const status = { phase: 'Running' }
  const headers = { 'content-type': 'application/strategic-merge-patch+json' }
  const patched = request('PATCH', `${PODS}/web/status`, { body: { status }, headers })
  expect(patched.object).toMatchObject({
    metadata: { generation: 1 },
    spec: { nodeName: 'n1' },
    status: { phase: 'Running', conditions: [{ type: 'PodScheduled', status: 'True' }] },
  })
  expect(request('DELETE', `${PODS}/web`).object).toMatchObject({
    metadata: {
      generation: 2,
      deletionTimestamp: '2026-05-01T00:00:30Z',
      deletionGracePeriodSeconds: 30,
    },
  })
  expect(request('DELETE', `${PODS}/web?gracePeriodSeconds=0`).object).toMatchObject({
    metadata: { deletionTimestamp: '2026-05-01T00:00:00Z', deletionGracePeriodSeconds: 0 },
  })
  expect(request('GET', `${PODS}/web`).code).toBe(404)
})

test('a Pod that no node has yet is gone at once', () => {
  const { request } = startServer()
  request('POST', PODS, { body: web })
  expect(request('DELETE', `${PODS}/web`).code).toBe(200)
  expect(request('GET', `${PODS}/web`).code).toBe(404)
})
