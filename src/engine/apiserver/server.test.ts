import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { Random } from '../clock/random.ts'
import { History } from '../history/history.ts'
import type { Reply, WatchChange } from './client.ts'
import { createClient } from './requests.ts'
import { createApiServer } from './server.ts'

const EPOCH = Date.UTC(2026, 4, 1)

function startServer() {
  const clock = new Clock()
  const history = new History(clock)
  const server = createApiServer({
    clock,
    history,
    random: new Random(1),
    epochMs: EPOCH,
    connectionTo: () => undefined,
  })
  const client = createClient(server, { user: 'jo', agent: 'test/v1' })
  const call = <T>(act: (done: (reply: Reply<T>) => void) => void): Reply<T> => {
    const replies: Reply<T>[] = []
    act((reply) => replies.push(reply))
    clock.advanceBy(0)
    return replies[0]!
  }
  return { clock, history, server, client, call }
}

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'
const greeting = { metadata: { name: 'greeting' }, data: { text: 'hello' } }

test('what was created can be read, changed and deleted', () => {
  const { client, call } = startServer()
  const created = call((done) => client.create(CONFIG_MAPS, greeting, done))
  expect(created).toEqual({
    ok: true,
    object: {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: {
        name: 'greeting',
        namespace: 'default',
        uid: expect.stringMatching(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ) as string,
        resourceVersion: '4',
        creationTimestamp: '2026-05-01T00:00:00Z',
      },
      data: { text: 'hello' },
    },
  })
  const body = { data: { text: null, other: 'x' } }
  const patched = call<{ data: object }>((done) =>
    client.patch(`${CONFIG_MAPS}/greeting`, { type: 'merge', body }, done),
  )
  expect(patched.ok && patched.object.data).toEqual({ other: 'x' })
  const deleted = call((done) => client.delete(`${CONFIG_MAPS}/greeting`, {}, done))
  expect(deleted.ok && deleted.object).toMatchObject({ kind: 'Status', status: 'Success' })
  expect(call((done) => client.get(`${CONFIG_MAPS}/greeting`, done))).toMatchObject({
    ok: false,
    status: { code: 404, message: 'configmaps "greeting" not found' },
  })
})

test('an informer sees what is there and what changes, as consequences of the writes', () => {
  const { clock, history, client, call } = startServer()
  call((done) => client.create(CONFIG_MAPS, greeting, done))
  const informer = client.informer<{ metadata: { name: string }; data: object }>(
    '/api/v1/configmaps',
  )
  const seen: string[] = []
  informer.onChange(({ type, object }: WatchChange<{ metadata: { name: string } }>) => {
    const cause = clock.cause === null ? undefined : history.fact(clock.cause)?.kind
    seen.push(`${type} ${object.metadata.name} because of ${cause}`)
  })
  clock.advanceBy(0)
  call((done) => client.create(CONFIG_MAPS, { metadata: { name: 'b' } }, done))
  call((done) => client.delete(`${CONFIG_MAPS}/greeting`, {}, done))
  expect(seen).toEqual([
    'ADDED greeting because of api.request',
    'ADDED b because of object.added',
    'DELETED greeting because of object.deleted',
  ])
  expect(informer.list().map((it) => it.metadata.name)).toEqual(['b'])
})
