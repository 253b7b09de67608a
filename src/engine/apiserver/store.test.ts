import { expect, test } from 'vitest'
import { Clock } from '../clock/clock.ts'
import { History } from '../history/history.ts'
import { Store } from './store.ts'

function startStore() {
  const clock = new Clock()
  const history = new History(clock)
  return { clock, history, store: new Store(clock, history) }
}

const object = (name: string, text = '') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', uid: name },
  data: { text },
})

test('a write is a fact, and its number the version of the object', () => {
  const { history, store } = startStore()
  const written = store.create('configmaps', object('a'))
  expect(history.fact(store.revision)).toMatchObject({
    kind: 'object.added',
    subject: 'configmaps/default/a',
    data: { object: written },
  })
  expect(written.metadata).toMatchObject({ resourceVersion: `${store.revision}` })
})

test('any moment of the past can be read', () => {
  const { store } = startStore()
  store.create('configmaps', object('b'))
  const first = store.revision
  store.create('configmaps', object('a'))
  store.update('configmaps', object('b', 'changed'))
  const second = store.revision
  store.delete('configmaps', object('b'))
  const textsAt = (seq: number) =>
    store
      .at(seq)
      .list('configmaps')
      .map((it) => `${it.metadata.name}:${(it as ReturnType<typeof object>).data.text}`)
  expect([textsAt(0), textsAt(first), textsAt(second), textsAt(store.revision)]).toEqual([
    [],
    ['b:'],
    ['a:', 'b:changed'],
    ['a:'],
  ])
  expect(store.at(second).get('configmaps', 'default/b')).toMatchObject({
    data: { text: 'changed' },
  })
})

test('lists are in the order of the keys', () => {
  const { store } = startStore()
  for (const name of ['b', 'a', 'c']) store.create('configmaps', object(name))
  expect(store.list('configmaps').map((it) => it.metadata.name)).toEqual(['a', 'b', 'c'])
  expect(store.list('configmaps', 'other')).toEqual([])
})

test('[A46] what was written over is forgotten after five minutes, at the next full five minutes', () => {
  const { clock, store } = startStore()
  store.create('configmaps', object('kept', 'first'))
  const created = store.revision
  store.create('configmaps', object('gone'))
  clock.advanceTo(60_000)
  store.update('configmaps', object('kept', 'second'))
  store.delete('configmaps', object('gone'))
  const changed = store.revision
  clock.advanceTo(301_000)
  store.create('configmaps', object('late'))
  clock.advanceTo(599_999)
  const namesAt = (seq: number) =>
    store
      .at(seq)
      .list('configmaps')
      .map(({ metadata }) => metadata.name)
  expect([store.compacted, namesAt(created)]).toEqual([0, ['kept']])

  clock.advanceTo(600_000)
  expect([store.compacted, namesAt(created)]).toEqual([changed, []])
  expect(namesAt(changed)).toEqual(['kept'])
  expect(store.at(changed).get('configmaps', 'default/kept')).toMatchObject({
    data: { text: 'second' },
  })
  expect(namesAt(store.revision)).toEqual(['kept', 'late'])

  // Nobody looked for an hour: only what is current is left.
  store.update('configmaps', object('kept', 'third'))
  clock.advanceTo(3_600_000)
  expect(store.compacted).toBe(store.revision)
})
