import { expect, test } from 'vitest'
import { canonicalIPv6, isIpAddress } from './ip-address.ts'

// Each asked of kube-apiserver 1.36.3 as a nameserver of a Pod.
test.each<readonly [string, readonly string[]]>([
  ['1.2.3.4', []],
  ['0.0.0.0', []],
  ['::1', []],
  ['fe80::01', []],
  ['1:2:3:4:5:6:7:8', []],
  ['64:ff9b::192.0.2.33', []],
  ['001.002.003.004', ['must not have leading 0s']],
  ['00.0.0.0', ['must not have leading 0s']],
  ['::ffff:1.2.3.04', ['must not have leading 0s']],
  ['::ffff:1.2.3.4', ['must not be an IPv4-mapped IPv6 address']],
  ['::ffff:102:304', ['must not be an IPv4-mapped IPv6 address']],
  ...[
    ...['', '1.2.3', '1.2.3.256', '1.2.3.4.5', 'fe80::1%eth0', 'a', '::1::', '1:2:3:4:5:6:7'],
    ...['1:2:3:4:5:6:7:8:9', '1::2:3:4:5:6:7:8', '12345::', '1.2.3.4::', ':1:2:3:4:5:6:7'],
  ].map((it) => [it, ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']] as const),
])('%s', (address, expected) => {
  expect(isIpAddress('ip', address).map(({ message }) => message)).toEqual(expected)
})

test.each([
  ['FE80::0202:B3FF:FE1E:8329', 'fe80::202:b3ff:fe1e:8329'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['::', '::'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['10.0.0.1', undefined],
])('%s is written %s', (address, canonical) => {
  expect(canonicalIPv6(address)).toBe(canonical)
})
