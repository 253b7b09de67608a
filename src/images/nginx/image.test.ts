import { runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { curlImage } from '../curl/image.ts'
import { nginxImages } from './releases.ts'

test('the image of nginx starts by its entrypoint, serves, and ends when asked', () => {
  const it = runtimeBench([...nginxImages, curlImage])
  const sandbox = it.sandbox()
  const nginx = it.run({ sandbox, name: 'nginx', image: 'nginx' })
  it.clock.advanceBy(1000)
  const curl = it.run({ sandbox, name: 'curl', image: 'curlimages/curl', args: ['sleep', '1000'] })
  expect(it.exec(curl, ['curl', '-sI', '127.0.0.1']).stdout.split('\r\n').slice(0, 2)).toEqual([
    'HTTP/1.1 200 OK',
    'Server: nginx/1.29.3',
  ])
  it.ask('stopContainer', { container: nginx, graceSeconds: 30 })
  const log = it.logOf(nginx).map((line) => line.replace(/20\d\d\/\S+ \S+|\[\d\d\/.*\]/, 'TIME'))
  expect(log.slice(0, 8)).toEqual([
    'stdout /docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
    'stdout /docker-entrypoint.sh: Looking for shell scripts in /docker-entrypoint.d/',
    'stdout /docker-entrypoint.sh: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh',
    'stdout 10-listen-on-ipv6-by-default.sh: info: Getting the checksum of /etc/nginx/conf.d/default.conf',
    'stdout 10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in /etc/nginx/conf.d/default.conf',
    'stdout /docker-entrypoint.sh: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh',
    'stdout /docker-entrypoint.sh: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh',
    'stdout /docker-entrypoint.sh: Launching /docker-entrypoint.d/30-tune-worker-processes.sh',
  ])
  expect(log.slice(8, 11)).toEqual([
    'stdout /docker-entrypoint.sh: Configuration complete; ready for start up',
    'stderr TIME [notice] 1#1: using the "epoll" event method',
    'stderr TIME [notice] 1#1: nginx/1.29.3',
  ])
  expect(log.filter((line) => line.startsWith('stdout 127'))).toEqual([
    'stdout 127.0.0.1 - - TIME "HEAD / HTTP/1.1" 200 0 "-" "curl/7.88.1" "-"',
  ])
  expect(log.slice(-2)).toEqual(['stderr TIME [notice] 1#1: exit', '(end)'])
  expect(it.events.findLast((event) => event.kind === 'exited')).toMatchObject({ code: 0 })
})

test('a second nginx in one sandbox cannot have the port', () => {
  const it = runtimeBench(nginxImages)
  const sandbox = it.sandbox()
  it.run({ sandbox, name: 'one', image: 'nginx' })
  it.clock.advanceBy(1000)
  const two = it.run({ sandbox, name: 'two', image: 'nginx' })
  it.clock.advanceBy(10_000)
  const refused = it.logOf(two).filter((line) => line.includes('nginx: [emerg]'))
  expect(refused).toEqual([
    ...Array.from({ length: 5 }, () => [
      'stderr nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
      'stderr nginx: [emerg] bind() to [::]:80 failed (98: Address already in use)',
    ]).flat(),
    'stderr nginx: [emerg] still could not bind()',
  ])
  expect(it.events.findLast((event) => event.kind === 'exited')).toMatchObject({
    container: two,
    code: 1,
  })
})

test('without the right to write, it says what it could not make', () => {
  const it = runtimeBench(nginxImages)
  const id = it.run({ sandbox: it.sandbox(), image: 'nginx', runAsUser: 1000 })
  it.clock.advanceBy(1000)
  expect(it.logOf(id).at(-2)).toBe(
    'stderr nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
  )
})
