import { expect, test } from 'vitest'
import { errnoOf, processIn, smallCluster } from './test-support.ts'

const AT = { family: 'unix', path: '/run/app.sock' } as const

test('[N12] a socket in a shared directory joins two sandboxes', () => {
  const { clock, history, one, two } = smallCluster()
  const paths = new Map<string, object>()
  const server = processIn(one, { paths, container: 'app', pid: 1 })
  const client = processIn(two, { paths, container: 'proxy', pid: 3 })
  const serving = server.sockets.socket('unix', 'stream')
  server.sockets.bind(serving, AT)
  server.sockets.listen(serving, 5)
  const asking = client.sockets.socket('unix', 'stream')
  client.sockets.connect(asking, AT)
  client.write(asking, 'PING\r\n')
  clock.advanceBy(1)
  const accepted = server.sockets.tryAccept(serving)
  if (accepted === 'again') throw new Error('nobody came')
  expect(server.read(accepted)).toBe('PING\r\n')
  server.close(accepted)
  clock.advanceBy(1)
  expect(client.read(asking)).toBe('')
  client.close(asking)
  server.close(serving)
  clock.advanceBy(1)
  expect(history.between(0, clock.seq).map((it) => [it.kind, it.data])).toEqual([
    ['socket.listening', { owner: endpoint('one', 'app', 1), protocol: 'unix' }],
    [
      'exchange.opened',
      {
        from: { ...endpoint('two', 'proxy', 3), address: '' },
        to: endpoint('one', 'app', 1),
        protocol: 'unix',
        route: ['/run/app.sock'],
      },
    ],
    ['exchange.established', {}],
    ['exchange.sent', { direction: 'request', bytes: 6, line: 'PING' }],
    ['socket.closed', { owner: endpoint('one', 'app', 1), protocol: 'unix' }],
    ['exchange.closed', {}],
  ])
})

test('the name outlives its listener: in use for bind, refused for connect', () => {
  const { one } = smallCluster()
  const process = processIn(one)
  const first = process.sockets.socket('unix', 'stream')
  process.sockets.bind(first, AT)
  process.sockets.listen(first, 5)
  process.close(first)
  const again = process.sockets.socket('unix', 'stream')
  expect(errnoOf(() => process.sockets.bind(again, AT))).toBe('EADDRINUSE')
  expect(errnoOf(() => process.sockets.connect(again, AT))).toBe('ECONNREFUSED')
  const nowhere = { family: 'unix', path: '/run/none.sock' } as const
  expect(errnoOf(() => process.sockets.connect(again, nowhere))).toBe('ENOENT')
})

function endpoint(namespace: string, container: string, pid: number) {
  return { namespace, address: '/run/app.sock', port: 0, container, pid }
}
