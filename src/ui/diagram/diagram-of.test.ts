import { describe, expect, test } from 'vitest'
import type { World } from '#engine'
import { diagramOf } from './diagram-of.ts'
import { draftOf, emptyDraft } from './draft.ts'
import {
  byId,
  container,
  emptyWorld,
  exchange,
  instance,
  pod,
  SANDBOX,
  status,
  twoContainers,
  worker,
} from './fixtures/worlds.ts'

const manifest = `
apiVersion: v1
kind: Pod
metadata:
  name: twocontainers
spec:
  containers:
    - name: sise
      image: quay.io/openshiftlabs/simpleservice:0.5.0
    - name: shell
      image: centos:7
`

test('two running containers: what each runs, who listens, where they stand', () => {
  expect(diagramOf(twoContainers, draftOf(manifest))).toEqual({
    benches: [
      {
        name: 'worker-1',
        isReady: true,
        free: { cpuMillis: 4000, memoryBytes: 8 * 1024 ** 3 },
        systemPods: 0,
      },
    ],
    capsules: [
      {
        key: 'default/twocontainers',
        name: 'twocontainers',
        namespace: 'default',
        uid: 'uid-1',
        presence: 'here',
        tone: 'running',
        word: 'Running',
        node: 'worker-1',
        ips: ['10.244.1.2'],
        hasSandbox: true,
        tiles: [
          {
            name: 'sise',
            image: 'quay.io/openshiftlabs/simpleservice:0.5.0',
            role: 'app',
            presence: 'here',
            state: { tone: 'running', since: 2000 },
            isReady: true,
            restarts: 0,
            processes: [{ pid: 1, command: 'python /simpleservice.py', state: 'running' }],
            changes: [],
            mounts: [],
          },
          {
            name: 'shell',
            image: 'centos:7',
            role: 'app',
            presence: 'here',
            state: { tone: 'running', since: 3000 },
            isReady: true,
            restarts: 0,
            processes: [{ pid: 1, command: 'sleep 10000', state: 'running' }],
            changes: [],
            mounts: [],
          },
        ],
        sockets: [{ id: `${SANDBOX}/tcp/0.0.0.0:9876`, label: '*:9876', tile: 'sise' }],
        drawers: [],
      },
    ],
    exchanges: [],
    isDraftReadable: true,
  })
})

test('before anything is created, the manifest stands there in outline', () => {
  const [capsule] = diagramOf(emptyWorld, draftOf(manifest)).capsules
  expect(capsule).toMatchObject({ presence: 'wanted', name: 'twocontainers', hasSandbox: false })
  expect(capsule?.tiles.map(({ name, presence }) => [name, presence])).toEqual([
    ['sise', 'wanted'],
    ['shell', 'wanted'],
  ])
})

test('a container written between two others is outlined between them, a deleted one hatched', () => {
  const edited = draftOf(
    manifest.replace('    - name: shell', '    - name: cache\n      image: redis\n    - name: sh'),
  )
  const [capsule] = diagramOf(twoContainers, edited).capsules
  expect(capsule?.tiles.map(({ name, presence }) => [name, presence])).toEqual([
    ['sise', 'here'],
    ['cache', 'wanted'],
    ['sh', 'wanted'],
    ['shell', 'unwanted'],
  ])
})

test('a manifest that says nothing of a Pod leaves it as it is', () => {
  const [capsule] = diagramOf(twoContainers, emptyDraft).capsules
  expect(capsule?.tiles.map((tile) => tile.presence)).toEqual(['here', 'here'])
})

test('Pods of the system are counted, not drawn', () => {
  const world: World = {
    ...emptyWorld,
    objects: new Map<string, object>([
      ['nodes/worker-1', worker()],
      [
        'pods/kube-system/coredns',
        pod({ containers: [container('coredns')], metadata: { namespace: 'kube-system' } }),
      ],
    ]),
  }
  const diagram = diagramOf(world, emptyDraft)
  expect(diagram.capsules).toEqual([])
  expect(diagram.benches.map((bench) => bench.systemPods)).toEqual([1])
})

describe('the word on the rim', () => {
  test.each([
    { what: 'a new Pod', status: {}, word: 'Pending', tone: 'waiting' },
    { what: 'one that runs', status: { phase: 'Running' }, word: 'Running', tone: 'running' },
    { what: 'one that is done', status: { phase: 'Succeeded' }, word: 'Succeeded', tone: 'ended' },
    {
      what: 'one that was evicted',
      status: { phase: 'Failed', reason: 'Evicted' },
      word: 'Evicted',
      tone: 'failed',
    },
  ] as const)('$what: $word', ({ status, word, tone }) => {
    const drawn = withPod(pod({ containers: [], status: { phase: 'Pending', ...status } }))
    expect(drawn).toMatchObject({ word, tone, presence: 'here' })
  })

  test('a Pod that is being deleted is Terminating, whatever its phase, and hatched', () => {
    const ending = pod({
      containers: [],
      metadata: { deletionTimestamp: '2026-01-01T00:00:30Z' },
    })
    expect(withPod(ending)).toMatchObject({ word: 'Terminating', presence: 'unwanted' })
  })

  test('a Pod without a node says why', () => {
    const message = '0/1 nodes are available: 1 Insufficient cpu.'
    const pending = pod({
      containers: [],
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', message }],
      },
    })
    expect(withPod(pending)?.message).toBe(message)
  })
})

test('volumes are drawers, with the text’s own ones in outline; the token of every Pod is left out', () => {
  const withVolumes = pod({
    containers: [
      {
        ...container('sise'),
        volumeMounts: [{ name: 'site', mountPath: '/srv', readOnly: true }],
      },
    ],
    spec: {
      volumes: [
        { name: 'site', emptyDir: {} },
        { name: 'kube-api-access-x7x2p', projected: { sources: [] } },
      ],
    },
  })
  const draft = draftOf(`
kind: Pod
metadata: {name: twocontainers}
spec:
  containers: [{name: sise, image: 'sise:1'}]
  volumes:
    - name: site
      emptyDir: {}
    - name: settings
      configMap: {name: settings}
`)
  const [capsule] = diagramOf(worldOf(withVolumes), draft).capsules
  expect(capsule?.drawers).toEqual([
    { name: 'site', kind: 'emptyDir', presence: 'here' },
    { name: 'settings', kind: 'configMap', presence: 'wanted' },
  ])
  expect(capsule?.tiles[0]?.mounts).toEqual([{ volume: 'site', path: '/srv', isReadOnly: true }])
})

test('what the kubelet keeps written is read-only in each container, whatever its mount says', () => {
  const volumeMounts = [
    { name: 'settings', mountPath: '/etc/app' },
    { name: 'site', mountPath: '/srv' },
  ]
  const withSettings = pod({
    containers: [{ ...container('sise'), volumeMounts }],
    spec: {
      volumes: [
        { name: 'settings', configMap: { name: 'settings' } },
        { name: 'site', emptyDir: {} },
      ],
    },
  })
  const text = (name: string) => `
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
    - name: sise
      image: sise:1
      volumeMounts: ${JSON.stringify(volumeMounts)}
  volumes:
    - {name: settings, secret: {secretName: settings}}
    - {name: site, emptyDir: {}}
`
  const { capsules } = diagramOf(worldOf(withSettings), draftOf(text('other')))
  expect(capsules.map(({ tiles }) => tiles[0]?.mounts)).toEqual(
    capsules.map(() => [
      { volume: 'settings', path: '/etc/app', isReadOnly: true },
      { volume: 'site', path: '/srv', isReadOnly: false },
    ]),
  )
  expect(capsules.map(({ presence }) => presence)).toContain('wanted')
})

test('who listens on all addresses of both families has one socket', () => {
  const [one] = twoContainers.sockets.values()
  const both = byId([one!, { ...one!, id: 'other', owner: { ...one!.owner, address: '::' } }])
  const [capsule] = diagramOf({ ...twoContainers, sockets: both }, emptyDraft).capsules
  expect(capsule?.sockets.map(({ label }) => label)).toEqual(['*:9876'])
})

test('only the newest instance of a container is drawn', () => {
  const world: World = {
    ...worldOf(pod({ containers: [container('sise')], status: { containerStatuses: [] } })),
    containers: byId([
      instance('sise', { id: 'new', attempt: 1, startedAt: 9000 }),
      instance('sise', { id: 'old', attempt: 0, state: 'exited' }),
    ]),
  }
  expect(diagramOf(world, emptyDraft).capsules[0]?.tiles[0]?.state).toEqual({
    tone: 'running',
    since: 9000,
  })
})

describe('an exchange', () => {
  test('stands between the tiles of its ends', () => {
    const world = {
      ...twoContainers,
      exchanges: byId([
        exchange('exchange-1', {
          state: 'closed',
          request: 'GET /info HTTP/1.1',
          response: 'HTTP/1.0 200 OK',
        }),
      ]),
    }
    expect(diagramOf(world, emptyDraft).exchanges).toEqual([
      {
        id: 'exchange-1',
        from: { at: 'tile', capsule: 'default/twocontainers', tile: 'shell' },
        to: { at: 'tile', capsule: 'default/twocontainers', tile: 'sise' },
        address: '127.0.0.1:9876',
        route: ['lo'],
        outcome: 'answered',
        request: 'GET /info HTTP/1.1',
        response: 'HTTP/1.0 200 OK',
      },
    ])
  })

  test.each([
    { parts: { state: 'opened' }, outcome: 'under way' },
    { parts: { state: 'established' }, outcome: 'under way' },
    { parts: { state: 'established', response: 'PONG' }, outcome: 'answered' },
    { parts: { state: 'closed' }, outcome: 'answered' },
    { parts: failed('ECONNREFUSED'), outcome: 'refused' },
    { parts: failed('ETIMEDOUT'), outcome: 'lost' },
    { parts: failed('EHOSTUNREACH'), outcome: 'unreachable' },
  ] as const)('that is $parts.state is $outcome', ({ parts, outcome }) => {
    const world = { ...twoContainers, exchanges: byId([exchange('exchange-1', parts)]) }
    expect(diagramOf(world, emptyDraft).exchanges.map((it) => it.outcome)).toEqual([outcome])
  })

  test('between places outside of every Pod is not drawn', () => {
    const end = { namespace: 'workstation', address: '172.18.0.1', port: 40000 }
    const elsewhere = exchange('exchange-1', { from: end, to: { ...end, port: 6443 } })
    const world = { ...twoContainers, exchanges: byId([elsewhere]) }
    expect(diagramOf(world, emptyDraft).exchanges).toEqual([])
  })

  test('is one where a program tries ::1 before 127.0.0.1: the first try goes on as the second', () => {
    const first = exchange('exchange-1', {
      ...failed('ECONNREFUSED'),
      to: { namespace: SANDBOX, address: '::1', port: 9876 },
    })
    const second = exchange('exchange-2', { openedAt: 5000.1, state: 'closed' })
    const drawn = (exchanges: readonly (typeof first)[]) =>
      diagramOf({ ...twoContainers, exchanges: byId(exchanges) }, emptyDraft).exchanges
    const told = (exchanges: readonly (typeof first)[]) =>
      drawn(exchanges).map(({ id, address, outcome, triedFirst }) => ({
        ...{ id, address, outcome, triedFirst },
      }))
    expect(told([first])).toEqual([
      { id: 'exchange-1', address: '[::1]:9876', outcome: 'refused', triedFirst: undefined },
    ])
    expect(told([first, second])).toEqual([
      {
        ...{ id: 'exchange-1', address: '127.0.0.1:9876', outcome: 'answered' },
        triedFirst: '[::1]:9876',
      },
    ])
  })

  test('from a node to a Pod begins at the bench', () => {
    const from = { namespace: 'worker-1', address: '10.244.1.1', port: 40000 }
    const world = { ...twoContainers, exchanges: byId([exchange('exchange-1', { from })]) }
    expect(diagramOf(world, emptyDraft).exchanges.map((it) => it.from)).toEqual([
      { at: 'bench', bench: 'worker-1' },
    ])
  })
})

test('ready and restarts come from the status', () => {
  const restarted = pod({
    containers: [container('sise')],
    status: { containerStatuses: [status('sise', { ready: true, restartCount: 3 })] },
  })
  expect(withPod(restarted)?.tiles[0]).toMatchObject({ isReady: true, restarts: 3 })
})

function failed(errno: string) {
  return { state: 'failed', failure: { errno, at: 'lo' } } as const
}

function worldOf(one: ReturnType<typeof pod>): World {
  return { ...emptyWorld, objects: new Map([[`pods/default/${one.metadata.name}`, one]]) }
}

function withPod(one: ReturnType<typeof pod>) {
  return diagramOf(worldOf(one), emptyDraft).capsules[0]
}
