import { expect, test } from 'vitest'
import { startBench } from '../../controllers/fixtures/cluster-bench.ts'
import { read, write } from '../../kernel/calls.ts'
import type { Process, Run } from '../../kernel/process.ts'
import { EPOCH_MS } from '../../kernel/testing.ts'
import type { Image } from '../../runtime/image.ts'
import type { ApiAnswer, ApiRequest } from '../transport.ts'

const PODS = '/api/v1/namespaces/default/pods'
const SERVICES = '/api/v1/namespaces/default/services'

/** Says what it was asked, in two chunks; /fail with 500. */
function* echo(process: Process): Run {
  const { sockets } = process
  const listening = sockets.socket('inet', 'stream')
  sockets.bind(listening, { family: 'inet', address: '0.0.0.0', port: 8080 })
  sockets.listen(listening, 8)
  for (;;) {
    const connection = sockets.tryAccept(listening)
    if (connection === 'again') {
      yield { do: 'wait', for: [{ fd: listening, for: 'read' }] }
      continue
    }
    const asked = new TextDecoder().decode(yield* read(process, connection))
    const code = asked.includes('/fail') ? '500 Internal Server Error' : '200 OK'
    const head = `HTTP/1.1 ${code}\r\nContent-Type: text/plain\r\nX-Own: 1\r\n`
    yield* write(process, connection, `${head}Transfer-Encoding: chunked\r\n\r\n5\r\nasked\r\n`)
    const rest = `: ${asked.replaceAll('\r', '')}`
    yield* write(process, connection, `${rest.length.toString(16)}\r\n${rest}\r\n0\r\n\r\n`)
    process.close(connection)
  }
}

const image: Image = {
  repository: 'docker.io/library/echo',
  tags: ['1'],
  digest: `sha256:${'0'.repeat(64)}`,
  sizeBytes: 1_000_000,
  config: { entrypoint: ['/echo'] },
  files: new Map([['/echo', { program: echo, size: 1000 }]]),
}

function openBench() {
  const registry = { images: [image] }
  const bench = startBench({ seed: 1, epochMs: EPOCH_MS, registry, nodes: 1 })
  const ports = [{ containerPort: 8080 }]
  bench.create(PODS, {
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', image: 'echo:1', ports }] },
  })
  bench.create(PODS, {
    metadata: { name: 'away' },
    spec: { containers: [{ name: 'app', image: 'echo:1' }], nodeSelector: { nowhere: 'yes' } },
  })
  const port = { port: 80, targetPort: 8080 }
  const selecting = (app: string, ports: readonly object[]) => ({ selector: { app }, ports })
  bench.create(SERVICES, { metadata: { name: 'web' }, spec: selecting('web', [port]) })
  bench.create(SERVICES, { metadata: { name: 'empty' }, spec: selecting('nobody', [port]) })
  bench.create(SERVICES, { metadata: { name: 'alone' }, spec: { ports: [port] } })
  const named = [
    { name: 'a', ...port },
    { name: 'b', port: 81, targetPort: 9 },
  ]
  bench.create(SERVICES, { metadata: { name: 'two' }, spec: selecting('web', named) })
  bench.advance(10_000)
  const ask = (line: string, more: Partial<ApiRequest> = {}) => {
    const [method = '', path = ''] = line.split(' ')
    const user = 'jo'
    let answer: ApiAnswer = { code: 0, headers: {}, warnings: [] }
    let said = ''
    let isOver = false
    const request = { method, path, user, query: [], headers: {}, ...more }
    const stream = bench.cluster.api.open(request, (it) => (answer = it))
    stream.listen({
      message: (message) => {
        if (message.kind === 'bytes') said += new TextDecoder().decode(message.bytes)
        if (message.kind === 'object') said += (message.object as { message: string }).message
      },
      end: () => (isOver = true),
    })
    bench.advance(5_000)
    return { ...answer, said, isOver }
  }
  return { ask, ip: bench.pods('app=web')[0]?.status.podIP ?? '' }
}

test('[A45] a request goes over the network into the Pod, and what is answered comes back', () => {
  const { ask } = openBench()
  const headers = { host: 'api', 'user-agent': 'me/1', accept: '*/*', authorization: 'Bearer x' }
  const query = [['x', '1 2']] as const
  expect(ask(`GET ${PODS}/web:8080/proxy/a/b%20c/`, { headers, query })).toEqual({
    code: 200,
    headers: { 'content-type': 'text/plain', 'x-own': '1' },
    warnings: [],
    said: [
      'asked: GET /a/b%20c/?x=1%202 HTTP/1.1',
      'Host: api',
      'User-Agent: me/1',
      'Accept: */*',
      `X-Forwarded-Uri: ${PODS}/web:8080/proxy/a/b%20c/`,
      'Accept-Encoding: gzip',
      '\n',
    ].join('\n'),
    isOver: true,
  })
  const body = new TextEncoder().encode('hello')
  const posted = ask(`POST ${PODS}/web/proxy`, { body, headers: { 'content-type': 'text/x' } })
  expect(posted.said.split('\n')).toEqual([
    'asked: POST / HTTP/1.1',
    'Host: 10.0.0.10:6443',
    'Content-Length: 5',
    'Content-Type: text/x',
    `X-Forwarded-Uri: ${PODS}/web/proxy/`,
    'Accept-Encoding: gzip',
    '',
    'hello',
  ])
  expect(ask(`GET ${SERVICES}/web/proxy/`)).toMatchObject({ code: 200, isOver: true })
  expect(ask(`GET ${SERVICES}/http:two:a/proxy/fail`)).toMatchObject({ code: 500, isOver: true })
  expect(ask(`HEAD ${SERVICES}/two:80/proxy/x`)).toMatchObject({ code: 200, said: '' })
})

test('[A45] without a path it is sent on to one that ends in a slash', () => {
  const { ask } = openBench()
  expect(ask(`GET ${PODS}/web/proxy`, { query: [['a', 'b']] })).toEqual({
    code: 301,
    headers: { location: `${PODS}/web/proxy/?a=b` },
    warnings: [],
    said: '',
    isOver: true,
  })
})

const FAILED = 'error trying to reach service'
const shared = openBench()

// What a kube-apiserver 1.36.3 says, with other addresses.
test.each([
  ['pods/nix/proxy/', 404, 'pods "nix" not found'],
  ['pods/away/proxy/', 400, 'address not allowed'],
  ['pods/a:b:c:d/proxy/', 400, 'invalid pod request "a:b:c:d"'],
  ['pods/ftp:web:80/proxy/', 400, 'invalid pod request "ftp:web:80"'],
  ['pods/:80/proxy/', 400, 'invalid pod request ":80"'],
  ['pods/web:82/proxy/x', 503, `${FAILED}: dial tcp IP:82: connect: connection refused`],
  ['pods/https:web:83/proxy/', 503, `${FAILED}: dial tcp IP:83: connect: connection refused`],
  ['pods/web:99999/proxy/', 503, `${FAILED}: dial tcp: address 99999: invalid port`],
  ['services/nix/proxy/', 404, 'services "nix" not found'],
  ['services/nix:http/proxy/', 404, 'services "nix" not found'],
  ['services/a:b:c:d/proxy/', 400, 'invalid service request "a:b:c:d"'],
  ['services/alone/proxy/', 404, 'services "alone" not found'],
  ['services/web:81/proxy/', 503, 'no service port 81 found for service "web"'],
  ['services/web:x/proxy/', 503, 'no endpoints available for service "web:x"'],
  ['services/two/proxy', 503, 'no endpoints available for service "two"'],
  ['services/two:81/proxy/', 503, `${FAILED}: dial tcp IP:9: connect: connection refused`],
  ['services/empty/proxy/', 503, 'no endpoints available for service "empty"'],
  ['services/empty:80/proxy/', 503, 'no endpoints available for service "empty"'],
])('[A45] %s is answered with %i %s', (path, code, said) => {
  const { ask, ip } = shared
  const answered = ask(`GET /api/v1/namespaces/default/${path}`)
  expect([answered.code, answered.said.replace(ip, 'IP')]).toEqual([code, said])
})
