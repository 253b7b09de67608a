import { describe, expect, test } from 'vitest'
import {
  connectTo,
  emptyNetwork,
  errnoOf,
  listenAt,
  processIn,
  smallCluster,
} from './test-support.ts'

describe('a connection', () => {
  test('[N13] is told from its opening to its end, with both owners, the way and the first lines', () => {
    const { clock, history, one } = smallCluster()
    const server = processIn(one, { container: 'web', pid: 1 })
    const client = processIn(one, { container: 'shell', pid: 9 })
    const listening = listenAt(server, '0.0.0.0', 9876)
    const asking = connectTo(client, '127.0.0.1', 9876)
    clock.advanceBy(1)
    client.sockets.checkConnected(asking)
    const local = client.sockets.localAddress(asking)
    const port = local.family === 'inet' ? local.port : 0
    client.write(asking, 'GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n')
    clock.advanceBy(1)
    const accepted = server.sockets.tryAccept(listening)
    if (accepted === 'again') throw new Error('nobody came')
    expect(server.read(accepted)).toBe('GET /info HTTP/1.1\r\nHost: localhost\r\n\r\n')
    server.write(accepted, 'HTTP/1.1 200 OK\r\n')
    server.write(accepted, '\r\n')
    clock.advanceBy(1)
    expect(client.read(asking)).toBe('HTTP/1.1 200 OK\r\n\r\n')
    client.close(asking)
    clock.advanceBy(1)
    expect(server.read(accepted)).toBe('')
    server.close(accepted)
    clock.advanceBy(1)
    expect(
      history
        .between(0, clock.seq)
        .map(({ at, kind, subject, data }) => ({ at, kind, subject, data })),
    ).toEqual([
      {
        at: 0,
        kind: 'socket.listening',
        subject: 'one/tcp/0.0.0.0:9876',
        data: {
          owner: {
            namespace: 'one',
            address: '0.0.0.0',
            port: 9876,
            container: 'web',
            pid: 1,
          },
          protocol: 'tcp',
        },
      },
      {
        at: 0,
        kind: 'exchange.opened',
        subject: 'exchange-1',
        data: {
          from: { namespace: 'one', address: '127.0.0.1', port, container: 'shell', pid: 9 },
          to: { namespace: 'one', address: '127.0.0.1', port: 9876, container: 'web', pid: 1 },
          protocol: 'tcp',
          route: ['lo'],
        },
      },
      { at: 0.04, kind: 'exchange.established', subject: 'exchange-1', data: {} },
      {
        at: 1,
        kind: 'exchange.sent',
        subject: 'exchange-1',
        data: { direction: 'request', bytes: 39, line: 'GET /info HTTP/1.1' },
      },
      {
        at: 2,
        kind: 'exchange.sent',
        subject: 'exchange-1',
        data: { direction: 'response', bytes: 19, line: 'HTTP/1.1 200 OK' },
      },
      { at: 4.02, kind: 'exchange.closed', subject: 'exchange-1', data: {} },
    ])
  })

  test('is a chain of causes: the answer leads back to the question and to who asked', () => {
    const { clock, history, one } = smallCluster()
    const server = processIn(one)
    const client = processIn(one)
    const listening = listenAt(server, '0.0.0.0', 80)
    server.file(listening).onChange(() => {
      const fd = server.sockets.tryAccept(listening)
      if (fd === 'again') return
      server.file(fd).onChange(() => {
        server.write(fd, `you said ${server.read(fd)}`)
      })
    })
    const asking = clock.because(history.record('input.line', 'prompt', lineOf('curl')), () =>
      connectTo(client, '127.0.0.1', 80),
    )
    client.file(asking).onChange(() => {
      if (client.read(asking) === 'again') client.write(asking, 'hello')
    })
    clock.advanceBy(1)
    const answer = history
      .between(0, clock.seq)
      .find((it) => it.kind === 'exchange.sent' && it.data.direction === 'response')
    expect(history.why(answer?.seq ?? 0).map((it) => it.kind)).toEqual([
      'exchange.sent',
      'exchange.sent',
      'exchange.established',
      'exchange.opened',
      'input.line',
    ])
  })

  test.each([
    { from: 'one', to: '127.0.0.1', where: ['lo'], back: 0.04 },
    { from: 'one', to: '10.244.1.2', where: ['lo'], back: 0.04 },
    { from: 'one', to: '10.244.1.3', where: ['eth0', 'node-a', 'eth0'], back: 0.12 },
    { from: 'one', to: '10.244.2.2', where: ['eth0', 'node-a', 'node-b', 'eth0'], back: 0.6 },
    { from: 'one', to: '172.18.0.2', where: ['eth0', 'node-a'], back: 0.12 },
    { from: 'nodeA', to: '10.244.1.2', where: ['node-a', 'eth0'], back: 0.12 },
    { from: 'nodeA', to: '172.18.0.3', where: ['node-a', 'node-b'], back: 0.6 },
    { from: 'laptop', to: '172.18.0.3', where: ['laptop', 'node-b'], back: 0.6 },
  ] as const)('[N9] from $from to $to goes by $where', ({ from, to, where, back }) => {
    const { clock, history, ...places } = smallCluster()
    connectTo(processIn(places[from]), to, 80)
    clock.advanceBy(10)
    const [opened, failed] = history.between(0, clock.seq)
    expect(opened?.kind === 'exchange.opened' && opened.data.route).toEqual(where)
    expect(failed).toMatchObject({
      at: back,
      kind: 'exchange.failed',
      data: { errno: 'ECONNREFUSED', at: where.at(-1) },
    })
  })
})

describe('a connection that does not come about', () => {
  test.each([
    { from: 'one', to: '10.244.1.3', afterMs: 0.12, errno: 'ECONNREFUSED', at: 'eth0' },
    { from: 'one', to: '10.244.1.99', afterMs: 3000, errno: 'EHOSTUNREACH', at: 'node-a' },
    { from: 'one', to: '10.244.2.99', afterMs: 3000, errno: 'EHOSTUNREACH', at: 'node-b' },
    { from: 'nodeA', to: '172.18.0.77', afterMs: 3000, errno: 'EHOSTUNREACH', at: 'node-a' },
    { from: 'one', to: '93.184.216.34', afterMs: 127_000, errno: 'ETIMEDOUT', at: 'node-a' },
    { from: 'laptop', to: '10.244.1.2', afterMs: 127_000, errno: 'ETIMEDOUT', at: 'laptop' },
  ] as const)('[N4] $from to $to: $errno after $afterMs ms', ({ from, to, afterMs, errno, at }) => {
    const { clock, history, ...places } = smallCluster()
    const client = processIn(places[from])
    const fd = connectTo(client, to, 80)
    clock.advanceBy(afterMs - 0.001)
    expect(client.file(fd).isReady('write')).toBe(false)
    clock.advanceBy(0.001)
    expect(client.file(fd).isReady('write')).toBe(true)
    expect(errnoOf(() => client.sockets.checkConnected(fd))).toBe(errno)
    expect(errnoOf(() => client.sockets.checkConnected(fd))).toBe('ok')
    const failed = history.between(0, clock.seq).at(-1)
    expect(failed).toMatchObject({ kind: 'exchange.failed', data: { errno, at } })
  })

  test('is refused by the call itself where there is no route at all', () => {
    const { one } = smallCluster()
    expect(errnoOf(() => connectTo(processIn(one), '2001:db8::1', 80))).toBe('ENETUNREACH')
    const { one: old } = smallCluster({ hasIpv6: false })
    expect(errnoOf(() => processIn(old).sockets.socket('inet6', 'stream'))).toBe('EAFNOSUPPORT')
  })

  test('[N10] times out where a node is cut off, and comes about when that was short', () => {
    const { clock, network, one, far } = smallCluster()
    listenAt(processIn(far), '0.0.0.0', 80)
    network.setCutOff('node-b', true)
    const client = processIn(one)
    const lost = connectTo(client, '10.244.2.2', 80)
    clock.advanceBy(127_000)
    expect(errnoOf(() => client.sockets.checkConnected(lost))).toBe('ETIMEDOUT')
    const late = connectTo(client, '10.244.2.2', 80)
    clock.advanceBy(500)
    network.setCutOff('node-b', false)
    clock.advanceBy(500.6)
    expect(client.file(late).isReady('write')).toBe(true)
    expect(errnoOf(() => client.sockets.checkConnected(late))).toBe('ok')
  })

  test('[N5] waits for room in a full backlog: the SYN is sent again after a second', () => {
    const { clock, one } = smallCluster()
    const server = processIn(one)
    const fd = server.sockets.socket('inet', 'stream')
    server.sockets.bind(fd, { family: 'inet', address: '0.0.0.0', port: 80 })
    server.sockets.listen(fd, 0)
    const client = processIn(one)
    const first = connectTo(client, '127.0.0.1', 80)
    clock.advanceBy(1)
    const second = connectTo(client, '127.0.0.1', 80)
    clock.advanceBy(500)
    const isReady = (): boolean[] => [first, second].map((it) => client.file(it).isReady('write'))
    expect(isReady()).toEqual([true, false])
    server.sockets.tryAccept(fd)
    clock.advanceBy(501)
    expect(isReady()).toEqual([true, true])
  })
})

describe('the end of a connection', () => {
  function pair() {
    const { clock, one, history } = smallCluster()
    const server = processIn(one)
    const client = processIn(one)
    const listening = listenAt(server, '0.0.0.0', 80)
    const near = connectTo(client, '127.0.0.1', 80)
    clock.advanceBy(1)
    const far = server.sockets.tryAccept(listening)
    if (far === 'again') throw new Error('nobody came')
    return { clock, history, server, client, near, far, listening }
  }

  test('[N6] half of it: what was said before still arrives, the other half goes on', () => {
    const { clock, server, client, near, far } = pair()
    client.write(near, 'last words')
    client.sockets.shutdown(near, 'write')
    expect(errnoOf(() => client.write(near, 'more'))).toBe('EPIPE')
    clock.advanceBy(1)
    expect([server.read(far), server.read(far)]).toEqual(['last words', ''])
    server.write(far, 'answer')
    clock.advanceBy(1)
    expect(client.read(near)).toBe('answer')
  })

  test('[N6] with unread bytes resets the other side', () => {
    const { clock, server, client, near, far, history } = pair()
    client.write(near, 'never read')
    clock.advanceBy(1)
    server.close(far)
    clock.advanceBy(1)
    expect(errnoOf(() => client.read(near))).toBe('ECONNRESET')
    expect(client.read(near)).toBe('')
    expect(errnoOf(() => client.write(near, 'x'))).toBe('EPIPE')
    expect(history.between(0, clock.seq).at(-1)).toMatchObject({
      kind: 'exchange.failed',
      data: { errno: 'ECONNRESET', at: 'lo' },
    })
  })

  test('writing to who is gone gets through once and then breaks', () => {
    const { clock, server, client, near, far } = pair()
    server.close(far)
    clock.advanceBy(1)
    expect(errnoOf(() => client.write(near, 'x'))).toBe('ok')
    clock.advanceBy(1)
    expect(errnoOf(() => client.write(near, 'x'))).toBe('EPIPE')
    expect(client.read(near)).toBe('')
  })

  test('a listener that closes resets whoever was not yet accepted', () => {
    const { clock, client, server, listening } = pair()
    const waiting = connectTo(client, '127.0.0.1', 80)
    clock.advanceBy(1)
    server.close(listening)
    clock.advanceBy(1)
    expect(errnoOf(() => client.read(waiting))).toBe('ECONNRESET')
  })

  test('[N7] who reads slowly holds up who writes', () => {
    const { clock, server, client, near, far } = pair()
    const block = new Uint8Array(65_536)
    const write = (): number | 'again' => client.file(near).tryWrite(block)
    expect([write(), write(), write(), write(), write()]).toEqual([
      65_536,
      65_536,
      65_536,
      212_992 - 3 * 65_536,
      'again',
    ])
    expect(client.file(near).isReady('write')).toBe(false)
    clock.advanceBy(1)
    let told = 0
    client.file(near).onChange(() => told++)
    server.file(far).tryRead(1000)
    clock.advanceBy(1)
    expect({ told, took: write() }).toEqual({ told: 1, took: 1000 })
  })

  test('nothing is left waiting when both sides have closed', () => {
    const { clock, server, client, near, far } = pair()
    client.close(near)
    server.close(far)
    clock.advanceBy(1)
    expect(clock.waiting).toBe(0)
  })
})

describe('ports', () => {
  test.each([
    { port: 80, capabilities: [], start: undefined, answer: 'EACCES' },
    { port: 80, capabilities: ['NET_BIND_SERVICE'], start: undefined, answer: 'ok' },
    { port: 1024, capabilities: [], start: undefined, answer: 'ok' },
    { port: 80, capabilities: [], start: '0', answer: 'ok' },
  ])('[N8] binding $port with $capabilities, start $start: $answer', (row) => {
    const { network } = emptyNetwork()
    network.addHost({ name: 'node', cidr: '172.18.0.2/16', podCIDR: '10.244.1.0/24' })
    const sysctls = new Map(
      row.start === undefined ? [] : [['net.ipv4.ip_unprivileged_port_start', row.start]],
    )
    const place = network.addSandbox({ name: 'x', host: 'node', sysctls, portMappings: [] })
    if (place === undefined) throw new Error('no address left')
    const process = processIn(place, { uid: 1000, capabilities: row.capabilities })
    expect(errnoOf(() => listenAt(process, '0.0.0.0', row.port))).toBe(row.answer)
  })

  test('an address of somebody else cannot be bound', () => {
    const { one } = smallCluster()
    expect(errnoOf(() => listenAt(processIn(one), '10.244.1.3', 80))).toBe('EADDRNOTAVAIL')
    expect(errnoOf(() => listenAt(processIn(one), '127.0.0.53', 80))).toBe('ok')
  })

  test('[N1] two sandboxes have ports of their own; one sandbox has each only once', () => {
    const { one, two, clock, history } = smallCluster()
    const web = processIn(one, { container: 'web' })
    const other = processIn(one, { container: 'other', pid: 12 })
    const answers = [web, other, processIn(two)].map((it) =>
      errnoOf(() => listenAt(it, '0.0.0.0', 80)),
    )
    expect(answers).toEqual(['ok', 'EADDRINUSE', 'ok'])
    const refused = history.between(0, clock.seq).find((it) => it.kind === 'socket.refused')
    expect(refused).toMatchObject({
      subject: 'one/tcp/0.0.0.0:80',
      data: {
        owner: { namespace: 'one', address: '0.0.0.0', port: 80, container: 'other', pid: 12 },
        protocol: 'tcp',
        errno: 'EADDRINUSE',
      },
    })
  })

  test('of two that are bound alike only one may listen', () => {
    const { one } = smallCluster()
    const process = processIn(one)
    const bound = [0, 0].map(() => {
      const fd = process.sockets.socket('inet', 'stream')
      process.sockets.setOption(fd, 'reuseaddr', true)
      process.sockets.bind(fd, { family: 'inet', address: '0.0.0.0', port: 80 })
      return fd
    })
    const answers = bound.map((fd) => errnoOf(() => process.sockets.listen(fd, 5)))
    expect(answers).toEqual(['ok', 'EADDRINUSE'])
  })

  test('[N6] who closed first keeps the port for a minute, unless it may be reused', () => {
    const { clock, one } = smallCluster()
    const server = processIn(one)
    const client = processIn(one)
    const listening = listenAt(server, '0.0.0.0', 80)
    const asking = connectTo(client, '127.0.0.1', 80)
    clock.advanceBy(1)
    const accepted = server.sockets.tryAccept(listening)
    if (accepted === 'again') throw new Error('nobody came')
    server.close(accepted)
    server.close(listening)
    clock.advanceBy(1)
    client.close(asking)
    clock.advanceBy(1)
    const bindPlainly = (): string =>
      errnoOf(() => {
        const fd = server.sockets.socket('inet', 'stream')
        try {
          server.sockets.bind(fd, { family: 'inet', address: '0.0.0.0', port: 80 })
        } finally {
          server.close(fd)
        }
      })
    expect(bindPlainly()).toBe('EADDRINUSE')
    const reusing = listenAt(server, '0.0.0.0', 80)
    server.close(reusing)
    clock.advanceBy(60_000)
    expect(bindPlainly()).toBe('ok')
  })

  test('[N8] a port that nobody named is found in the ephemeral range', () => {
    const { one } = smallCluster()
    const process = processIn(one)
    const fd = process.sockets.socket('inet', 'stream')
    process.sockets.bind(fd, { family: 'inet', address: '0.0.0.0', port: 0 })
    const address = process.sockets.localAddress(fd)
    const port = address.family === 'inet' ? address.port : 0
    expect(port >= 32_768 && port <= 60_999 && port % 2 === 1).toBe(true)
  })
})

test('an IPv6 listener sees an IPv4 client by its mapped address', () => {
  const { clock, one } = smallCluster()
  const server = processIn(one)
  const listening = listenAt(server, '::', 80)
  connectTo(processIn(one), '127.0.0.1', 80)
  connectTo(processIn(one), '::1', 80)
  clock.advanceBy(1)
  const peers = [0, 0].map(() => {
    const fd = server.sockets.tryAccept(listening)
    const peer = fd === 'again' ? undefined : server.sockets.peerAddress(fd)
    return peer?.family === 'inet6' ? peer.address : undefined
  })
  expect(peers).toEqual(['::ffff:127.0.0.1', '::1'])
})

function lineOf(text: string) {
  return { terminal: 'prompt', text }
}
