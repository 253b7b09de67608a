import { type NetworkInterface, type Process, type Run, write } from '#engine'
import { describe, expect, test } from 'vitest'
import { lab } from '../http/test-support.ts'
import { candidatesFor } from './dns-client.ts'
import { decodeAnswer, encodeQuestion } from './dns-message.ts'
import { parseHosts, parseResolverConfig } from './name-files.ts'
import { addressesIn, inOrder, resolve } from './resolve.ts'

test('the hosts file: addresses, names, comments', () => {
  expect(parseHosts('# a\n127.0.0.1\tlocalhost me # b\n\n::1 localhost\n10.0.0.1\n')).toEqual([
    { address: '127.0.0.1', names: ['localhost', 'me'] },
    { address: '::1', names: ['localhost'] },
  ])
})

test('resolv.conf as the kubelet writes it', () => {
  const text =
    'search default.svc.cluster.local svc.cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n'
  expect(parseResolverConfig(text)).toEqual({
    servers: ['10.96.0.10'],
    searches: ['default.svc.cluster.local', 'svc.cluster.local'],
    ndots: 5,
    timeoutSeconds: 5,
    attempts: 2,
  })
  expect(parseResolverConfig('')).toMatchObject({ servers: ['127.0.0.1'], ndots: 1 })
})

test.each([
  ['web', ['web.a', 'web.b', 'web']],
  ['web.default', ['web.default.a', 'web.default.b', 'web.default']],
  ['x.y.z.example.com', ['x.y.z.example.com.a', 'x.y.z.example.com.b', 'x.y.z.example.com']],
  ['a.b.c.d.e.f', ['a.b.c.d.e.f', 'a.b.c.d.e.f.a', 'a.b.c.d.e.f.b']],
  ['example.com.', ['example.com.']],
])('with ndots:5 %s is tried as %o', (name, candidates) => {
  expect(candidatesFor(name, { searches: ['a', 'b'], ndots: 5 })).toEqual(candidates)
})

test('of several lines for a name each family has its first', () => {
  const hosts = parseHosts('10.0.0.1 a\n10.0.0.2 A\n::1 a\n')
  expect(addressesIn(hosts, 'a')).toEqual(['::1', '10.0.0.1'])
})

test('an address that cannot be reached comes last', () => {
  const lo = (addresses: readonly string[]): readonly NetworkInterface[] => [
    {
      index: 1,
      name: 'lo',
      kind: 'loopback',
      mac: '',
      mtu: 65_536,
      addresses: addresses.map((address) => ({
        family: address.includes(':') ? 'inet6' : 'inet',
        address,
        prefixLength: 8,
        scope: 'host',
      })),
    },
  ]
  expect(inOrder(['127.0.0.1', '::1'], lo(['127.0.0.1', '::1']))).toEqual(['::1', '127.0.0.1'])
  expect(inOrder(['::1', '127.0.0.1'], lo(['127.0.0.1']))).toEqual(['127.0.0.1', '::1'])
})

test('a question as RFC 1035 writes it', () => {
  const bytes = encodeQuestion({ id: 258, name: 'a.bc', type: 'A' })
  expect([...(bytes ?? [])]).toEqual([
    ...[1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
    ...[1, 97, 2, 98, 99, 0, 0, 1, 0, 1],
  ])
  expect(encodeQuestion({ id: 1, name: 'a..b', type: 'A' })).toBeUndefined()
})

describe('looking up', () => {
  const SERVER = '127.0.0.53'
  const FILES = {
    '/etc/resolv.conf': { text: `nameserver ${SERVER}\nsearch cluster.local\noptions ndots:2\n` },
  }
  const ADDRESSES: Readonly<Record<string, readonly number[]>> = {
    'web.cluster.local': [10, 96, 0, 20],
    'empty.cluster.local': [],
  }

  /** Answers A questions from a table; names that are not in it do not exist. */
  function* nameServer(process: Process): Run {
    const fd = process.sockets.socket('inet', 'datagram')
    process.sockets.bind(fd, { family: 'inet', address: SERVER, port: 53 })
    for (;;) {
      yield { do: 'wait', for: [{ fd, for: 'read' }] }
      const asked = process.sockets.tryReceiveFrom(fd)
      if (asked === 'again') continue
      const name = nameIn(asked.bytes)
      const known = ADDRESSES[name]
      const isIpv4 = asked.bytes.at(-3) === 1
      const address = isIpv4 ? (known ?? []) : []
      const answer = Uint8Array.from([
        ...asked.bytes.subarray(0, 2),
        ...[
          0x81,
          known === undefined ? 0x83 : 0x80,
          0,
          1,
          0,
          address.length > 0 ? 1 : 0,
          0,
          0,
          0,
          0,
        ],
        ...asked.bytes.subarray(12),
        ...(address.length > 0 ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...address] : []),
      ])
      process.sockets.sendTo(fd, answer, asked.from)
    }
  }

  function nameIn(bytes: Uint8Array): string {
    const labels: string[] = []
    for (let at = 12; (bytes[at] ?? 0) > 0; at += (bytes[at] ?? 0) + 1)
      labels.push(new TextDecoder().decode(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0))))
    return labels.join('.')
  }

  function looking(name: string) {
    return function* (process: Process): Run {
      yield* write(process, 1, JSON.stringify(yield* resolve(process, name)))
      return 0
    }
  }

  test.each([
    { name: '10.1.2.3', found: { ok: true, addresses: ['10.1.2.3'] } },
    { name: 'localhost', found: { ok: true, addresses: ['::1', '127.0.0.1'] } },
    { name: 'web', found: { ok: true, addresses: ['10.96.0.20'] } },
    { name: 'empty', found: { ok: false, error: 'EAI_NODATA' } },
    { name: 'nobody', found: { ok: false, error: 'EAI_NONAME' } },
  ])('$name: $found', ({ name, found }) => {
    const at = lab(FILES)
    at.start(nameServer)
    at.clock.advanceBy(1)
    expect(JSON.parse(at.run(looking(name)).stdout)).toEqual(found)
  })

  test('a server that refuses is known at once, one that is silent after ten seconds', () => {
    const refused = lab(FILES)
    expect(JSON.parse(refused.run(looking('web')).stdout)).toEqual({
      ok: false,
      error: 'EAI_AGAIN',
    })
    expect(refused.clock.now < 10).toBe(true)
    const silent = lab({ '/etc/resolv.conf': { text: 'nameserver 203.0.113.53\n' } })
    expect(JSON.parse(silent.run(looking('web')).stdout)).toEqual({ ok: false, error: 'EAI_AGAIN' })
    expect(Math.floor(silent.clock.now)).toBe(10_000)
  })

  test('what is no answer is not taken for one', () => {
    expect(decodeAnswer(new Uint8Array(5))).toBeUndefined()
    expect(decodeAnswer(new Uint8Array(12))).toBeUndefined()
  })
})
