import { expect, test } from 'vitest'
import { fromBase64 } from '../api/base64.ts'
import { startServer } from './fixtures/server.ts'

const NAMESPACE = '/api/v1/namespaces/tok7'
const NOW = Date.UTC(2026, 4, 1) / 1000
const ISSUER = 'https://kubernetes.default.svc.cluster.local'

function openBench() {
  const { request } = startServer()
  const post = (path: string, body: object) => request('POST', path, { body })
  post('/api/v1/namespaces', { metadata: { name: 'tok7' } })
  const account = post(`${NAMESPACE}/serviceaccounts`, { metadata: { name: 'default' } })
  const spec = { nodeName: 'gone', containers: [{ name: 'a', image: 'a' }] }
  const pod = post(`${NAMESPACE}/pods`, { metadata: { name: 'web' }, spec })
  const tokenFor = (wish: object) => {
    const { object } = post(`${NAMESPACE}/serviceaccounts/default/token`, { spec: wish })
    return (object as { readonly status: { readonly token: string } }).status.token.split('.')
  }
  return { tokenFor, account: uidOf(account.object), pod: uidOf(pod.object) }
}

function uidOf(object: object | undefined): string {
  return (object as { readonly metadata: { readonly uid: string } }).metadata.uid
}

function read(part = ''): Readonly<Record<string, unknown>> {
  const base64 = part.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = fromBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, '='))
  return JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>
}

const web = { kind: 'Pod', apiVersion: 'v1', name: 'web' }

// The claims that a kube-apiserver 1.36.3 wrote, with other ids and times.
test.each([
  {
    token: 'of an account',
    wish: {},
    lives: 3600,
    aud: [ISSUER],
    bound: {},
  },
  {
    token: 'of a Pod, as it mounts it, lives for a year',
    wish: { boundObjectRef: web, expirationSeconds: 3607 },
    lives: 365 * 24 * 3600,
    aud: [ISSUER],
    bound: { node: { name: 'gone' }, pod: true, warnafter: NOW + 3607 },
  },
  {
    token: 'of a Pod for others',
    wish: { boundObjectRef: web, expirationSeconds: 3607, audiences: ['a', 'b'] },
    lives: 3607,
    aud: ['a', 'b'],
    bound: { node: { name: 'gone' }, pod: true },
  },
])('[A44] the claims of a token $token', ({ wish, lives, aud, bound }) => {
  const { tokenFor, account, pod } = openBench()
  const [header, claims, signature] = tokenFor(wish)
  expect(read(header)).toEqual({ alg: 'RS256', kid: 'glasspod' })
  expect(signature).toHaveLength(342)
  expect(read(claims)).toEqual({
    aud,
    exp: NOW + lives,
    iat: NOW,
    iss: ISSUER,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    'kubernetes.io': {
      namespace: 'tok7',
      serviceaccount: { name: 'default', uid: account },
      ...bound,
      ...('pod' in bound ? { pod: { name: 'web', uid: pod } } : {}),
    },
    nbf: NOW,
    sub: 'system:serviceaccount:tok7:default',
  })
})
