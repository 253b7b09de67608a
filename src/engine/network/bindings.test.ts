import { expect, test } from 'vitest'
import { bestMatch, type Binding, isInConflict } from './bindings.ts'

function binding(address: string, options: Partial<Binding> = {}): Binding {
  return {
    protocol: 'tcp',
    address,
    port: 80,
    isV6Only: false,
    reuseAddr: false,
    reusePort: false,
    isListening: false,
    uid: 0,
    ...options,
  }
}

// Rows are what stands there and listens, columns what is asked for, both with SO_REUSEADDR.
const ASKED = ['0.0.0.0', '127.0.0.1', '10.0.0.5', '::', ':: v6only', '::1'] as const
const REFUSED: Record<(typeof ASKED)[number], readonly string[]> = {
  '0.0.0.0': ['0.0.0.0', '127.0.0.1', '10.0.0.5', '::'],
  '127.0.0.1': ['0.0.0.0', '127.0.0.1', '::'],
  '10.0.0.5': ['0.0.0.0', '10.0.0.5', '::'],
  '::': ['0.0.0.0', '127.0.0.1', '10.0.0.5', '::', ':: v6only', '::1'],
  ':: v6only': ['::', ':: v6only', '::1'],
  '::1': ['::', ':: v6only', '::1'],
}

function named(name: string, options: Partial<Binding>): Binding {
  const [address = '', v6only] = name.split(' ')
  return binding(address, { isV6Only: v6only !== undefined, ...options })
}

test.each(ASKED)('[N1] beside a listener on %s these addresses are in use', (present) => {
  const there = named(present, { reuseAddr: true, isListening: true })
  const refused = ASKED.filter((it) => isInConflict(named(it, { reuseAddr: true }), there))
  expect(refused).toEqual(REFUSED[present])
})

test.each([
  { present: {}, wanted: {}, inUse: true, what: 'two that are bound, plainly' },
  { present: { reuseAddr: true }, wanted: {}, inUse: true, what: 'only the first reuses' },
  { present: {}, wanted: { reuseAddr: true }, inUse: true, what: 'only the second reuses' },
  {
    present: { reuseAddr: true },
    wanted: { reuseAddr: true },
    inUse: false,
    what: 'both reuse, nobody listens',
  },
  {
    present: { reuseAddr: true, isListening: true },
    wanted: { reuseAddr: true },
    inUse: true,
    what: 'both reuse, the first listens',
  },
  {
    present: { reusePort: true, isListening: true },
    wanted: { reusePort: true },
    inUse: false,
    what: 'both share the port',
  },
  {
    present: { reusePort: true, isListening: true, uid: 1 },
    wanted: { reusePort: true },
    inUse: true,
    what: 'both share the port, as different users',
  },
  { present: { port: 81 }, wanted: {}, inUse: false, what: 'another port' },
  { present: { protocol: 'udp' as const }, wanted: {}, inUse: false, what: 'another protocol' },
])('[N1] $what: in use is $inUse', ({ present, wanted, inUse }) => {
  expect(isInConflict(binding('0.0.0.0', wanted), binding('0.0.0.0', present))).toBe(inUse)
})

test.each([
  { to: '127.0.0.1', found: '127.0.0.1' },
  { to: '10.0.0.5', found: '0.0.0.0' },
  { to: '::1', found: '::' },
])('[N2] what arrives at $to belongs to $found', ({ to, found }) => {
  const claims = [
    binding('::', { isV6Only: true }),
    binding('0.0.0.0'),
    binding('127.0.0.1'),
    binding('127.0.0.1', { port: 81 }),
  ]
  expect(bestMatch(claims, { address: to, port: 80 })?.address).toBe(found)
})

test('[N2] an IPv6 wildcard hears IPv4 too, unless it is v6only', () => {
  const to = { address: '10.0.0.5', port: 80 }
  expect(bestMatch([binding('::')], to)?.address).toBe('::')
  expect(bestMatch([binding('::', { isV6Only: true })], to)).toBeUndefined()
})
