import { expect, test } from 'vitest'
import { dictOrder } from './dict-order.ts'

// Printed by Python 2.7.18 for keys put in one after the other.
test.each([
  { put: ['version', 'host', 'from'], keys: ['host', 'version', 'from'] },
  { put: ['version', 'env'], keys: ['version', 'env'] },
  { put: ['version', 'host', 'result'], keys: ['host', 'version', 'result'] },
  {
    put: [
      'PATH',
      'HOSTNAME',
      'LANG',
      'GPG_KEY',
      'PYTHON_VERSION',
      'PYTHON_PIP_VERSION',
      'KUBERNETES_PORT',
      'KUBERNETES_SERVICE_HOST',
      'HOME',
      'KUBERNETES_SERVICE_PORT',
      'KUBERNETES_PORT_443_TCP',
    ],
    keys: [
      'LANG',
      'GPG_KEY',
      'PYTHON_VERSION',
      'PYTHON_PIP_VERSION',
      'KUBERNETES_SERVICE_HOST',
      'HOSTNAME',
      'KUBERNETES_PORT',
      'PATH',
      'KUBERNETES_PORT_443_TCP',
      'HOME',
      'KUBERNETES_SERVICE_PORT',
    ],
  },
])('$put comes out as $keys', ({ put, keys }) => {
  expect(dictOrder(put)).toEqual(keys)
})

test('a key that is put in twice stands where it stood', () => {
  expect(dictOrder(['a', 'b', 'a'])).toEqual(dictOrder(['a', 'b']))
})
