import { imageOf, type RuntimeBench, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { curlImage } from '../curl/image.ts'
import { envoyImage } from './image.ts'
import { bootstrapWith, type Deed, upstream } from './test-support.ts'

interface Proxied {
  readonly it: RuntimeBench
  readonly envoy: string
  readonly app: string
  readonly client: string
  readonly curl: (...args: readonly string[]) => string
  readonly stats: (filter: string) => string
}

/** An app, a proxy and a client in one Pod. */
function proxied(conf: string, deeds: readonly Deed[] = [200]): Proxied {
  const files = new Map([...envoyImage.files, ['/etc/envoy/envoy.yaml', { text: conf }] as const])
  const app = imageOf('app:1', { cmd: ['/app'] }, { '/app': { program: upstream(deeds), size: 1 } })
  const it = runtimeBench([{ ...envoyImage, files }, curlImage, app])
  const sandbox = it.sandbox()
  const appId = it.run({ sandbox, name: 'app', image: 'app:1' })
  const envoy = it.run({ sandbox, name: 'proxy', image: 'envoyproxy/envoy:v1.37.0' })
  const command = ['sleep', '100000']
  const client = it.run({ sandbox, name: 'client', image: 'curlimages/curl', command })
  it.clock.advanceBy(500)
  const curl = (...args: readonly string[]): string =>
    it.exec(client, ['curl', '-s', ...args]).stdout
  const stats = (filter: string): string => curl(`127.0.0.1:9901/stats?usedonly&filter=${filter}`)
  return { it, envoy, app: appId, client, curl, stats }
}

const STATUS = ['-o', '/dev/null', '-w', '%{http_code}\n'] as const

test('what comes in on one port goes on to the app, and back, marked by the proxy', () => {
  const { it, app, curl } = proxied(bootstrapWith({}))
  expect(curl('-i', '127.0.0.1:8080/app?x=1').replace(/date: .*\r\n/, '')).toBe(
    'HTTP/1.1 200 OK\r\ncontent-length: 9\r\nx-envoy-upstream-service-time: 0\r\n' +
      'server: envoy\r\n\r\nanswer 1\n',
  )
  const uuid = /x-request-id: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
  expect(it.logOf(app).map((line) => line.replace(uuid, 'x-request-id: UUID'))).toEqual([
    'stdout GET /app?x=1 HTTP/1.1',
    'stdout host: 127.0.0.1:8080',
    'stdout user-agent: curl/7.88.1',
    'stdout accept: */*',
    'stdout x-forwarded-proto: http',
    'stdout x-request-id: UUID',
    'stdout x-envoy-expected-rq-timeout-ms: 15000',
    'stdout ',
  ])
})

test('what no route takes, what is answered at once, and what is too old', () => {
  const { curl } = proxied(bootstrapWith({}))
  const status = (...args: readonly string[]): string => curl(...STATUS, ...args).trim()
  expect([
    status('127.0.0.1:8080/elsewhere'),
    curl('-w', ' %{http_code}', '127.0.0.1:8080/own/x'),
    status('-0', '127.0.0.1:8080/app'),
  ]).toEqual(['404', 'teapot 418', '426'])
})

test('a failing answer is asked for again, and the client sees nothing of it', () => {
  const route = 'retry_policy: {retry_on: 5xx, num_retries: 3}'
  const { curl, stats } = proxied(bootstrapWith({ route }), [500, 'break', 503, 200])
  expect(curl('127.0.0.1:8080/app')).toBe('answer 4\n')
  expect(stats('retry|rq_total')).toBe(
    'cluster.app.retry.upstream_rq_500: 1\ncluster.app.retry.upstream_rq_503: 1\n' +
      'cluster.app.retry.upstream_rq_5xx: 2\ncluster.app.upstream_rq_retry: 3\n' +
      'cluster.app.upstream_rq_retry_success: 1\ncluster.app.upstream_rq_total: 4\n' +
      'http.in.downstream_rq_total: 1\n',
  )
})

test('when the retries are used up, the last answer goes through', () => {
  const route = 'retry_policy: {retry_on: gateway-error, num_retries: 1}'
  const { it, envoy, curl } = proxied(bootstrapWith({ route }), [503])
  expect(curl('-w', '%{http_code}', '127.0.0.1:8080/app')).toBe('answer 2\n503')
  it.clock.advanceBy(10_000)
  expect(it.logOf(envoy).at(-1)).toMatch(/"GET \/app HTTP\/1.1" 503 URX 0 9 [0-9]+ 0 "-" "curl/)
})

test('one try may take only so long, and all of them together', () => {
  const route = 'timeout: 3s, retry_policy: {retry_on: 5xx, num_retries: 9, per_try_timeout: 1s}'
  const once = proxied(bootstrapWith({ route }), [{ afterMs: 2000 }, 200])
  expect(once.curl('127.0.0.1:8080/app')).toBe('answer 2\n')
  const never = proxied(bootstrapWith({ route }), ['hang'])
  expect(never.curl('-w', ' %{http_code} %{time_total}', '127.0.0.1:8080/app')).toMatch(
    /^upstream request timeout 504 3\.0/,
  )
  expect(never.stats('timeout')).toBe(
    'cluster.app.upstream_rq_per_try_timeout: 2\ncluster.app.upstream_rq_timeout: 1\n',
  )
})

test('an app that is not there is said to be so', () => {
  const { it, app, curl } = proxied(bootstrapWith({}))
  it.ask('stopContainer', { container: app, graceSeconds: 0 })
  expect(curl('-i', '127.0.0.1:8080/app').replace(/date: .*\r\n/, '')).toBe(
    'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 167\r\ncontent-type: text/plain\r\n' +
      'server: envoy\r\n\r\nupstream connect error or disconnect/reset before headers. ' +
      'reset reason: remote connection failure, transport failure reason: ' +
      'delayed connect error: Connection refused',
  )
})

test('a circuit breaker refuses what would be too much, at once', () => {
  const cluster = 'circuit_breakers: {thresholds: [{max_connections: 1, max_pending_requests: 1}]}'
  const { curl, client, it, stats } = proxied(bootstrapWith({ cluster }), [{ afterMs: 1000 }])
  curl('127.0.0.1:8080/app')
  const line = 'for n in 1 2 3; do curl -si 127.0.0.1:8080/app & done; wait'
  const both = it.exec(client, ['sh', '-c', line]).stdout
  expect(both).toContain('x-envoy-overloaded: true\r\n')
  expect(both).toContain('disconnect/reset before headers. reset reason: overflow')
  expect(stats('overflow')).toBe(
    'cluster.app.upstream_cx_overflow: 1\ncluster.app.upstream_rq_pending_overflow: 1\n',
  )
})

test('an app that fails too often is left alone for a while, then tried again', () => {
  const cluster =
    'outlier_detection: {consecutive_5xx: 3, base_ejection_time: 15s, max_ejection_percent: 100}\n' +
    '    common_lb_config: {healthy_panic_threshold: {value: 0}}'
  const { it, curl, stats } = proxied(bootstrapWith({ cluster }), [500, 500, 500, 200])
  const seen = (): string => curl('-w', ' %{http_code}', '127.0.0.1:8080/app').replace('\n', '')
  expect([seen(), seen(), seen(), seen()]).toEqual([
    'answer 1 500',
    'answer 2 500',
    'answer 3 500',
    'no healthy upstream 503',
  ])
  expect(curl('127.0.0.1:9901/clusters')).toContain(
    'app::127.0.0.1:3000::health_flags::/failed_outlier_check\n',
  )
  expect(stats('ejections_active')).toBe('cluster.app.outlier_detection.ejections_active: 1\n')
  it.clock.advanceBy(20_000)
  expect(seen()).toBe('answer 4 200')
})

test('the only host goes on being asked unless the panic threshold and the percentage allow it', () => {
  const careless = 'outlier_detection: {consecutive_5xx: 1}'
  const panicking = 'outlier_detection: {consecutive_5xx: 1, max_ejection_percent: 100}'
  for (const cluster of [careless, panicking]) {
    const { curl } = proxied(bootstrapWith({ cluster }), [500, 200])
    curl('127.0.0.1:8080/app')
    expect(curl('127.0.0.1:8080/app')).toBe('answer 2\n')
  }
})

test('its administrator asks whether it is there, and sends it away', () => {
  const { it, envoy, curl } = proxied(bootstrapWith({}))
  expect([
    curl('127.0.0.1:9901/ready'),
    curl('-w', ' %{http_code}', '127.0.0.1:9901/quitquitquit'),
    curl('127.0.0.1:9901/listeners'),
    curl('-X', 'POST', '127.0.0.1:9901/quitquitquit'),
  ]).toEqual([
    'LIVE\n',
    'Method GET not allowed, POST required. 405',
    '0.0.0.0:8080::0.0.0.0:8080\n',
    'OK\n',
  ])
  it.clock.advanceBy(1000)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({
    container: envoy,
    code: 0,
  })
})

test('it ends at once when it is told to, its log written', () => {
  const { it, envoy, curl } = proxied(bootstrapWith({}))
  curl('127.0.0.1:8080/app')
  it.ask('stopContainer', { container: envoy, graceSeconds: 30 })
  const withoutTime = it.logOf(envoy).map((line) => line.replace(/\[[0-9:. -]+\]/, '[TIME]'))
  expect(withoutTime.slice(-6)).toEqual([
    'stderr [TIME][1][warning][main] [source/server/server.cc:1036] caught ENVOY_SIGTERM',
    expect.stringMatching(/^stdout \[2026-.*Z\] "GET \/app HTTP\/1.1" 200 - 0 9 0 0 "-"/),
    'stderr [TIME][1][info][main] [source/server/server.cc:1173] shutting down server instance',
    'stderr [TIME][1][info][main] [source/server/server.cc:1109] main dispatch loop exited',
    'stderr [TIME][1][info][main] [source/server/server.cc:1083] exiting',
    '(end)',
  ])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 0 })
})
