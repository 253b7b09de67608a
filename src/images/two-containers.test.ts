import { type ImageFile, imageOf, type Program, runtimeBench, type Run, sleep } from '#engine'
import { expect, test } from 'vitest'
import { createCurl } from './curl/curl.ts'
import { CURL_7_29 } from './curl/edition.ts'
import { simpleserviceImage } from './simpleservice/image.ts'

const forever: Program = function* (process): Run {
  for (;;) yield* sleep(process, 1_000_000)
}

const SHELL: Readonly<Record<string, ImageFile>> = {
  '/usr/bin/sleep': { program: forever, size: 1 },
  '/usr/bin/curl': { program: createCurl(CURL_7_29), size: 1 },
}

test('a container is asked by the other on the localhost that they share', () => {
  const it = runtimeBench([
    simpleserviceImage,
    imageOf('centos:7', { cmd: ['sleep', '10000'] }, SHELL),
  ])
  it.kernel.mounts.view().makeDirectories('/pods')
  const hosts = it.kernel.mounts.view().open('/pods/hosts', { write: true, create: true })
  hosts.tryWrite(new TextEncoder().encode('127.0.0.1\tlocalhost\n::1\tlocalhost\n'))
  hosts.close()
  const mounts = [{ hostPath: '/pods/hosts', containerPath: '/etc/hosts', readOnly: false }]
  const sandbox = it.sandbox()
  const sise = it.run({
    sandbox,
    name: 'sise',
    image: 'quay.io/openshiftlabs/simpleservice:0.5.0',
    mounts,
  })
  const shell = it.run({ sandbox, name: 'shell', image: 'centos:7', mounts })
  expect(it.exec(shell, ['curl', '-s', 'localhost:9876/info'])).toEqual({
    stdout: '{"host": "localhost:9876", "version": "0.5.0", "from": "127.0.0.1"}',
    stderr: '',
    status: { metadata: {}, status: 'Success' },
  })
  expect(it.logOf(sise).map((line) => line.replace(/2026\S+|[0-9.]+ms/g, 'TIME'))).toEqual([
    'stderr TIME INFO This is simple service in version v0.5.0 listening on port 9876 [at line 142]',
    'stderr TIME INFO /info serving from localhost:9876 has been invoked from 127.0.0.1 [at line 101]',
    'stderr TIME INFO 200 GET /info (127.0.0.1) TIME [at line 1946]',
  ])
  it.clock.advanceBy(10)
  const exchanges = it.history
    .between(0, it.clock.seq)
    .filter(({ kind }) => kind.startsWith('exchange.'))
  expect(exchanges.map(({ subject, kind }) => `${subject} ${kind}`)).toEqual([
    'exchange-1 exchange.opened',
    'exchange-1 exchange.failed',
    'exchange-2 exchange.opened',
    'exchange-2 exchange.established',
    'exchange-2 exchange.sent',
    'exchange-2 exchange.sent',
    'exchange-2 exchange.closed',
  ])
  expect(exchanges[2]?.data).toMatchObject({
    from: { namespace: sandbox, address: '127.0.0.1', container: shell },
    to: { namespace: sandbox, address: '127.0.0.1', port: 9876, container: sise, pid: 1 },
    route: ['lo'],
  })
  const [, , , , , response] = exchanges
  expect(it.history.why(response?.seq ?? 0).map((fact) => fact.kind)).toEqual([
    'exchange.sent',
    'exchange.sent',
    'exchange.established',
    'exchange.opened',
    // On ::1 nobody listened.
    'exchange.failed',
    'exchange.opened',
    'process.started',
  ])
})

test('simpleservice as number 1 does not hear SIGTERM: it is killed when the grace period is over', () => {
  const it = runtimeBench([simpleserviceImage])
  const image = 'quay.io/openshiftlabs/simpleservice:0.5.0'
  const container = it.run({ sandbox: it.sandbox(), name: 'sise', image })
  it.clock.advanceBy(1000)
  const before = it.clock.now
  it.ask('stopContainer', { container, graceSeconds: 30 })
  expect(it.events.findLast((event) => event.kind === 'exited')).toMatchObject({ code: 137 })
  expect(Math.round((it.clock.now - before) / 1000)).toBe(30)
})

test('two of them in one sandbox: the second finds the port taken', () => {
  const it = runtimeBench([simpleserviceImage])
  const image = 'quay.io/openshiftlabs/simpleservice:0.5.0'
  const sandbox = it.sandbox()
  it.run({ sandbox, name: 'one', image })
  it.clock.advanceBy(1000)
  const two = it.run({ sandbox, name: 'two', image })
  it.clock.advanceBy(1000)
  expect(it.logOf(two).slice(-2)).toEqual([
    'stderr socket.error: [Errno 98] Address already in use',
    '(end)',
  ])
  const refused = it.history.between(0, it.clock.seq).find((it) => it.kind === 'socket.refused')
  expect(refused?.data).toMatchObject({
    owner: { namespace: sandbox, address: '0.0.0.0', port: 9876, container: two, pid: 1 },
    errno: 'EADDRINUSE',
  })
})
