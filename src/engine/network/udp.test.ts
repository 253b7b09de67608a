import { expect, test } from 'vitest'
import { errnoOf, type FakeProcess, processIn, smallCluster } from './test-support.ts'

function receiver(process: FakeProcess, address: string, port: number): number {
  const fd = process.sockets.socket('inet', 'datagram')
  process.sockets.bind(fd, { family: 'inet', address, port })
  return fd
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

test('a datagram and its answer are one exchange, and keep their borders', () => {
  const { clock, history, one, far } = smallCluster()
  const server = processIn(far, { container: 'dns', pid: 1 })
  const client = processIn(one, { container: 'shell', pid: 5 })
  const serving = receiver(server, '0.0.0.0', 53)
  const asking = client.sockets.socket('inet', 'datagram')
  const to = { family: 'inet', address: '10.244.2.2', port: 53 } as const
  client.sockets.sendTo(asking, encoder.encode('first'), to)
  client.sockets.sendTo(asking, encoder.encode('second'), to)
  clock.advanceBy(1)
  for (const text of ['first', 'second']) {
    const got = server.sockets.tryReceiveFrom(serving)
    if (got === 'again') throw new Error('nothing came')
    expect(decoder.decode(got.bytes)).toBe(text)
    server.sockets.sendTo(serving, encoder.encode(`re: ${text}`), got.from)
  }
  clock.advanceBy(1)
  const answer = client.sockets.tryReceiveFrom(asking)
  expect(answer !== 'again' && answer.from).toEqual(to)
  client.close(asking)
  const told = history.between(0, clock.seq).map((it) => [it.subject, it.kind])
  expect(told).toEqual([
    ['far/udp/0.0.0.0:53', 'socket.listening'],
    ['exchange-1', 'exchange.opened'],
    ['exchange-1', 'exchange.sent'],
    ['exchange-1', 'exchange.sent'],
    ['exchange-1', 'exchange.sent'],
    ['exchange-1', 'exchange.sent'],
    ['exchange-1', 'exchange.closed'],
  ])
})

test('a connected socket hears only its peer, and that nobody is there', () => {
  const { clock, one, two } = smallCluster()
  const client = processIn(one)
  const fd = client.sockets.socket('inet', 'datagram')
  client.sockets.connect(fd, { family: 'inet', address: '10.244.1.3', port: 53 })
  client.write(fd, 'anybody?')
  clock.advanceBy(1)
  expect(client.file(fd).isReady('read')).toBe(true)
  expect(errnoOf(() => client.read(fd))).toBe('ECONNREFUSED')
  expect(client.read(fd)).toBe('again')
  const local = client.sockets.localAddress(fd)
  const stranger = processIn(two)
  stranger.sockets.sendTo(
    stranger.sockets.socket('inet', 'datagram'),
    encoder.encode('spam'),
    local,
  )
  clock.advanceBy(1)
  expect(client.read(fd)).toBe('again')
})

test('what does not fit into a datagram, or goes nowhere in particular, is refused', () => {
  const { one } = smallCluster()
  const process = processIn(one)
  const fd = process.sockets.socket('inet', 'datagram')
  const to = { family: 'inet', address: '127.0.0.1', port: 9 } as const
  expect(errnoOf(() => process.sockets.sendTo(fd, new Uint8Array(65_508), to))).toBe('EMSGSIZE')
  expect(errnoOf(() => process.write(fd, 'x'))).toBe('EDESTADDRREQ')
  expect(errnoOf(() => process.sockets.listen(fd, 1))).toBe('EOPNOTSUPP')
})
