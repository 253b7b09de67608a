import { expect, test } from 'vitest'
import type { ManagedFieldsEntry } from '../api/generated/types.ts'
import { startServer, type TestServer } from './fixtures/server.ts'

const MAP = '/api/v1/namespaces/default/configmaps/a'
const POD = '/api/v1/namespaces/default/pods/web'
const APPLY = { 'content-type': 'application/apply-patch+yaml' }

function apply(
  { request }: TestServer,
  path: string,
  { manager, body, force = false }: { manager: string; body: object; force?: boolean },
) {
  const options = `fieldManager=${manager}${force ? '&force=true' : ''}`
  return request('PATCH', `${path}?${options}`, { body, headers: APPLY })
}

const map = (data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data,
})

function managersOf(object: object | undefined): Record<string, unknown> {
  const { metadata } = object as { metadata: { managedFields?: ManagedFieldsEntry[] } }
  const entries = metadata.managedFields ?? []
  return Object.fromEntries(entries.map((it) => [`${it.manager} ${it.operation}`, it.fieldsV1]))
}

test('applying creates what is not there, and owns what it said', () => {
  const server = startServer()
  const created = apply(server, MAP, { manager: 'jo', body: map({ x: '1' }) })
  expect(created.code).toBe(201)
  expect(managersOf(created.object)).toEqual({ 'jo Apply': { 'f:data': { 'f:x': {} } } })
})

test('what a manager no longer says is taken away, unless somebody else owns it', () => {
  const server = startServer()
  apply(server, MAP, { manager: 'jo', body: map({ x: '1', y: '2', z: '3' }) })
  apply(server, MAP, { manager: 'al', body: map({ y: '2' }) })
  const { object } = apply(server, MAP, { manager: 'jo', body: map({ x: '1' }) })
  expect(object).toMatchObject({ data: { x: '1', y: '2' } })
  expect(object).not.toHaveProperty('data.z')
  expect(managersOf(object)).toEqual({
    'al Apply': { 'f:data': { 'f:y': {} } },
    'jo Apply': { 'f:data': { 'f:x': {} } },
  })
})

test('who changes what another manager owns is in conflict, unless by force', () => {
  const server = startServer()
  const body = map({ x: '1', y: '1' })
  server.request('POST', '/api/v1/namespaces/default/configmaps?fieldManager=kubectl-create', {
    body,
  })
  expect(apply(server, MAP, { manager: 'jo', body: map({ x: '2' }) })).toMatchObject({
    code: 409,
    object: {
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "kubectl-create" using v1: .data.x',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "kubectl-create" using v1',
            field: '.data.x',
          },
        ],
      },
    },
  })
  const both = apply(server, MAP, { manager: 'jo', body: map({ x: '2', y: '2' }) })
  expect(both.object).toMatchObject({
    message:
      'Apply failed with 2 conflicts: conflicts with "kubectl-create" using v1:\n- .data.x\n- .data.y',
  })
  const forced = apply(server, MAP, { manager: 'jo', body: map({ x: '2' }), force: true })
  expect(forced.object).toMatchObject({ data: { x: '2', y: '1' } })
  expect(managersOf(forced.object)).toEqual({
    'jo Apply': { 'f:data': { 'f:x': {} } },
    'kubectl-create Update': { 'f:data': { '.': {}, 'f:y': {} } },
  })
})

test('who wants what stands there already owns it together with others', () => {
  const server = startServer()
  apply(server, MAP, { manager: 'jo', body: map({ x: '1' }) })
  const { code, object } = apply(server, MAP, { manager: 'al', body: map({ x: '1' }) })
  expect(code).toBe(200)
  expect(Object.keys(managersOf(object))).toEqual(['al Apply', 'jo Apply'])
})

test('applying the same again changes nothing', () => {
  const server = startServer()
  apply(server, MAP, { manager: 'jo', body: map({ x: '1' }) })
  const before = server.server.store.revision
  server.clock.advanceBy(5000)
  apply(server, MAP, { manager: 'jo', body: map({ x: '1' }) })
  expect(server.server.store.revision).toBe(before)
})

const pod = (containers: object[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: { containers },
})

test('entries of lists are owned by their keys', () => {
  const server = startServer()
  const body = pod([{ name: 'a', image: 'x:1', ports: [{ containerPort: 80, protocol: 'TCP' }] }])
  const { object } = apply(server, POD, { manager: 'jo', body })
  expect(managersOf(object)).toEqual({
    'jo Apply': {
      'f:spec': {
        'f:containers': {
          'k:{"name":"a"}': {
            '.': {},
            'f:image': {},
            'f:name': {},
            'f:ports': {
              'k:{"containerPort":80,"protocol":"TCP"}': {
                '.': {},
                'f:containerPort': {},
                'f:protocol': {},
              },
            },
          },
        },
      },
    },
  })
  const other = apply(server, POD, { manager: 'al', body: pod([{ name: 'a', image: 'x:2' }]) })
  expect(other.object).toMatchObject({
    message: 'Apply failed with 1 conflict: conflict with "jo": .spec.containers[name="a"].image',
  })
})

test('a manager has a name, and leaves the managers alone', () => {
  const server = startServer()
  const nameless = server.request('PATCH', MAP, { body: map({}), headers: APPLY })
  expect(nameless.object).toMatchObject({
    code: 422,
    message:
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  })
  const body = { ...map({}), metadata: { name: 'a', managedFields: [{}] } }
  expect(apply(server, MAP, { manager: 'jo', body }).object).toMatchObject({
    message: 'metadata.managedFields must be nil',
  })
})

test('an update takes over what it changes, a status what it reports', () => {
  const server = startServer()
  server.request('POST', '/api/v1/namespaces/default/pods?fieldManager=kubectl-run', {
    body: pod([{ name: 'a', image: 'x:1' }]),
  })
  server.request('PATCH', POD, {
    body: { spec: { containers: [{ name: 'a', image: 'x:2' }] } },
    headers: {
      'content-type': 'application/strategic-merge-patch+json',
      'user-agent': 'kubectl-edit/v1.36.0',
    },
  })
  const { object } = server.request('PATCH', `${POD}/status`, {
    body: { status: { phase: 'Running' } },
    headers: {
      'content-type': 'application/strategic-merge-patch+json',
      'user-agent': 'kubelet/v1.36.0',
    },
  })
  expect(managersOf(object)).toEqual({
    'kubectl-run Update': {
      'f:spec': {
        'f:containers': {
          'k:{"name":"a"}': {
            '.': {},
            'f:imagePullPolicy': {},
            'f:name': {},
            'f:resources': {},
            'f:terminationMessagePath': {},
            'f:terminationMessagePolicy': {},
          },
        },
        'f:dnsPolicy': {},
        'f:enableServiceLinks': {},
        'f:restartPolicy': {},
        'f:schedulerName': {},
        'f:securityContext': {},
        'f:terminationGracePeriodSeconds': {},
      },
    },
    'kubectl-edit Update': {
      'f:spec': { 'f:containers': { 'k:{"name":"a"}': { 'f:image': {} } } },
    },
    'kubelet Update': { 'f:status': { 'f:phase': {} } },
  })
})
