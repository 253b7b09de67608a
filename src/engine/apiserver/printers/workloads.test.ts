import { expect, test } from 'vitest'
import { startServer } from '../fixtures/server.ts'

const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' }
const template = (restartPolicy = 'Always') => ({
  metadata: { labels: { app: 'web', tier: 'a' } },
  spec: {
    restartPolicy,
    containers: [
      { name: 'a', image: 'x:1' },
      { name: 'b', image: 'y:2' },
    ],
  },
})
const selector = {
  matchLabels: { app: 'web' },
  matchExpressions: [
    { key: 'tier', operator: 'In', values: ['b', 'a'] },
    { key: 'canary', operator: 'DoesNotExist' },
  ],
}

interface Table {
  readonly columnDefinitions: readonly { readonly name: string; readonly priority: number }[]
  readonly rows: readonly { readonly cells: readonly unknown[] }[]
}

/** The rows of a table after an object was made and its status set. */
function tableOf(path: string, object: object, status: object = {}): Table {
  const { request } = startServer()
  const group = path.split('/namespaces')[0]?.replace(/^\/apis?\//, '')
  const name = 'web'
  const body = { apiVersion: group, metadata: { name }, ...object }
  expect(request('POST', path, { body })).toMatchObject({ code: 201 })
  const { object: made } = request('GET', `${path}/${name}`)
  if (Object.keys(status).length > 0)
    expect(request('PUT', `${path}/${name}/status`, { body: { ...made, status } }).code).toBe(200)
  const table = request('GET', path, { headers: TABLE }).object as Table
  return { ...table, rows: table.rows.filter(({ cells }) => cells[0] === name) }
}

const at = (seconds: number) => new Date(Date.UTC(2026, 4, 1, 0, 0, seconds)).toISOString()

test.each([
  {
    what: 'a Deployment',
    path: '/apis/apps/v1/namespaces/default/deployments',
    object: { kind: 'Deployment', spec: { replicas: 3, selector, template: template() } },
    status: { replicas: 3, readyReplicas: 2, updatedReplicas: 3, availableReplicas: 1 },
    cells: ['web', '2/3', 3, 1, '0s', 'a,b', 'x:1,y:2', 'app=web,!canary,tier in (a,b)'],
  },
  {
    what: 'a ReplicaSet',
    path: '/apis/apps/v1/namespaces/default/replicasets',
    object: { kind: 'ReplicaSet', spec: { replicas: 3, selector, template: template() } },
    status: { replicas: 2, readyReplicas: 1 },
    cells: ['web', 3, 2, 1, '0s', 'a,b', 'x:1,y:2', 'app=web,!canary,tier in (a,b)'],
  },
  {
    what: 'a Job that is done',
    path: '/apis/batch/v1/namespaces/default/jobs',
    object: { kind: 'Job', spec: { completions: 2, template: template('Never') } },
    status: {
      succeeded: 2,
      startTime: at(0),
      completionTime: at(70),
      conditions: [{ type: 'Complete', status: 'True' }],
    },
    cells: ['web', 'Complete', '2/2', '70s', '0s', 'a,b', 'x:1,y:2'],
  },
  {
    what: 'a Job that runs, as many at once as it likes',
    path: '/apis/batch/v1/namespaces/default/jobs',
    object: { kind: 'Job', spec: { parallelism: 3, template: template('Never') } },
    status: { active: 3, startTime: at(0) },
    cells: ['web', 'Running', '0/1 of 3', '0s', '0s', 'a,b', 'x:1,y:2'],
  },
])('$what as a row', ({ path, object, status, cells }) => {
  const [row] = tableOf(path, object, status).rows
  expect(row?.cells.slice(0, cells.length)).toEqual(cells)
})

test.each([
  {
    what: 'a Service inside the cluster',
    spec: { ports: [{ port: 80 }, { port: 53, protocol: 'UDP', name: 'dns' }] },
    type: 'ClusterIP',
    external: '<none>',
    ports: '80/TCP,53/UDP',
  },
  {
    what: 'a Service by another name',
    spec: { type: 'ExternalName', externalName: 'example.com' },
    type: 'ExternalName',
    external: 'example.com',
    ports: '<none>',
  },
  {
    what: 'a Service that waits for its balancer',
    spec: { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30080 }] },
    type: 'LoadBalancer',
    external: '<pending>',
    ports: '80:30080/TCP',
  },
])('$what as a row', ({ spec, type, external, ports }) => {
  const named = (spec.ports ?? []).map((port, index) => ({ name: `p${index}`, ...port }))
  const object = {
    kind: 'Service',
    spec: { ...spec, ...(named.length === 0 ? {} : { ports: named, selector: { app: 'web' } }) },
  }
  const [row] = tableOf('/api/v1/namespaces/default/services', object).rows
  const cells = row?.cells ?? []
  expect([cells[0], cells[1], ...cells.slice(3)]).toEqual([
    ...['web', type, external, ports, '0s'],
    named.length === 0 ? '<none>' : 'app=web',
  ])
})

test('an EndpointSlice shows three addresses and counts the rest', () => {
  const addresses = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']
  const table = tableOf('/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', {
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    ports: [{ port: 80 }],
    endpoints: addresses.map((address) => ({ addresses: [address] })),
  })
  expect(table.columnDefinitions.map(({ name }) => name)).toEqual([
    ...['Name', 'AddressType', 'Ports', 'Endpoints', 'Age'],
  ])
  expect(table.rows[0]?.cells).toEqual([
    ...['web', 'IPv4', '80', '10.0.0.1,10.0.0.2,10.0.0.3 + 2 more...', '0s'],
  ])
})
