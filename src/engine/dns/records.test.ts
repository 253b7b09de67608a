import { expect, test } from 'vitest'
import type { EndpointSlice, Service } from '../api/generated/types.ts'
import { decodeQuestion, encodeAnswer } from './message.ts'
import { addressesOf } from './records.ts'

function service(name: string, spec: Service['spec']): Service {
  const metadata = { name, namespace: 'shop', uid: name }
  return { kind: 'Service', apiVersion: 'v1', metadata, spec, status: { loadBalancer: {} } }
}

const slice: EndpointSlice = {
  kind: 'EndpointSlice',
  apiVersion: 'discovery.k8s.io/v1',
  metadata: {
    ...{ name: 'each-1', namespace: 'shop', uid: 'each-1' },
    labels: { 'kubernetes.io/service-name': 'each' },
  },
  addressType: 'IPv4',
  endpoints: [
    { addresses: ['10.244.1.2'], conditions: { ready: true }, hostname: 'first' },
    { addresses: ['10.244.1.3'], conditions: { ready: true } },
    { addresses: ['10.244.1.4'], conditions: { ready: false, serving: false } },
  ],
  ports: [],
}

const known = {
  domain: 'cluster.local',
  services: [
    service('web', { clusterIP: '10.96.7.7' }),
    service('each', { clusterIP: 'None' }),
    service('outside', { type: 'ExternalName', externalName: 'example.com' }),
  ],
  slices: [slice],
}

const NONE = { kind: 'no such name' }

test.each([
  ['web.shop.svc.cluster.local', { kind: 'addresses', addresses: ['10.96.7.7'] }],
  ['WEB.shop.svc.cluster.local.', { kind: 'addresses', addresses: ['10.96.7.7'] }],
  ['web.default.svc.cluster.local', NONE],
  ['x.web.shop.svc.cluster.local', NONE],
  ['each.shop.svc.cluster.local', { kind: 'addresses', addresses: ['10.244.1.2', '10.244.1.3'] }],
  ['first.each.shop.svc.cluster.local', { kind: 'addresses', addresses: ['10.244.1.2'] }],
  ['10-244-1-3.each.shop.svc.cluster.local', { kind: 'addresses', addresses: ['10.244.1.3'] }],
  ['10-244-1-4.each.shop.svc.cluster.local', NONE],
  ['outside.shop.svc.cluster.local', { kind: 'alias', name: 'example.com' }],
  ['10-1-2-3.shop.pod.cluster.local', { kind: 'addresses', addresses: ['10.1.2.3'] }],
  ['web.shop.pod.cluster.local', NONE],
  ['shop.svc.cluster.local', { kind: 'addresses', addresses: [] }],
  ['nowhere.svc.cluster.local', NONE],
  ['web', { kind: 'elsewhere' }],
  ['example.com', { kind: 'elsewhere' }],
] as const)('[S4] %s', (name, answer) => {
  expect(addressesOf(name, known)).toEqual(answer)
})

const question = Uint8Array.from([
  ...[0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
  ...[3, 119, 101, 98, 1, 97, 0, 0, 1, 0, 1],
])

test('a question is read, and its answer written, as RFC 1035 has it', () => {
  const asked = decodeQuestion(question)
  if (asked === undefined) throw new Error('it was not read')
  expect(asked).toMatchObject({ id: 0x1234, name: 'web.a', type: 1, isRecursive: true })
  const answer = { kind: 'addresses', addresses: ['10.96.7.7'] } as const
  expect([...encodeAnswer(asked, answer)]).toEqual([
    ...[0x12, 0x34, 0x85, 0x80, 0, 1, 0, 1, 0, 0, 0, 0],
    ...question.subarray(12),
    ...[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 10, 96, 7, 7],
  ])
  expect(encodeAnswer(asked, { kind: 'no such name' })[3]).toBe(0x83)
  // Whoever asks for IPv6 hears that there is such a name, and no such address.
  expect([...encodeAnswer({ ...asked, type: 28 }, answer)].slice(3, 8)).toEqual([0x80, 0, 1, 0, 0])
})

test.each([
  ['too short', question.subarray(0, 10)],
  ['an answer', Uint8Array.from([0, 0, 0x80, ...question.subarray(3)])],
  ['cut off in the middle of a name', question.subarray(0, 14)],
])('what is no question is not answered: %s', (_, bytes) => {
  expect(decodeQuestion(bytes)).toBeUndefined()
})
