import { expect, test } from 'vitest'
import { failure } from '../api/status.ts'
import type { Clock } from '../clock/clock.ts'
import { createPair } from '../streams/pair.ts'
import { startServer, type TestServer } from './fixtures/server.ts'
import type { NodeConnection } from './node-connection.ts'
import type { ApiMessage } from './transport.ts'

type Channel = ApiMessage & { kind: 'channel' }

const PODS = '/api/v1/namespaces/default/pods'
const UPGRADE = { connection: 'Upgrade', upgrade: 'websocket' }
const encode = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8').decode(bytes)

/** A kubelet that says what it is asked, and repeats what it is told. */
function echoing(clock: () => Clock, asked: unknown[]): NodeConnection {
  const refused = failure({ code: 400, reason: 'BadRequest', message: 'not now' })
  return {
    logs: (of, options) => {
      asked.push({ of: of.container, ...options })
      if (options.previous) return refused
      const [near, far] = createPair<Uint8Array, never>(clock())
      near.send(encode('hello\n'))
      near.end()
      return far
    },
    exec: (_of, argv, options) => {
      asked.push({ argv, ...options })
      const [near, far] = createPair<Channel, Channel>(clock())
      far.listen({
        message: ({ bytes }) => far.send({ kind: 'channel', channel: 1, bytes }),
        end: () => far.end(),
      })
      return near
    },
    attach: () => refused,
    usageOf: () => undefined,
    portForward: () => {
      const [near, far] = createPair<Uint8Array, Uint8Array>(clock())
      far.listen({ message: (bytes) => far.send(bytes), end: () => far.end() })
      return near
    },
  }
}

function withPod(nodeName: string, containers = ['a']) {
  const asked: unknown[] = []
  const started: TestServer = startServer({ n1: echoing(() => started.clock, asked) })
  const spec = { nodeName, containers: containers.map((name) => ({ name, image: 'x:1' })) }
  started.request('POST', PODS, { body: { metadata: { name: 'web' }, spec } })
  started.request('POST', '/api/v1/nodes', { body: { metadata: { name: 'n1' } } })
  return { ...started, asked }
}

test('logs come from the kubelet of the node', () => {
  const { request, asked } = withPod('n1')
  const { code, headers, messages } = request('GET', `${PODS}/web/log?follow=true&tailLines=5`)
  expect({ code, headers }).toEqual({ code: 200, headers: { 'content-type': 'text/plain' } })
  expect(messages.map((it) => (it.kind === 'bytes' ? decode(it.bytes) : it))).toEqual(['hello\n'])
  expect(asked).toEqual([
    { of: 'a', follow: true, previous: false, timestamps: false, tailLines: 5 },
  ])
})

test('what the kubelet refuses, the server refuses', () => {
  const { request } = withPod('n1')
  expect(request('GET', `${PODS}/web/log?previous=true`)).toMatchObject({
    code: 400,
    object: { message: 'not now' },
  })
})

test.each([
  {
    containers: ['a', 'b'],
    asked: 'log',
    message: 'a container name must be specified for pod web, choose one of: [a b]',
  },
  { asked: 'log?container=x', message: 'container x is not valid for pod web' },
  { node: '', asked: 'exec?stdout=true', message: 'pod web does not have a host assigned' },
  {
    asked: 'exec',
    headers: UPGRADE,
    message: 'you must specify at least 1 of stdin, stdout, stderr',
  },
  {
    asked: 'exec?stderr=true&tty=true',
    headers: UPGRADE,
    message: 'you must specify at least 1 of stdin, stdout, stderr',
  },
  { asked: 'exec?stdout=true', message: 'Upgrade request required' },
  {
    containers: ['a', 'b'],
    asked: 'attach?stdout=true',
    message: 'a container name must be specified for pod web, choose one of: [a b]',
  },
  {
    asked: 'attach?stdout=true',
    headers: { upgrade: 'SPDY/2' },
    message: 'unable to upgrade: spdy/2 is not served, only websocket and SPDY/3.1',
  },
  { node: 'n2', asked: 'log', message: 'pods "n2" not found' },
  { asked: 'portforward?ports=no', headers: UPGRADE, message: 'unable to parse port no' },
  {
    asked: 'log?tailLines=-1',
    message:
      'PodLogOptions "web" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
  },
])('$asked of a Pod on node $node is refused: $message', ({ node = 'n1', ...row }) => {
  const { request } = withPod(node, row.containers ?? ['a'])
  const { headers = {} } = row
  expect(request('GET', `${PODS}/web/${row.asked}`, { headers }).object).toMatchObject({
    message: row.message,
  })
})

test('a node that cannot be reached is told of by its address', () => {
  const { request } = withPod('n3')
  const status = { addresses: [{ type: 'InternalIP', address: '10.0.0.3' }] }
  request('POST', '/api/v1/nodes', { body: { metadata: { name: 'n3' }, status } })
  expect(request('GET', `${PODS}/web/log`).object).toMatchObject({
    code: 500,
    message:
      'Get "https://10.0.0.3:10250/containerLogs/default/web/a": dial tcp 10.0.0.3:10250: connect: connection refused',
  })
  const headers = UPGRADE
  expect(request('GET', `${PODS}/web/exec?stdout=true`, { headers }).object).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    code: 500,
    message: 'error dialing backend: dial tcp 10.0.0.3:10250: connect: connection refused',
  })
})

test('a Pod that has no node has said nothing', () => {
  const { request } = withPod('')
  expect(request('GET', `${PODS}/web/log`)).toMatchObject({ code: 204, messages: [] })
})

test('exec passes channels both ways, and ends with its end', () => {
  const { server, clock, asked } = withPod('n1')
  const said: string[] = []
  let code = 0
  const query = [
    ['command', 'cat'],
    ['command', '-'],
    ['stdin', 'true'],
    ['stdout', '1'],
  ] as const
  const stream = server.open(
    { method: 'POST', path: `${PODS}/web/exec`, query, headers: UPGRADE, user: 'jo' },
    (answer) => (code = answer.code),
  )
  stream.listen({
    message: (it) => said.push(it.kind === 'channel' ? `${it.channel} ${decode(it.bytes)}` : ''),
    end: () => said.push('(end)'),
  })
  clock.advanceBy(0)
  stream.send({ kind: 'channel', channel: 0, bytes: encode('hi') })
  stream.end()
  clock.advanceBy(0)
  expect({ code, said }).toEqual({ code: 101, said: ['1 hi', '(end)'] })
  expect(asked).toEqual([
    { argv: ['cat', '-'], stdin: true, stdout: true, stderr: false, tty: false },
  ])
})

test.each([
  {
    query: 'stdin=true&stdout=true&stderr=true&tty=true',
    options: { stdin: true, stdout: true, stderr: false, tty: true },
  },
  {
    query: 'stdin=false&stdout=yes&stderr=0',
    options: { stdin: false, stdout: true, stderr: false, tty: false },
  },
  { query: 'stderr=1', options: { stdin: false, stdout: false, stderr: true, tty: false } },
])('exec with $query has one stream for a terminal, and takes what is not denied', (row) => {
  const { request, asked } = withPod('n1')
  request('POST', `${PODS}/web/exec?command=sh&${row.query}`, { headers: UPGRADE })
  expect(asked).toEqual([{ argv: ['sh'], ...row.options }])
})

test('a port-forward is one connection, its data on channel 0', () => {
  const { server, clock } = withPod('n1')
  const said: string[] = []
  const stream = server.open(
    {
      method: 'GET',
      path: `${PODS}/web/portforward`,
      query: [['ports', '80']],
      headers: UPGRADE,
      user: 'jo',
    },
    () => undefined,
  )
  stream.listen({
    message: (it) => said.push(it.kind === 'channel' ? `${it.channel} ${decode(it.bytes)}` : ''),
    end: () => undefined,
  })
  stream.send({ kind: 'channel', channel: 0, bytes: encode('ping') })
  clock.advanceBy(0)
  expect(said).toEqual(['0 ping'])
})
