import { describe, expect, test } from 'vitest'
import { fileSpecOf } from './file-spec.ts'
import { baseOf, cleanPath, directoryOf, isWithin, joinPaths, withoutShortcuts } from './paths.ts'

test.each([
  ['', '.'],
  ['a/./b//c/', 'a/b/c'],
  ['/a/../../b', '/b'],
  ['../a/../..', '../..'],
  ['/', '/'],
])('%s means %s', (path, clean) => {
  expect(cleanPath(path)).toBe(clean)
})

test('paths are joined and taken apart as Go does it', () => {
  expect(joinPaths('', 'a', '../b')).toBe('b')
  expect(joinPaths('', '')).toBe('')
  expect(directoryOf('/tmp/x')).toBe('/tmp')
  expect(directoryOf('x')).toBe('.')
  expect(directoryOf('/x')).toBe('/')
  expect(baseOf('/tmp/x/')).toBe('x')
  expect([baseOf(''), baseOf('/')]).toEqual(['.', '/'])
  expect(['../../x', '../..', '..', '.', './../x'].map(withoutShortcuts)).toEqual([
    'x',
    '',
    '',
    '',
    './../x',
  ])
})

test.each([
  ['here', 'here/x', true],
  ['here', 'here', true],
  ['here', 'hereafter', false],
  ['here', 'x', false],
  ['.', 'x', true],
  ['.', '../x', false],
  ['/tmp', '/tmp/x', true],
  ['/tmp', 'tmp/x', false],
  ['../up', '../up/x', true],
])('below %s, %s lies within: %s', (base, target, expected) => {
  expect(isWithin(base, target)).toBe(expected)
})

describe('one end of a copy', () => {
  test.each([
    ['a/b', { namespace: '', pod: '', path: 'a/b' }],
    ['web:/tmp/', { namespace: '', pod: 'web', path: '/tmp' }],
    ['shop/web:x:y', { namespace: 'shop', pod: 'web', path: 'x:y' }],
    ['web:/', { namespace: '', pod: 'web', path: '/' }],
  ])('%s', (word, spec) => {
    expect(fileSpecOf(word)).toEqual(spec)
  })

  test.each([':x', 'a/b/c:d'])('%s is none', (word) => {
    expect(() => fileSpecOf(word)).toThrow(
      'filespec must match the canonical format: [[namespace/]pod:]file/path',
    )
  })
})
