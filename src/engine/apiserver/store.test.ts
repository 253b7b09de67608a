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
