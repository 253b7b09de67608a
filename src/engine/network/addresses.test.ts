import { expect, test } from 'vitest'
import { canonicalIpv6, isWithin, parseIpv4 } from './addresses.ts'

test.each([
  ['127.0.0.1', 2130706433],
  ['0.0.0.0', 0],
  ['255.255.255.255', 4294967295],
  ['127.1', undefined],
  ['010.0.0.1', undefined],
  ['1.2.3.256', undefined],
  ['localhost', undefined],
])('%s is the IPv4 address %s', (text, number) => {
  expect(parseIpv4(text)).toBe(number)
})

test.each([
  ['0:0:0:0:0:0:0:1', '::1'],
  ['::', '::'],
  ['FE80:0:0:0:0:0:0:1', 'fe80::1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['::ffff:7f00:1', '::ffff:127.0.0.1'],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1'],
  ['1::2::3', undefined],
  ['1:2:3', undefined],
  ['12345::', undefined],
])('%s is written %s', (text, canonical) => {
  expect(canonicalIpv6(text)).toBe(canonical)
})

test.each([
  ['10.244.1.0', true],
  ['10.244.1.255', true],
  ['10.244.2.0', false],
  ['::1', false],
])('%s lies in 10.244.1.7/24: %s', (address, isInside) => {
  expect(isWithin(address, '10.244.1.7/24')).toBe(isInside)
})
