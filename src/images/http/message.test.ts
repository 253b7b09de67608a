import { expect, test } from 'vitest'
import { framingOfRequest, framingOfResponse } from './framing.ts'
import {
  formatResponseHead,
  headerHas,
  headerOf,
  parseRequestHead,
  parseResponseHead,
  staysOpen,
} from './message.ts'

test('a request is read with its headers in their order', () => {
  const head = parseRequestHead('GET /x?y HTTP/1.1\r\nHost: h:81\r\nX-A:  b \r\nx-a: c')
  expect(head).toEqual({
    method: 'GET',
    target: '/x?y',
    version: 'HTTP/1.1',
    headers: [
      ['Host', 'h:81'],
      ['X-A', 'b'],
      ['x-a', 'c'],
    ],
  })
  expect(headerOf(head?.headers ?? [], 'x-a')).toBe('b')
})

test.each([
  '',
  'GET /',
  'GET / HTTP/2',
  'GET  / HTTP/1.1',
  'GET / HTTP/1.1\nno colon',
  'GET / HTTP/1.1\nBad : x',
])('%j is no request', (text) => {
  expect(parseRequestHead(text)).toBeUndefined()
})

test.each([
  ['HTTP/1.1 200 OK', { status: 200, reason: 'OK' }],
  ['HTTP/1.0 404', { status: 404, reason: '' }],
  ['HTTP/1.1 999 What ever', { status: 999, reason: 'What ever' }],
])('%s', (text, answer) => {
  expect(parseResponseHead(text)).toMatchObject(answer)
})

test('a response is written as it is sent', () => {
  const headers = [['A', 'b']] as const
  expect(
    formatResponseHead({ version: 'HTTP/1.1', status: 204, reason: 'No Content', headers }),
  ).toBe('HTTP/1.1 204 No Content\r\nA: b\r\n\r\n')
})

test.each([
  ['HTTP/1.1', [], true],
  ['HTTP/1.1', [['Connection', 'Close']], false],
  ['HTTP/1.0', [], false],
  ['HTTP/1.0', [['Connection', 'foo, Keep-Alive']], true],
] as const)('%s with %o keeps the connection: %s', (version, headers, stays) => {
  expect(staysOpen({ version, headers })).toBe(stays)
  expect(headerHas(headers, 'Nothing', 'x')).toBe(false)
})

test('how long a body is', () => {
  const request = (headers: readonly (readonly [string, string])[]) =>
    framingOfRequest({ method: 'POST', target: '/', version: 'HTTP/1.1', headers })
  const response = (
    status: number,
    method: string,
    headers: readonly (readonly [string, string])[],
  ) => framingOfResponse({ version: 'HTTP/1.1', status, reason: '', headers }, method)
  const length = [['Content-Length', '5']] as const
  const chunked = [
    ['Transfer-Encoding', 'chunked'],
    ['Content-Length', '5'],
  ] as const
  expect(
    [
      request([]),
      request(length),
      request(chunked),
      response(200, 'GET', []),
      response(200, 'GET', length),
      response(200, 'HEAD', length),
      response(204, 'GET', []),
      response(304, 'GET', length),
      response(200, 'GET', chunked),
    ].map((it) => it.kind),
  ).toEqual([
    'none',
    'length',
    'chunked',
    'until the end',
    'length',
    'none',
    'none',
    'none',
    'chunked',
  ])
})
