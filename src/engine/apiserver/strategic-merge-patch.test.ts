import { expect, test } from 'vitest'
import { strategicMergePatch } from './strategic-merge-patch.ts'

const container = (name: string, more: object = {}) => ({ name, image: `${name}:1`, ...more })
const pod = (...containers: object[]) => ({ spec: { containers } })

test.each([
  {
    rule: 'entries of a list are merged by their merge key',
    target: pod(container('a'), container('b')),
    patch: pod({ name: 'b', image: 'b:2' }),
    result: pod(container('a'), { name: 'b', image: 'b:2' }),
  },
  {
    rule: 'a new entry joins the list',
    target: pod(container('a')),
    patch: pod(container('b')),
    result: pod(container('a'), container('b')),
  },
  {
    rule: 'an entry is deleted by a directive',
    target: pod(container('a'), container('b')),
    patch: pod({ name: 'a', $patch: 'delete' }),
    result: pod(container('b')),
  },
  {
    rule: 'a list is replaced by a directive',
    target: pod(container('a'), container('b')),
    patch: pod({ $patch: 'replace' }, container('c')),
    result: pod(container('c')),
  },
  {
    rule: 'the order of the entries is set by a directive',
    target: pod(container('a'), container('b')),
    patch: { spec: { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] } },
    result: pod(container('b'), container('a')),
  },
  {
    rule: 'lists without a merge key are replaced',
    target: pod(container('a', { command: ['x', 'y'] })),
    patch: pod({ name: 'a', command: ['z'] }),
    result: pod(container('a', { command: ['z'] })),
  },
  {
    rule: 'null takes a field away',
    target: { metadata: { labels: { a: '1', b: '2' } } },
    patch: { metadata: { labels: { a: null } } },
    result: { metadata: { labels: { b: '2' } } },
  },
  {
    rule: 'lists of names are united',
    target: { metadata: { finalizers: ['a', 'b'] } },
    patch: { metadata: { finalizers: ['c'] } },
    result: { metadata: { finalizers: ['a', 'b', 'c'] } },
  },
  {
    rule: 'and names are taken out of them',
    target: { metadata: { finalizers: ['a', 'b'] } },
    patch: { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } },
    result: { metadata: { finalizers: ['b'] } },
  },
  {
    rule: 'of a union only the named members stay',
    target: { spec: { volumes: [{ name: 'v', emptyDir: {} }] } },
    patch: {
      spec: {
        volumes: [{ name: 'v', $retainKeys: ['name', 'configMap'], configMap: { name: 'c' } }],
      },
    },
    result: { spec: { volumes: [{ name: 'v', configMap: { name: 'c' } }] } },
  },
  {
    rule: 'an object is replaced by a directive',
    target: { spec: { securityContext: { runAsUser: 1 } } },
    patch: { spec: { securityContext: { $patch: 'replace', runAsGroup: 2 } } },
    result: { spec: { securityContext: { runAsGroup: 2 } } },
  },
])('$rule', ({ target, patch, result }) => {
  expect(strategicMergePatch(target, patch, 'Pod')).toEqual(result)
})

test('an entry without its merge key is refused in the words of the server', () => {
  const patch = pod({ image: 'x' })
  expect(() => strategicMergePatch(pod(container('a')), patch, 'Pod')).toThrow(
    'map: map[image:x] does not contain declared merge key: name',
  )
})
