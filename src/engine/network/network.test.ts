import { expect, test } from 'vitest'
import { dial } from './dial.ts'
import {
  connectTo,
  emptyNetwork,
  errnoOf,
  listenAt,
  processIn,
  smallCluster,
} from './test-support.ts'

test('[N3] addresses of Pods are given in turn and come round only after all the others', () => {
  const { network } = emptyNetwork()
  network.addHost({ name: 'node', cidr: '172.18.0.2/16', podCIDR: '10.244.1.0/29' })
  const add = () =>
    network.addSandbox({ name: 'x', host: 'node', sysctls: new Map(), portMappings: [] })
  const [first, ...others] = [add(), add(), add(), add(), add()]
  expect([first, ...others].map((it) => it?.address)).toEqual([
    '10.244.1.2',
    '10.244.1.3',
    '10.244.1.4',
    '10.244.1.5',
    '10.244.1.6',
  ])
  expect(add()).toBeUndefined()
  if (first !== undefined) network.removeSandbox(first)
  expect(add()?.address).toBe('10.244.1.2')
})

test('[N3] interfaces and routes of a sandbox and of a node', () => {
  const { one, nodeA, laptop } = smallCluster()
  expect(one.interfaces.map((it) => [it.index, it.name, it.mac, it.addresses])).toEqual([
    [
      1,
      'lo',
      '00:00:00:00:00:00',
      [
        { family: 'inet', address: '127.0.0.1', prefixLength: 8, scope: 'host' },
        { family: 'inet6', address: '::1', prefixLength: 128, scope: 'host' },
      ],
    ],
    [
      2,
      'eth0',
      '0a:58:0a:f4:01:02',
      [{ family: 'inet', address: '10.244.1.2', prefixLength: 24, scope: 'global' }],
    ],
  ])
  expect(one.routes).toEqual([
    { destination: 'default', gateway: '10.244.1.1', device: 'eth0' },
    { destination: '10.244.1.0/24', device: 'eth0', source: '10.244.1.2' },
  ])
  expect(nodeA.routes).toEqual([
    { destination: 'default', gateway: '172.18.0.1', device: 'eth0' },
    { destination: '10.244.1.0/24', device: 'cni0', source: '10.244.1.1' },
    { destination: '172.18.0.0/16', device: 'eth0', source: '172.18.0.2' },
  ])
  expect(laptop.routes).toEqual([
    { destination: 'default', gateway: '172.18.0.1', device: 'eth0' },
    { destination: '172.18.0.0/16', device: 'eth0', source: '172.18.0.9' },
  ])
})

test('[N11] a Service is answered by one of those behind it, or refused when there are none', () => {
  const { clock, history, network, one, far } = smallCluster()
  listenAt(processIn(far), '0.0.0.0', 8080)
  const at = { address: '10.96.0.20', port: 80 }
  const backends = [{ address: '10.244.2.2', port: 8080 }]
  network.setVirtualAddress({ protocol: 'tcp', at, backends })
  const client = processIn(one)
  const fd = connectTo(client, at.address, at.port)
  clock.advanceBy(1)
  expect(errnoOf(() => client.sockets.checkConnected(fd))).toBe('ok')
  expect(client.sockets.peerAddress(fd)).toEqual({ family: 'inet', ...at })
  const opened = history.between(0, clock.seq).find((it) => it.kind === 'exchange.opened')
  expect(opened?.data).toMatchObject({
    to: { namespace: 'far', address: '10.244.2.2', port: 8080 },
    route: ['eth0', 'node-a', '10.96.0.20:80', 'node-b', 'eth0'],
  })
  network.setVirtualAddress({ protocol: 'tcp', at, backends: [] })
  const refused = connectTo(client, at.address, at.port)
  clock.advanceBy(1)
  expect(errnoOf(() => client.sockets.checkConnected(refused))).toBe('ECONNREFUSED')
})

test('[N11] a hostPort leads from the node’s address, and from its loopback, into the sandbox', () => {
  const { clock, network, nodeA, far } = smallCluster()
  const web = network.addSandbox({
    name: 'web',
    host: 'node-a',
    sysctls: new Map(),
    portMappings: [{ protocol: 'tcp', hostPort: 8080, containerPort: 80 }],
  })
  if (web === undefined) throw new Error('no address left')
  listenAt(processIn(web, { capabilities: ['NET_BIND_SERVICE'] }), '0.0.0.0', 80)
  const attempts = [
    { process: processIn(far), address: '172.18.0.2' },
    { process: processIn(nodeA), address: '127.0.0.1' },
    { process: processIn(web), address: '172.18.0.2' },
  ].map(({ process, address }) => ({ process, fd: connectTo(process, address, 8080) }))
  clock.advanceBy(1)
  const answers = attempts.map(({ process, fd }) =>
    errnoOf(() => process.sockets.checkConnected(fd)),
  )
  expect(answers).toEqual(['ok', 'ok', 'ok'])
  network.removeSandbox(web)
  const late = processIn(far)
  const fd = connectTo(late, '172.18.0.2', 8080)
  clock.advanceBy(1)
  expect(errnoOf(() => late.sockets.checkConnected(fd))).toBe('ECONNREFUSED')
})

test('dialling gives a stream of bytes both ways, by the bridge’s address', () => {
  const { clock, one, nodeA } = smallCluster()
  const server = processIn(one)
  const listening = listenAt(server, '0.0.0.0', 80)
  const stream = dial(nodeA, { host: '10.244.1.2', port: 80 })
  const heard: string[] = []
  stream.listen({
    message: (bytes) => heard.push(new TextDecoder().decode(bytes)),
    end: (error) => heard.push(error === undefined ? '(end)' : (error.message ?? '')),
  })
  stream.send(new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'))
  clock.advanceBy(1)
  const accepted = server.sockets.tryAccept(listening)
  if (accepted === 'again') throw new Error('nobody came')
  expect(server.sockets.peerAddress(accepted)).toMatchObject({ address: '10.244.1.1' })
  expect(server.read(accepted)).toBe('GET / HTTP/1.1\r\n\r\n')
  server.write(accepted, 'HTTP/1.1 200 OK\r\n\r\n')
  server.close(accepted)
  clock.advanceBy(1)
  expect(heard).toEqual(['', 'HTTP/1.1 200 OK\r\n\r\n', '(end)'])
})

test.each([
  { host: 'localhost', says: 'dial tcp [::1]:80: connect: connection refused' },
  { host: '10.244.1.3', says: 'dial tcp 10.244.1.3:80: connect: connection refused' },
  { host: '10.244.1.99', says: 'dial tcp 10.244.1.99:80: connect: no route to host' },
])('dialling $host where nobody listens: $says', ({ host, says }) => {
  const { clock, one } = smallCluster()
  const heard: (string | undefined)[] = []
  dial(one, { host, port: 80 }).listen({
    message: () => undefined,
    end: (error) => heard.push(error?.message),
  })
  clock.advanceBy(4000)
  expect(heard).toEqual([says])
})

test('the files of /proc/net tell what there is', () => {
  const { clock, one } = smallCluster()
  const process = processIn(one, { uid: 101 })
  const listening = listenAt(process, '0.0.0.0', 9876)
  listenAt(process, '::', 80)
  connectTo(process, '127.0.0.1', 9876)
  clock.advanceBy(1)
  process.sockets.tryAccept(listening)
  const file = (path: string): string => one.procFiles().get(path)?.() ?? ''
  const [, first, second, third] = file('net/tcp').split('\n')
  expect(
    file('net/tcp')
      .split('\n')
      .map((it) => it.length),
  ).toEqual([149, 149, 149, 149, 0])
  expect(first?.trimEnd()).toBe(
    '   0: 00000000:2694 00000000:0000 0A 00000000:00000000 00:00000000 00000000   101' +
      '        0 20001 1 0000000000000000 100 0 0 10 0',
  )
  const client = /0100007F:([0-9A-F]{4}) 0100007F:2694 01/.exec(second ?? '')?.[1]
  expect(third).toContain(`0100007F:2694 0100007F:${client ?? ''} 01`)
  expect(file('net/tcp6').split('\n')[1]).toBe(
    '   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A ' +
      '00000000:00000000 00:00000000 00000000   101        0 20002 1 0000000000000000 100 0 0 10 0',
  )
  expect(file('net/if_inet6')).toBe('00000000000000000000000000000001 01 80 10 80       lo\n')
  expect(file('sys/net/ipv4/ip_unprivileged_port_start')).toBe('0\n')
  expect(file('net/route').split('\n')[1]?.trimEnd()).toBe(
    'eth0\t00000000\t0101F40A\t0003\t0\t0\t0\t00000000\t0\t0\t0',
  )
})
