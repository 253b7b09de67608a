import { readAll, type Run, write, type Process } from '#engine'
import { describe, expect, test } from 'vitest'
import { lab, type Lab } from '../http/test-support.ts'
import { delayFrom } from './settings.ts'
import { simpleservice } from './simpleservice.ts'

/** Sends bytes to the service, says no more, and prints all that comes back. */
function asking(text: string, port = 9876) {
  return function* (process: Process): Run {
    const fd = process.sockets.socket('inet', 'stream')
    process.sockets.connect(fd, { family: 'inet', address: '127.0.0.1', port })
    yield { do: 'wait', for: [{ fd, for: 'write' }] }
    process.sockets.checkConnected(fd)
    yield* write(process, fd, text)
    process.sockets.shutdown(fd, 'write')
    yield* write(process, 1, yield* readAll(process, fd))
    return 0
  }
}

function answerTo(place: Lab, text: string): string {
  return place.run(asking(text)).stdout
}

function get(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost:9876\r\n\r\n`
}

function running(env: Readonly<Record<string, string>> = {}) {
  const place = lab()
  const service = place.start(simpleservice, { argv: ['python', './simpleservice.py'], env })
  place.clock.advanceBy(1000)
  return { place, service }
}

describe('answers, byte for byte as Tornado 4.3 on Python 2.7 gave them', () => {
  const ok = (rest: string): string => `HTTP/1.1 200 OK\r\nDate: ${NOW}\r\n${rest}`
  const NOW = 'Thu, 01 Jan 2026 00:00:01 GMT'

  test.each([
    {
      path: '/info',
      answer: ok(
        'Content-Length: 67\r\nEtag: "9d09b0a126f68a0fddfec0f494e56fcab29eac15"\r\n' +
          'Content-Type: application/json\r\nServer: TornadoServer/4.3\r\n\r\n' +
          '{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}',
      ),
    },
    {
      path: '/health',
      answer: ok(
        'Content-Length: 17\r\nEtag: "b40026a9bea9f5096f4ef55d3d23d6730139ff5e"\r\n' +
          'Content-Type: application/json\r\nServer: TornadoServer/4.3\r\n\r\n{"healthy": true}',
      ),
    },
    {
      path: '/endpoint0',
      answer: ok(
        'Content-Length: 71\r\nEtag: "51d4ab22b922a780e9eb0564343b6b7359094ae6"\r\n' +
          'Content-Type: application/json\r\nServer: TornadoServer/4.3\r\n\r\n' +
          '{"host": "localhost:9876", "version": "0.5.0", "result": "all is well"}',
      ),
    },
    {
      path: '/nope',
      answer:
        `HTTP/1.1 404 Not Found\r\nDate: ${NOW}\r\nContent-Length: 69\r\n` +
        'Content-Type: text/html; charset=UTF-8\r\nServer: TornadoServer/4.3\r\n\r\n' +
        '<html><title>404: Not Found</title><body>404: Not Found</body></html>',
    },
  ])('GET $path', ({ path, answer }) => {
    expect(answerTo(running().place, get(path))).toBe(answer)
  })

  test('HEAD and POST are not allowed', () => {
    const { place } = running()
    const head =
      `HTTP/1.1 405 Method Not Allowed\r\nDate: ${NOW}\r\nContent-Length: 87\r\n` +
      'Content-Type: text/html; charset=UTF-8\r\nServer: TornadoServer/4.3\r\n\r\n'
    const body =
      '<html><title>405: Method Not Allowed</title><body>405: Method Not Allowed</body></html>'
    expect(answerTo(place, 'HEAD /info HTTP/1.1\r\nHost: x\r\n\r\n')).toBe(head)
    const posted = 'POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nx=1'
    expect(answerTo(place, posted)).toBe(head + body)
  })

  test('HTTP/1.0 that keeps the connection has another order of headers', () => {
    const asked = 'GET /info HTTP/1.0\r\nHost: 127.0.0.1:9876\r\nConnection: keep-alive\r\n\r\n'
    expect(answerTo(running().place, asked)).toBe(
      'HTTP/1.1 200 OK\r\nContent-Length: 67\r\nServer: TornadoServer/4.3\r\n' +
        'Connection: Keep-Alive\r\nEtag: "759db55da7d411f7f11919b430e487068fbfb307"\r\n' +
        `Date: ${NOW}\r\nContent-Type: application/json\r\n\r\n` +
        '{"host": "127.0.0.1:9876", "version": "0.5.0", "from": "127.0.0.1"}',
    )
  })

  test('what is known already is not sent again', () => {
    const asked =
      'GET /info HTTP/1.1\r\nHost: localhost:9876\r\n' +
      'If-None-Match: "9d09b0a126f68a0fddfec0f494e56fcab29eac15"\r\n\r\n'
    expect(answerTo(running().place, asked)).toBe(
      `HTTP/1.1 304 Not Modified\r\nDate: ${NOW}\r\n` +
        'Etag: "9d09b0a126f68a0fddfec0f494e56fcab29eac15"\r\nServer: TornadoServer/4.3\r\n\r\n',
    )
  })

  test('/env shows the environment as Python prints a dictionary', () => {
    const { place } = running({ PATH: '/bin', QUOTE: `it's`, SIMPLE_SERVICE_VERSION: '1.0' })
    const [, body = ''] = answerTo(place, get('/env')).split('\r\n\r\n')
    expect(body).toBe(
      `{"version": "1.0", "env": "{'PATH': '/bin', 'SIMPLE_SERVICE_VERSION': '1.0', 'QUOTE': \\"it's\\"}"}`,
    )
  })

  test('one connection carries several requests', () => {
    const { place } = running()
    const answers = answerTo(place, get('/health') + get('/health'))
    expect(answers.split('HTTP/1.1 200 OK').length).toBe(3)
  })
})

test('the log tells of the start and of every request', () => {
  const { place, service } = running()
  answerTo(place, get('/info'))
  answerTo(place, get('/nope'))
  answerTo(place, 'GARBAGE\r\n\r\n')
  expect(service.stderr().replace(/[0-9]+\.[0-9]{2}ms/g, 'TIME')).toBe(
    [
      '2026-01-01T12:00:00 INFO This is simple service in version v0.5.0 listening on port 9876 [at line 142]',
      '2026-01-01T12:00:01 INFO /info serving from localhost:9876 has been invoked from 127.0.0.1 [at line 101]',
      '2026-01-01T12:00:01 INFO 200 GET /info (127.0.0.1) TIME [at line 1946]',
      '2026-01-01T12:00:01 WARNING 404 GET /nope (127.0.0.1) TIME [at line 1946]',
      '2026-01-01T12:00:01 INFO Malformed HTTP message from 127.0.0.1: Malformed HTTP request line [at line 253]',
      '',
    ].join('\n'),
  )
})

test('a second one on the same port ends with Python’s traceback', () => {
  const { place } = running()
  expect(place.run(simpleservice)).toEqual({
    stdout: '',
    stderr: [
      'Traceback (most recent call last):',
      '  File "./simpleservice.py", line 141, in <module>',
      "    app.listen(PORT, address='0.0.0.0')",
      '  File "/usr/local/lib/python2.7/site-packages/tornado/web.py", line 1825, in listen',
      '    server.listen(port, address)',
      '  File "/usr/local/lib/python2.7/site-packages/tornado/tcpserver.py", line 126, in listen',
      '    sockets = bind_sockets(port, address=address)',
      '  File "/usr/local/lib/python2.7/site-packages/tornado/netutil.py", line 196, in bind_sockets',
      '    sock.bind(sockaddr)',
      '  File "/usr/local/lib/python2.7/socket.py", line 228, in meth',
      '    return getattr(self._sock,name)(*args)',
      'socket.error: [Errno 98] Address already in use',
      '',
    ].join('\n'),
    code: 1,
  })
})

test('PORT0 moves it, and must be a number', () => {
  const { place } = running({ PORT0: '8080' })
  expect(place.run(asking(get('/health'), 8080)).stdout).toContain('{"healthy": true}')
  const { stderr, code } = place.run(simpleservice, { env: { PORT0: 'http' } })
  expect([stderr.split('\n').at(-2), code]).toEqual([
    'socket.gaierror: [Errno -8] Servname not supported for ai_socktype',
    1,
  ])
})

test('SIGINT ends it as it ends Python, SIGTERM as it ends anything', () => {
  const first = running()
  first.service.signal('INT')
  first.place.clock.advanceBy(10)
  expect(first.service.stderr().split('\n').slice(1)).toEqual([
    'Traceback (most recent call last):',
    '  File "./simpleservice.py", line 143, in <module>',
    '    tornado.ioloop.IOLoop.current().start()',
    '  File "/usr/local/lib/python2.7/site-packages/tornado/ioloop.py", line 858, in start',
    '    event_pairs = self._impl.poll(poll_timeout)',
    'KeyboardInterrupt',
    '',
  ])
  expect(first.service.code()).toBe(1)
  const second = running()
  second.service.signal('TERM')
  second.place.clock.advanceBy(10)
  expect(second.service.code()).toBe(143)
})

test('a slow /health holds up everybody', () => {
  const { place } = running({ HEALTH_MIN: '2000', HEALTH_MAX: '2001' })
  const slow = place.start(asking(get('/health')))
  place.clock.advanceBy(100)
  const other = place.start(asking(get('/info')))
  place.clock.advanceBy(1800)
  expect([slow.code(), other.code()]).toEqual([undefined, undefined])
  place.clock.advanceBy(200)
  expect([slow.code(), other.code()]).toEqual([0, 0])
})

test.each([
  { min: undefined, max: undefined, delay: { kind: 'none' } },
  { min: undefined, max: '500', delay: { kind: 'random', from: 0, to: 500 } },
  { min: '1000', max: '2000', delay: { kind: 'random', from: 1000, to: 2000 } },
  // By the alphabet 1000 comes before 200.
  { min: '200', max: '1000', delay: { kind: 'none' } },
  {
    min: '10',
    max: '9',
    delay: { kind: 'error', message: 'empty range for randrange() (10,9, -1)' },
  },
  {
    min: '0',
    max: 'slow',
    delay: { kind: 'error', message: 'could not convert string to float: slow' },
  },
])('HEALTH_MIN=$min HEALTH_MAX=$max', ({ min, max, delay }) => {
  expect(delayFrom(min, max)).toEqual(delay)
})
