import { expect, test } from 'vitest'
import { startServer } from '../fixtures/server.ts'

const AUTHORIZATION = '/apis/authorization.k8s.io/v1'
const SELF = '/apis/authentication.k8s.io/v1/selfsubjectreviews'

function ask(path: string, body: object, more: object = {}) {
  const { code, object } = startServer().request('POST', path, { body, ...more })
  return { code, object }
}

const everyone = 'system:authenticated'

test.each([
  { user: 'jo', headers: {}, userInfo: { username: 'jo', groups: [everyone] } },
  {
    user: 'kubernetes-admin',
    headers: {},
    userInfo: { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', everyone] },
  },
  {
    user: 'system:serviceaccount:shop:robot',
    headers: {},
    userInfo: {
      username: 'system:serviceaccount:shop:robot',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', everyone],
    },
  },
  {
    user: 'system:node:worker-1',
    headers: {},
    userInfo: { username: 'system:node:worker-1', groups: ['system:nodes', everyone] },
  },
  {
    user: 'system:anonymous',
    headers: {},
    userInfo: { username: 'system:anonymous', groups: ['system:unauthenticated'] },
  },
  {
    user: 'jo',
    headers: {
      'impersonate-uid': '7',
      'impersonate-group': 'cooks, waiters',
      'impersonate-extra-shift': 'late',
    },
    userInfo: {
      username: 'jo',
      uid: '7',
      groups: ['cooks', 'waiters', everyone],
      extra: { shift: ['late'] },
    },
  },
])('[A11] $user is seen with his groups $headers', ({ user, headers, userInfo }) => {
  expect(ask(SELF, {}, { user, headers })).toEqual({
    code: 201,
    object: {
      kind: 'SelfSubjectReview',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { creationTimestamp: '2026-05-01T00:00:00Z' },
      status: { userInfo },
    },
  })
})

test('[A10] everybody may do everything', () => {
  const spec = { resourceAttributes: { verb: 'delete', resource: 'pods', namespace: 'default' } }
  expect(ask(`${AUTHORIZATION}/selfsubjectaccessreviews`, { spec })).toEqual({
    code: 201,
    object: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec,
      status: { allowed: true },
    },
  })
  const rules = { spec: { namespace: 'default' } }
  expect(ask(`${AUTHORIZATION}/selfsubjectrulesreviews`, rules)).toEqual({
    code: 201,
    object: {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec: {},
      status: {
        resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
        nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
        incomplete: false,
      },
    },
  })
})

const ofResource = { verb: 'get', resource: 'pods' }
const ofPath = { verb: 'get', path: '/healthz' }
const NULL_WORDS =
  'SelfSubjectAccessReview.authorization.k8s.io "" is invalid: spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified'

test.each([
  { what: 'about nothing', body: {}, code: 422, message: NULL_WORDS },
  {
    what: 'about a resource and a path at once',
    body: { spec: { resourceAttributes: ofResource, nonResourceAttributes: ofPath } },
    code: 422,
    message:
      'SelfSubjectAccessReview.authorization.k8s.io "" is invalid: spec.nonResourceAttributes: Invalid value: {"path":"/healthz","verb":"get"}: cannot be specified in combination with resourceAttributes',
  },
  {
    what: 'with a name',
    body: { metadata: { name: 'x' }, spec: { resourceAttributes: ofResource } },
    code: 422,
    message:
      'SelfSubjectAccessReview.authorization.k8s.io "" is invalid: metadata: Invalid value: {"name":"x"}: must be empty',
  },
  {
    what: 'of another kind',
    body: { kind: 'Pod', apiVersion: 'v1' },
    code: 400,
    message:
      'Pod in version "v1" cannot be handled as a SelfSubjectAccessReview: converting (v1.Pod) to (authorization.SelfSubjectAccessReview): unknown conversion',
  },
])('a question $what is refused', ({ body, code, message }) => {
  expect(ask(`${AUTHORIZATION}/selfsubjectaccessreviews`, body)).toMatchObject({
    code,
    object: { message },
  })
})

test.each([
  { method: 'GET', path: SELF, code: 405 },
  { method: 'DELETE', path: SELF, code: 405 },
  { method: 'GET', path: `${SELF}/x`, code: 405 },
  { method: 'POST', path: `${SELF}/x`, code: 405 },
  {
    method: 'POST',
    path: `${AUTHORIZATION}/namespaces/default/selfsubjectrulesreviews`,
    code: 404,
  },
  { method: 'POST', path: `${AUTHORIZATION}/selfsubjectrulesreviews`, code: 400 },
])('$method $path is refused with $code', ({ method, path, code }) => {
  expect(startServer().request(method, path, { body: {} }).code).toBe(code)
})
