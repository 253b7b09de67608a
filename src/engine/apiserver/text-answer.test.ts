import { expect, test } from 'vitest'
import { statusOfText } from './text-answer.ts'

const of = (code: number, text: string) => statusOfText(code, new TextEncoder().encode(text))

// As NewGenericServerResponse of k8s.io/apimachinery v0.36.3 words them.
test.each([
  [400, 'BadRequest', 'the server rejected our request for an unknown reason'],
  [403, 'Forbidden', 'no "tea"'],
  [404, 'NotFound', 'the server could not find the requested resource'],
  [409, 'Conflict', 'the server reported a conflict'],
  [
    418,
    'Unknown',
    'the server responded with the status code 418 but did not return more information',
  ],
  [
    500,
    'InternalError',
    'an error on the server ("no \\"tea\\"") has prevented the request from succeeding',
  ],
  [503, 'ServiceUnavailable', 'the server is currently unable to handle the request'],
])('[A43] %i with a page of text is %s', (code, reason, message) => {
  expect(of(code, 'no "tea"\n')).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    details: { causes: [{ reason: 'UnexpectedServerResponse', message: 'no "tea"' }] },
    code,
  })
})

const page = new TextEncoder().encode('404 page not found\n')

test.each([
  {
    asked: { method: 'POST', path: '/apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles' },
    about: 'post roles.rbac.authorization.k8s.io',
    details: { group: 'rbac.authorization.k8s.io', kind: 'roles' },
  },
  {
    asked: { method: 'GET', path: '/api/v2/namespaces/shop/pods/web' },
    about: 'get pods web',
    details: { kind: 'pods', name: 'web' },
  },
])('[A43] who asked for a resource is told: $about', ({ asked, about, details }) => {
  const status = statusOfText(404, page, asked)
  expect(status.message).toBe(`the server could not find the requested resource (${about})`)
  expect(status.details).toEqual({
    ...details,
    causes: [{ reason: 'UnexpectedServerResponse', message: '404 page not found' }],
  })
})
