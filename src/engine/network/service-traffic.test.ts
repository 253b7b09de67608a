import { expect, test } from 'vitest'
import type { NetworkNamespace } from './network-namespace.ts'
import { connectTo, errnoOf, listenAt, processIn, smallCluster } from './test-support.ts'

const SERVICE = { address: '10.96.0.20', port: 80 }
const NODE_PORT = { address: '172.18.0.2', port: 30_080 }
const ON_A = { address: '10.244.1.3', port: 8080 }
const ON_B = { address: '10.244.2.2', port: 8080 }

/** `two` on node-a and `far` on node-b answer; gives who does when a place asks, or why nobody. */
function world() {
  const { clock, history, network, two, far, ...places } = smallCluster()
  for (const place of [two, far]) listenAt(processIn(place), '0.0.0.0', 8080)
  const ask = (from: NetworkNamespace, at = SERVICE): string => {
    const client = processIn(from)
    const before = clock.seq
    const fd = connectTo(client, at.address, at.port)
    clock.advanceBy(2000)
    const opened = history
      .between(before, clock.seq)
      .find((it) => it.kind === 'exchange.opened' && it.data.to.port === ON_A.port)
    const outcome = errnoOf(() => client.sockets.checkConnected(fd))
    if (outcome !== 'ok') return outcome
    return opened?.kind === 'exchange.opened' ? opened.data.to.namespace : 'no answer yet'
  }
  return { clock, network, ask, two, far, ...places }
}

test('[S5] a Service with Local traffic is answered on the client’s own node, or not at all', () => {
  const { network, ask, one, far, nodeB } = world()
  const virtual = { protocol: 'tcp', at: SERVICE, backends: [ON_A, ON_B] } as const
  const both = new Map([
    ['node-a', [ON_A]],
    ['node-b', [ON_B]],
  ])
  network.setVirtualAddress({ ...virtual, localBackends: both })
  expect([ask(one), ask(one), ask(far), ask(nodeB)]).toEqual(['two', 'two', 'far', 'far'])
  network.setVirtualAddress({ ...virtual, localBackends: new Map([['node-b', [ON_B]]]) })
  // Nothing comes back: it is asked again and again, for two minutes.
  expect([ask(one), ask(far)]).toEqual(['no answer yet', 'far'])
  network.setVirtualAddress({ ...virtual, backends: [], localBackends: new Map() })
  expect(ask(one)).toBe('ECONNREFUSED')
})

test('[S5] a node port with Local traffic is answered by the Pods of that node, but Pods ask anybody', () => {
  const { network, ask, one, nodeA, nodeB, laptop } = world()
  const localBackends = new Map([['node-b', [ON_B]]])
  const virtual = { protocol: 'tcp', backends: [ON_B], localBackends } as const
  const other = { address: '172.18.0.3', port: NODE_PORT.port }
  for (const at of [NODE_PORT, other]) network.setVirtualAddress({ ...virtual, at })
  expect([ask(laptop, NODE_PORT), ask(laptop, other)]).toEqual(['no answer yet', 'far'])
  expect([ask(nodeB, NODE_PORT), ask(nodeA, NODE_PORT)]).toEqual(['no answer yet', 'far'])
  expect(ask(one, NODE_PORT)).toBe('far')
})

test('[S6] a client is answered by the same one, until he has not asked for long enough', () => {
  const { clock, network, ask, one, two } = world()
  const virtual = { protocol: 'tcp', at: SERVICE, backends: [ON_A, ON_B] } as const
  network.setVirtualAddress({ ...virtual, stickyMs: 60_000 })
  const asked = Array.from({ length: 12 }, () => ask(one))
  expect(new Set(asked).size).toBe(1)
  const others = new Set(Array.from({ length: 3 }, () => ask(two)))
  expect(others.size).toBe(1)
  const later = new Set<string>()
  for (let round = 0; round < 8; round++) {
    clock.advanceBy(61_000)
    later.add(ask(one))
  }
  expect([...later].toSorted()).toEqual(['far', 'two'])
  network.setVirtualAddress({ ...virtual, backends: [ON_B], stickyMs: 60_000 })
  expect(ask(one)).toBe('far')
})
