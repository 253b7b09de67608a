import { expect, test } from 'vitest'
import { startServer } from './fixtures/server.ts'

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
const MAPS = '/api/v1/namespaces/default/configmaps'

function withMap() {
  const started = startServer()
  started.request('POST', MAPS, { body: { metadata: { name: 'a' }, data: { x: '1', y: '2' } } })
  return started
}

test('a list as a table, its objects reduced to their metadata', () => {
  const { request, server } = withMap()
  const answered = request('GET', `${MAPS}?fieldSelector=metadata.name%3Da`, {
    headers: { accept: TABLE },
  })
  expect(answered.headers).toEqual({ 'content-type': 'application/json' })
  expect(answered.object).toEqual({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: `${server.store.revision}` },
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name', description: '', priority: 0 },
      { name: 'Data', type: 'string', format: '', description: '', priority: 0 },
      { name: 'Age', type: 'string', format: '', description: '', priority: 0 },
    ],
    rows: [
      {
        cells: ['a', 2, '0s'],
        object: {
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
          metadata: server.store.get('configmaps', 'default/a')?.metadata,
        },
      },
    ],
  })
})

test('a watch as tables: the columns come once', () => {
  const { request, clock, server } = withMap()
  const seen: number[] = []
  const stream = server.open(
    {
      method: 'GET',
      path: MAPS,
      query: [
        ['watch', 'true'],
        ['includeObject', 'None'],
      ],
      headers: { accept: TABLE },
      user: 'jo',
    },
    () => undefined,
  )
  stream.listen({
    message: (message) => {
      if (message.kind !== 'object') return
      const { object } = message.object as { object: { columnDefinitions: unknown[] } }
      seen.push(object.columnDefinitions.length)
    },
    end: () => undefined,
  })
  clock.advanceBy(0)
  request('DELETE', `${MAPS}/a`)
  expect(seen).toEqual([3, 0, 0])
})

test('metadata alone', () => {
  const { request, server } = withMap()
  const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
  expect(request('GET', `${MAPS}/a`, { headers: { accept } }).object).toEqual({
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: server.store.get('configmaps', 'default/a')?.metadata,
  })
})

test('a form that the server does not know is refused, unless another one will do', () => {
  const { request } = withMap()
  const get = (accept: string) => request('GET', `${MAPS}/a`, { headers: { accept } })
  expect(get('application/vnd.kubernetes.protobuf')).toMatchObject({
    code: 406,
    object: {
      reason: 'NotAcceptable',
      message:
        'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    },
  })
  expect(get('application/vnd.kubernetes.protobuf, application/json').code).toBe(200)
})

test('items of a list do not repeat their kind', () => {
  const { request } = withMap()
  expect(request('GET', `${MAPS}?limit=1`).object).toMatchObject({
    kind: 'ConfigMapList',
    apiVersion: 'v1',
    metadata: { remainingItemCount: 1, continue: expect.any(String) as string },
    items: [{ metadata: { name: 'a' } }],
  })
  const { items } = request('GET', MAPS).object as { items: object[] }
  expect(items.map((item) => Object.keys(item))).toEqual([
    ['metadata', 'data'],
    ['metadata', 'data'],
  ])
})

test('a list goes on where a page ended, as things stood then', () => {
  const { request } = withMap()
  const first = request('GET', `${MAPS}?limit=1`).object as { metadata: { continue: string } }
  request('DELETE', `${MAPS}/kube-root-ca.crt`)
  const rest = request('GET', `${MAPS}?limit=5&continue=${first.metadata.continue}`)
  expect(rest.object).toMatchObject({ items: [{ metadata: { name: 'kube-root-ca.crt' } }] })
  expect(request('GET', `${MAPS}?continue=nonsense!`).code).toBe(400)
})
