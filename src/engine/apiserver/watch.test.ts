import { expect, test } from 'vitest'
import { queryPairs, startServer } from './fixtures/server.ts'

const PODS = '/api/v1/namespaces/default/pods'
const pod = (name: string, labels: Record<string, string> = {}) => ({
  metadata: { name, labels },
  spec: { containers: [{ name: 'a', image: 'x:1' }] },
})

function watchPods(server: ReturnType<typeof startServer>['server'], query: string) {
  const seen: string[] = []
  const stream = server.open(
    { method: 'GET', path: PODS, query: queryPairs(`watch=1&${query}`), headers: {}, user: 'jo' },
    () => undefined,
  )
  stream.listen({
    message: (message) => {
      if (message.kind !== 'object') return
      const { type, object } = message.object as {
        type: string
        object: { metadata: { name?: string; annotations?: object }; message?: string }
      }
      const { name, annotations = {} } = object.metadata
      seen.push(`${type} ${object.message ?? name ?? JSON.stringify(annotations)}`)
    },
    end: () => seen.push('(end)'),
  })
  return { seen, stream }
}

test('a watch begins with what there is, or after a given version', () => {
  const { clock, server, request } = startServer()
  request('POST', PODS, { body: pod('a') })
  const version = server.store.revision
  request('POST', PODS, { body: pod('b') })
  const all = watchPods(server, '')
  const since = watchPods(server, `resourceVersion=${version}`)
  clock.advanceBy(0)
  request('DELETE', `${PODS}/a`)
  expect(all.seen).toEqual(['ADDED a', 'ADDED b', 'MODIFIED a', 'DELETED a'])
  expect(since.seen).toEqual(['ADDED b', 'MODIFIED a', 'DELETED a'])
})

test('what comes to match a selector is added, what no longer does is deleted', () => {
  const { clock, server, request } = startServer()
  const { seen } = watchPods(server, 'labelSelector=app%3Dweb')
  request('POST', PODS, { body: pod('a', { app: 'db' }) })
  const headers = { 'content-type': 'application/merge-patch+json' }
  const label = (app: string) =>
    request('PATCH', `${PODS}/a`, { body: { metadata: { labels: { app } } }, headers })
  label('web')
  label('db')
  clock.advanceBy(0)
  expect(seen).toEqual(['ADDED a', 'DELETED a'])
})

test('initial events end with a bookmark, and bookmarks come once a minute', () => {
  const { clock, server, request } = startServer()
  request('POST', PODS, { body: pod('a') })
  const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
  const { seen } = watchPods(server, query)
  clock.advanceBy(60_000)
  expect(seen).toEqual(['ADDED a', 'BOOKMARK {"k8s.io/initial-events-end":"true"}', 'BOOKMARK {}'])
})

test('a watch ends when its time is over, and when nobody listens any more', () => {
  const { clock, server, request } = startServer()
  const timed = watchPods(server, 'timeoutSeconds=5')
  const cancelled = watchPods(server, 'allowWatchBookmarks=true')
  clock.advanceBy(1000)
  cancelled.stream.cancel('enough')
  clock.advanceBy(10_000)
  request('POST', PODS, { body: pod('a') })
  expect([timed.seen, cancelled.seen]).toEqual([['(end)'], []])
  expect(clock.waiting).toBe(0)
})

test('a version from before the compaction is gone', () => {
  const { server, clock, request } = startServer()
  request('POST', PODS, { body: pod('a') })
  const version = server.store.revision
  request('POST', PODS, { body: pod('b') })
  server.store.compact(server.store.revision)
  const old = watchPods(server, `resourceVersion=${version}`)
  clock.advanceBy(0)
  expect(old.seen).toEqual([
    `ERROR too old resource version: ${version} (${server.store.compacted})`,
    '(end)',
  ])
})

test('[A46] ten minutes later nobody can watch from an old version; who watches already misses nothing', () => {
  const { server, clock, request } = startServer()
  request('POST', PODS, { body: pod('a') })
  const version = server.store.revision
  const open = watchPods(server, `resourceVersion=${version}`)
  open.stream.pause()
  request('POST', PODS, { body: pod('b') })
  clock.advanceBy(600_000)
  const late = watchPods(server, `resourceVersion=${version}`)
  open.stream.resume()
  clock.advanceBy(0)
  expect([open.seen, late.seen]).toEqual([
    ['ADDED b'],
    [`ERROR too old resource version: ${version} (${server.store.revision})`, '(end)'],
  ])
})

test('a slow watcher gets everything, in order, when it listens at last', () => {
  const { clock, server, request } = startServer()
  const names = Array.from({ length: 200 }, (_, index) => `p${index}`)
  const stream = server.open(
    { method: 'GET', path: PODS, query: [['watch', '1']], headers: {}, user: 'jo' },
    () => undefined,
  )
  clock.advanceBy(0)
  for (const name of names) request('POST', PODS, { body: pod(name) })
  const seen: string[] = []
  stream.listen({
    message: (message) => {
      if (message.kind !== 'object') return
      seen.push((message.object as { object: { metadata: { name: string } } }).object.metadata.name)
    },
    end: () => undefined,
  })
  clock.advanceBy(0)
  expect(seen).toEqual(names)
})
