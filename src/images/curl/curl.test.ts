import { read, type Run, write } from '#engine'
import { describe, expect, test } from 'vitest'
import { answering, ANSWERS } from '../http/answering.ts'
import { lab, type Lab } from '../http/test-support.ts'
import { simpleservice } from '../simpleservice/simpleservice.ts'
import { createCurl } from './curl.ts'
import { CURL_7_29, CURL_7_88 } from './edition.ts'
import old from './fixtures/curl-7.29.0.json' with { type: 'json' }
import recent from './fixtures/curl-7.88.1.json' with { type: 'json' }

function place(): Lab {
  const made = lab()
  made.start(answering)
  made.clock.advanceBy(10)
  return made
}

/** Speeds, milliseconds and pointers are nobody's to promise. */
function steady(text: string): string {
  return text
    .replace(/after \d+ (ms|milliseconds)/g, 'after N $1')
    .replace(/0x[0-9a-f]+/g, 'POINTER')
    .replace(
      /\r([ \d]{3} .{5} {2}[ \d]{3} .{5} {2}[ \d]{3} .{5}) {2}.{5} {2}.{5} (.{26}) .{5}/g,
      '\r$1 SPEED $2',
    )
}

describe.each([
  { recorded: old, edition: CURL_7_29 },
  { recorded: recent, edition: CURL_7_88 },
])('curl $recorded.version, as it was recorded', ({ recorded, edition }) => {
  test.each(recorded.cases)('curl $args', ({ args, code, stdout, stderr }) => {
    const ran = place().run(createCurl(edition), { argv: ['curl', ...args] })
    expect({ ...ran, stderr: steady(ran.stderr) }).toEqual({
      code,
      stdout: stdout,
      stderr: steady(stderr),
    })
  })
})

describe('curl and simpleservice', () => {
  function serving(): Lab {
    const made = lab()
    made.start(simpleservice)
    made.clock.advanceBy(1000)
    return made
  }

  test('the answer of the article has no newline at its end', () => {
    const argv = ['curl', '-s', 'localhost:9876/info']
    expect(serving().run(createCurl(CURL_7_29), { argv })).toEqual({
      stdout: '{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}',
      stderr: '',
      code: 0,
    })
  })

  test('-v tells of ::1, where nobody listens, and of every header', () => {
    const argv = ['curl', '-sv', 'localhost:9876/health']
    expect(serving().run(createCurl(CURL_7_29), { argv }).stderr.replaceAll('\r', '')).toBe(
      `* About to connect() to localhost port 9876 (#0)
*   Trying ::1...
* Connection refused
*   Trying 127.0.0.1...
* Connected to localhost (127.0.0.1) port 9876 (#0)
> GET /health HTTP/1.1
> User-Agent: curl/7.29.0
> Host: localhost:9876
> Accept: */*
>${' '}
< HTTP/1.1 200 OK
< Date: Thu, 01 Jan 2026 00:00:01 GMT
< Content-Length: 17
< Etag: "b40026a9bea9f5096f4ef55d3d23d6730139ff5e"
< Content-Type: application/json
< Server: TornadoServer/4.3
<${' '}
{ [data not shown]
* Connection #0 to host localhost left intact
`,
    )
  })
})

test('refused on both addresses of localhost', () => {
  const argv = ['curl', '-sS', 'localhost:9876']
  expect(lab().run(createCurl(CURL_7_29), { argv })).toEqual({
    stdout: '',
    stderr: 'curl: (7) Failed connect to localhost:9876; Connection refused\n',
    code: 7,
  })
})

describe('a host that does not answer', () => {
  const FAR = 'http://203.0.113.7/'

  test('takes as long as TCP tries, or as long as one is willing to wait', () => {
    const made = lab()
    const waiting = made.start(createCurl(CURL_7_29), { argv: ['curl', '-sS', FAR] })
    made.clock.advanceBy(126_000)
    expect(waiting.code()).toBeUndefined()
    made.clock.advanceBy(2000)
    expect([waiting.code(), waiting.stderr()]).toEqual([
      7,
      'curl: (7) Failed connect to 203.0.113.7:80; Connection timed out\n',
    ])
    const argv = ['curl', '-sS', '--connect-timeout', '2', FAR]
    expect(made.run(createCurl(CURL_7_29), { argv })).toEqual({
      stdout: '',
      stderr: 'curl: (28) Connection timed out after 2001 milliseconds\n',
      code: 28,
    })
  })

  test('the meter goes on every second', () => {
    const argv = ['curl', '-m', '3', FAR]
    const { stderr } = lab().run(createCurl(CURL_7_88), { argv })
    const times = stderr
      .split('\r')
      .slice(1)
      .map((line) => line.slice(46, 73))
    expect(times).toEqual([
      '--:--:-- --:--:-- --:--:-- ',
      '--:--:--  0:00:01 --:--:-- ',
      '--:--:--  0:00:02 --:--:-- ',
      '--:--:--  0:00:03 --:--:-- ',
    ])
    expect(stderr.split('\n').at(-2)).toBe(
      'curl: (28) Connection timed out after 3001 milliseconds',
    )
  })
})

test.each([
  { edition: CURL_7_29, says: 'Could not resolve host: nowhere.example; Unknown error' },
  { edition: CURL_7_88, says: 'Could not resolve host: nowhere.example' },
])('$edition.version: a name that nobody can look up', ({ edition, says }) => {
  const argv = ['curl', '-sS', 'http://nowhere.example/']
  const { stderr, code } = lab().run(createCurl(edition), { argv })
  expect([stderr, code]).toEqual([`curl: (6) ${says}\n`, 6])
})

test('a server that goes away between two requests is asked on a new connection', () => {
  const argv = ['curl', '-sv', ...['/len', '/len'].map((it) => `http://127.0.0.1:8099${it}`)]
  const made = lab()
  made.start(function* (process): Run {
    const listening = process.sockets.socket('inet', 'stream')
    process.sockets.bind(listening, { family: 'inet', address: '127.0.0.1', port: 8099 })
    process.sockets.listen(listening, 20)
    for (;;) {
      yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
      const fd = process.sockets.tryAccept(listening)
      if (fd === 'again') continue
      yield* read(process, fd)
      yield* write(process, fd, ANSWERS['/len'] ?? '')
      process.close(fd)
    }
  })
  made.clock.advanceBy(10)
  const { stdout, stderr } = made.run(createCurl(CURL_7_29), { argv })
  expect(stdout).toBe('hello\nhello\n')
  expect(stderr).toContain('* Connection 0 seems to be dead!\n* Closing connection 0\n')
})

test('a unix socket is spoken to by those who know how', () => {
  const made = lab({ '/run': { directory: true } })
  made.start(function* (process): Run {
    const listening = process.sockets.socket('unix', 'stream')
    process.sockets.bind(listening, { family: 'unix', path: '/run/app.sock' })
    process.sockets.listen(listening, 5)
    yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
    const fd = process.sockets.tryAccept(listening)
    if (fd === 'again') return 1
    yield* read(process, fd)
    yield* write(process, fd, ANSWERS['/len'] ?? '')
    return 0
  })
  made.clock.advanceBy(10)
  const argv = ['curl', '-sS', '--unix-socket', '/run/app.sock', 'http://localhost/len']
  expect(made.run(createCurl(CURL_7_29), { argv }).code).toBe(2)
  expect(made.run(createCurl(CURL_7_88), { argv })).toEqual({
    stdout: 'hello\n',
    stderr: '',
    code: 0,
  })
})
