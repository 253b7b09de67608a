import { describe, expect, test } from 'vitest'
import { LIMITS } from './server.ts'
import { create, PODS } from './testing/pods.ts'
import { bodiesIn, dial, request } from './testing/raw.ts'
import { exec } from './testing/remote.ts'
import { serveInTest, type TestServing } from './testing/serving.ts'

const MOST_BODY_BYTES = 3 * 1024 * 1024

/** Everybody else is served as if nothing were. */
async function expectServed(serving: TestServing): Promise<void> {
  expect(await serving.ask('GET', '/version')).toMatchObject({ code: 200 })
  expect(serving.faults).toEqual([])
}

function messageIn(answer: string): unknown {
  const [body = ''] = bodiesIn(answer)
  return (JSON.parse(body) as { readonly message: string }).message
}

describe('clients that send oddly', () => {
  test('who never ends his headers is sent away after a while', async () => {
    const serving = await serveInTest({ limits: { ...LIMITS, headersMs: 120 } })
    const slow = Array.from({ length: 50 }, () => dial(serving, 'GET / HTTP/1.1\r\nhost: local'))
    await expectServed(serving)
    const answers = await Promise.all(slow.map(({ closed }) => closed))
    expect(new Set(answers.map((it) => it.slice(0, 20)))).toEqual(new Set(['HTTP/1.1 408 Request']))
  })

  test('who never ends his body is sent away after a while', async () => {
    const serving = await serveInTest({ limits: { ...LIMITS, headersMs: 60, requestMs: 120 } })
    const slow = dial(serving, request(`POST ${PODS}`, { 'content-length': '100' }, '{"kind'))
    await expectServed(serving)
    expect(await slow.closed).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('who says that he has said all is answered', async () => {
    const serving = await serveInTest()
    const client = dial(serving)
    client.socket.end(request('GET /version'))
    expect(await client.closed).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })

  test('requests that come at once are answered in their order', async () => {
    const serving = await serveInTest()
    const paths = ['/version', '/readyz', `${PODS}/nix`, '/readyz']
    const client = dial(serving, paths.map((path) => request(`GET ${path}`)).join(''))
    client.socket.end()
    const bodies = bodiesIn(await client.closed)
    expect(bodies.map((body) => (body === 'ok' ? body : (JSON.parse(body) as object)))).toEqual([
      expect.objectContaining({ major: '1' }),
      'ok',
      expect.objectContaining({ reason: 'NotFound' }),
      'ok',
    ])
  })

  test('a body that is too large is refused before it has come, and while it comes', async () => {
    const serving = await serveInTest()
    const announced = dial(
      serving,
      request(`POST ${PODS}`, { 'content-length': `${MOST_BODY_BYTES + 1}` }),
    )
    const refusal = `Request entity too large: limit is ${MOST_BODY_BYTES}`
    expect(messageIn(await announced.hears('limit is'))).toBe(refusal)
    const chunked = dial(serving, request(`POST ${PODS}`, { 'transfer-encoding': 'chunked' }))
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    for (let times = 0; times < 4; times++) chunked.socket.write(chunk)
    expect(messageIn(await chunked.hears('limit is'))).toBe(refusal)
    await expectServed(serving)
  })

  test.each([
    { what: 'noise', said: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', code: 400 },
    { what: 'a header that is none', said: 'GET / HTTP/1.1\r\nno header\r\n\r\n', code: 400 },
    {
      what: 'two lengths',
      said: 'GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      code: 400,
    },
    {
      what: 'headers that are too long',
      said: request('GET /', { 'x-long': 'x'.repeat(LIMITS.headerBytes) }),
      code: 431,
    },
  ])('$what is answered with $code', async ({ said, code }) => {
    const serving = await serveInTest()
    const answer = await dial(serving, said).closed
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${code}`)
    expect(JSON.parse(bodiesIn(answer)[0] ?? '')).toMatchObject({ kind: 'Status', code })
    await expectServed(serving)
  })

  test('who asks to speak HTTP/2 is answered in HTTP/1.1', async () => {
    const serving = await serveInTest()
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AA',
    }
    expect(await dial(serving, request('GET /readyz', headers)).closed).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nok$/,
    )
  })
})

describe('clients that go, or stay too long', () => {
  test('what a client leaves behind is cleared away', async () => {
    const serving = await serveInTest({ limits: { ...LIMITS, open: 5 } })
    const watch = request(`GET ${PODS}?watch=true`)
    const watchers = Array.from({ length: 5 }, () => dial(serving, watch))
    await Promise.all(watchers.map((watcher) => watcher.hears('\r\n\r\n')))
    expect(await serving.ask('GET', '/version')).toMatchObject({
      code: 429,
      object: { reason: 'TooManyRequests', details: { retryAfterSeconds: 1 } },
    })
    for (const { socket } of watchers) socket.destroy()
    while ((await serving.ask('GET', '/version')).code === 429) continue
    await expectServed(serving)
  })

  test('more connections than there may be are hung up on', async () => {
    const serving = await serveInTest({ limits: { ...LIMITS, connections: 3 } })
    const calm = Array.from({ length: 3 }, () => dial(serving, request('GET /readyz')))
    await Promise.all(calm.map((client) => client.hears('ok')))
    expect(await dial(serving, request('GET /readyz')).closed).toBe('')
    for (const { socket } of calm) socket.destroy()
  })

  test('a watcher who never reads holds up nobody, and gets all of it later', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    const watch = request(`GET ${PODS}?watch=true`)
    const [asleep, awake] = [dial(serving, watch), dial(serving, watch)]
    asleep.socket.pause()
    await awake.hears('ADDED')
    const before = process.memoryUsage().rss
    const note = 'x'.repeat(100_000)
    const rounds = 60
    for (let round = 1; round <= rounds; round++)
      await serving.ask('PATCH', `${PODS}/web`, {
        headers: { 'content-type': 'application/merge-patch+json' },
        body: { metadata: { annotations: { note: `${note}${round};` } } },
      })
    await awake.hears(`x${rounds};`)
    expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(400)
    asleep.socket.resume()
    const heard = await asleep.hears(`x${rounds};`)
    expect(heard.match(/"type":"MODIFIED"/g)).toHaveLength(rounds)
  })

  test('a reader who never reads holds his process back, and nobody else', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    await serving.advance(5)
    const flood = exec(serving, 'web', 'echo on; yes')
    await flood.says('on\n')
    flood.socket.pause()
    await expectServed(serving)
    flood.socket.terminate()
    await expectServed(serving)
  })

  test('who goes in the middle of his body has asked for nothing', async () => {
    const serving = await serveInTest()
    const client = dial(serving, request(`POST ${PODS}`, { 'content-length': '100' }, '{"kind'))
    client.socket.resetAndDestroy()
    await expectServed(serving)
    expect(await serving.ask('GET', PODS)).toMatchObject({ object: { items: [] } })
  })
})

describe('connections that become something else', () => {
  const KEY = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
  const WEB_SOCKET = {
    ...KEY,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-protocol': 'v5.channel.k8s.io',
  }
  const SPDY = { connection: 'Upgrade', upgrade: 'SPDY/3.1' }
  const EXEC = `${PODS}/web/exec?command=cat&stdin=true&stdout=true`
  const PORTS = `${PODS}/web/portforward`
  const NOISE = '\xff\xff\xff\xff\xff\xff\xff\xff garbage \x00\x01\x02'

  test.each([
    { what: 'garbage in a WebSocket', path: EXEC, headers: WEB_SOCKET, said: NOISE },
    {
      what: 'a WebSocket frame without a mask',
      path: EXEC,
      headers: WEB_SOCKET,
      said: '\x82\x01\x00',
    },
    { what: 'garbage in SPDY', path: EXEC, headers: SPDY, said: NOISE },
    { what: 'garbage in a port-forward', path: PORTS, headers: SPDY, said: NOISE },
    {
      what: 'garbage in a tunnel',
      path: PORTS,
      headers: { ...WEB_SOCKET, 'sec-websocket-protocol': 'SPDY/3.1+portforward.k8s.io' },
      said: `\x82\x88\x00\x00\x00\x00${'\xff'.repeat(8)}`,
    },
  ])('$what ends that connection alone', async ({ path, headers, said }) => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    await serving.advance(5)
    const client = dial(serving, request(`GET ${path}`, headers))
    await client.hears('HTTP/1.1 101 Switching Protocols\r\n')
    client.socket.write(said, 'latin1')
    await client.closed
    await expectServed(serving)
  })

  test.each([
    {
      what: 'a protocol that nobody speaks',
      path: EXEC,
      headers: { ...WEB_SOCKET, 'sec-websocket-protocol': 'v9.channel.k8s.io' },
      code: 403,
      message:
        'requested protocol(s) are not supported: [v9.channel.k8s.io]; supports [v5.channel.k8s.io v4.channel.k8s.io]',
    },
    {
      what: 'a Pod that is not there',
      path: EXEC.replace('web', 'nix'),
      headers: WEB_SOCKET,
      code: 404,
      message: 'pods "nix" not found',
    },
    {
      what: 'SPDY/2',
      path: EXEC,
      headers: { connection: 'Upgrade', upgrade: 'SPDY/2' },
      code: 400,
      message: 'unable to upgrade: spdy/2 is not served, only websocket and SPDY/3.1',
    },
    {
      what: 'ports that are none',
      path: `${PORTS}?ports=http`,
      headers: { ...WEB_SOCKET, 'sec-websocket-protocol': 'v4.channel.k8s.io' },
      code: 400,
      message: 'unable to parse "http" as a port',
    },
    {
      what: 'streams of another protocol',
      path: PORTS,
      headers: { ...SPDY, 'x-stream-protocol-version': 'nix' },
      code: 403,
      message:
        'unable to upgrade: unable to negotiate protocol: client supports [nix], server accepts [portforward.k8s.io]',
    },
  ])('$what is refused with $code', async ({ path, headers, code, message }) => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    await serving.advance(5)
    const answer = await dial(serving, request(`GET ${path}`, headers)).closed
    expect([answer.slice(9, 12), messageIn(answer)]).toEqual([`${code}`, message])
    await expectServed(serving)
  })
})

describe('who may ask', () => {
  test.each([
    { headers: { host: 'evil.example' }, code: 403 },
    { headers: { host: 'evil.example:8001' }, code: 403 },
    { headers: { origin: 'https://evil.example' }, code: 403 },
    { headers: { origin: 'http://localhost:5173' }, code: 200 },
    { headers: { host: '127.0.0.1:8001' }, code: 200 },
    { headers: { host: '[::1]:8001' }, code: 200 },
  ])('without a token $headers is answered with $code', async ({ headers, code }) => {
    const serving = await serveInTest()
    const client = dial(serving, request('GET /version', headers))
    client.socket.end()
    expect((await client.closed).slice(9, 12)).toBe(`${code}`)
  })

  test('at any other address a token is asked for, and prying with a WebSocket helps nobody', async () => {
    const serving = await serveInTest({ address: '0.0.0.0' })
    expect(serving.token).toMatch(/^[\w-]{32}$/)
    const { token = '' } = serving
    const codeOf = async (headers: Record<string, string>) => {
      const client = dial(serving, request('GET /version', headers))
      client.socket.end()
      return (await client.closed).slice(9, 12)
    }
    expect(await codeOf({ host: 'a.host.of.the.class' })).toBe('401')
    expect(await codeOf({ authorization: `Bearer ${token}x` })).toBe('401')
    expect(await codeOf({ authorization: `Bearer ${token}`, host: 'a.host.of.the.class' })).toBe(
      '200',
    )
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' }
    expect((await dial(serving, request(`GET ${PODS}/x/exec`, upgrade)).closed).slice(9, 12)).toBe(
      '401',
    )
  })
})
