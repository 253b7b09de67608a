import { expect, test } from 'vitest'
import { jsonPatch } from './json-patch.ts'

const target = { a: { b: [1, 2, 3] }, 'x/y': 1 }

test.each([
  [
    { op: 'add', path: '/a/c', value: 4 },
    { a: { b: [1, 2, 3], c: 4 }, 'x/y': 1 },
  ],
  [
    { op: 'add', path: '/a/b/1', value: 9 },
    { a: { b: [1, 9, 2, 3] }, 'x/y': 1 },
  ],
  [
    { op: 'add', path: '/a/b/-', value: 9 },
    { a: { b: [1, 2, 3, 9] }, 'x/y': 1 },
  ],
  [
    { op: 'remove', path: '/a/b/0' },
    { a: { b: [2, 3] }, 'x/y': 1 },
  ],
  [{ op: 'remove', path: '/x~1y' }, { a: { b: [1, 2, 3] } }],
  [
    { op: 'replace', path: '/a/b', value: null },
    { a: { b: null }, 'x/y': 1 },
  ],
  [{ op: 'replace', path: '', value: { z: 1 } }, { z: 1 }],
  [{ op: 'move', from: '/x~1y', path: '/a/b/0' }, { a: { b: [1, 1, 2, 3] } }],
  [
    { op: 'copy', from: '/a/b/2', path: '/c' },
    { a: { b: [1, 2, 3] }, 'x/y': 1, c: 3 },
  ],
  [{ op: 'test', path: '/a/b', value: [1, 2, 3] }, target],
  [{ op: 'test', path: '/nothing', value: null }, target],
  [
    { op: 'replace', path: '/a/c', value: 4 },
    { a: { b: [1, 2, 3], c: 4 }, 'x/y': 1 },
  ],
  [
    { op: 'remove', path: '/a/b/-1' },
    { a: { b: [1, 2] }, 'x/y': 1 },
  ],
])('%j', (operation, result) => {
  expect(jsonPatch(target, [operation])).toEqual(result)
})

test.each([
  [
    { op: 'remove', path: '/nothing' },
    "error in remove for path: '/nothing': Unable to remove nonexistent key: nothing: missing value",
  ],
  [
    { op: 'remove', path: '/no/thing' },
    'remove operation does not apply: doc is missing path: "/no/thing": missing value',
  ],
  [
    { op: 'add', path: '/a/b/7', value: 1 },
    "error in add for path: '/a/b/7': Unable to access invalid index: 7: invalid index referenced",
  ],
  [
    { op: 'replace', path: '/a/b/7', value: 1 },
    'replace operation does not apply: doc is missing key: /a/b/7: missing value',
  ],
  [
    { op: 'replace', path: '/no/thing', value: 1 },
    'replace operation does not apply: doc is missing path: /no/thing: missing value',
  ],
  [{ op: 'test', path: '/x~1y', value: 2 }, 'testing value /x~1y failed: test failed'],
  [{ op: 'jump', path: '/a' }, 'Unexpected kind: jump'],
])('%j does not fit: %s', (operation, message) => {
  expect(() => jsonPatch(target, [operation])).toThrow(message)
})
