import { expect, test } from 'vitest'
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  parseQuantity,
  thousandthsOf,
  unitsOf,
} from './quantity.ts'

test.each([
  ['0', '0'],
  ['0Mi', '0'],
  ['0.5', '500m'],
  ['.5', '500m'],
  ['1.', '1'],
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['100', '100'],
  ['1000', '1k'],
  ['1024', '1024'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['1000Ki', '1000Ki'],
  ['0.5Mi', '512Ki'],
  ['1Ki', '1Ki'],
  ['0.5Ki', '512'],
  ['1e3', '1e3'],
  ['1E3', '1e3'],
  ['12e-1', '1200e-3'],
  ['1E', '1E'],
  ['1000P', '1E'],
  ['0.0000000001', '1n'],
  ['-0.5', '-500m'],
  ['+64Mi', '64Mi'],
  ['100000E', '9223372036854775807'],
])('%s is printed as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical)
})

const regexp =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

test.each([
  ['', regexp],
  ['lots', regexp],
  ['1 Gi', regexp],
  ['Mi', regexp],
  ['1.2.3', regexp],
  ['64Mib', regexp],
  ['1mm', "unable to parse quantity's suffix"],
  ['1K', "unable to parse quantity's suffix"],
  ['1e', "unable to parse quantity's suffix"],
])('%j is no quantity: %s', (text, error) => {
  expect(parseQuantity(text)).toEqual({ error })
})

test('quantities are compared and added exactly, however they are written', () => {
  expect(compareQuantities('1Gi', '1024Mi')).toBe(0)
  expect(compareQuantities('1G', '1Gi')).toBe(-1)
  expect(compareQuantities('0.1', '99m')).toBe(1)
  expect(addQuantities('100m', '0.9')).toBe('1')
  expect(addQuantities('64Mi', '64Mi')).toBe('128Mi')
  expect(addQuantities('0', '64Mi')).toBe('64Mi')
})

test('units and thousandths are rounded up', () => {
  expect([unitsOf('64Mi'), unitsOf('1500m'), unitsOf('1n')]).toEqual([67108864, 2, 1])
  expect([thousandthsOf('2'), thousandthsOf('0.0001')]).toEqual([2000, 1])
})
