import { describe, expect, test } from 'vitest'
import type { LogOptions, PodContainer } from '../apiserver/node-connection.ts'
import { KubeletBench, type BenchOptions } from './fixtures/bench.ts'
import { container } from './fixtures/stories.ts'

const ALL: LogOptions = { follow: false, previous: false, timestamps: false }

function running(options: BenchOptions = {}, spec: object = {}): KubeletBench {
  const bench = new KubeletBench(options)
  bench.run({ containers: [container('app')], ...spec })
  bench.advanceBy(5_000)
  return bench
}

function place(bench: KubeletBench, name = 'app'): PodContainer {
  const uid = bench.pod()?.metadata.uid ?? ''
  return { namespace: 'default', pod: 'web', uid, container: name }
}

/** The log as text, or the words of the refusal. */
function logs(bench: KubeletBench, options: Partial<LogOptions> = {}, name = 'app'): string {
  const stream = bench.connection.logs(place(bench, name), { ...ALL, ...options })
  if ('kind' in stream) return `${stream.code} ${stream.message ?? ''}`
  let text = ''
  stream.listen({
    message: (bytes) => {
      text += new TextDecoder().decode(bytes)
    },
    end: () => {
      text += '(end)'
    },
  })
  bench.advanceBy(0)
  return text
}

describe('[R95] logs', () => {
  const log = ['one', 'two', 'three']
  const speaking = { behaviours: { app: { log } } }

  test.each([
    { options: {}, text: 'one\ntwo\nthree\n(end)' },
    { options: { tailLines: 2 }, text: 'two\nthree\n(end)' },
    { options: { tailLines: 0 }, text: '(end)' },
    { options: { limitBytes: 6 }, text: 'one\ntw(end)' },
    {
      options: { timestamps: true, tailLines: 1 },
      text: '1970-01-01T00:00:02.000000000Z three\n(end)',
    },
    { options: { sinceTime: '1970-01-01T00:00:01Z' }, text: 'two\nthree\n(end)' },
  ])('$options give $text', ({ options, text }) => {
    expect(logs(running(speaking), options)).toBe(text)
  })

  test('of a container that was never run there are none yet', () => {
    const bench = running(
      { refusedImages: { 'nowhere:1': 'no' } },
      { containers: [container('app', { image: 'nowhere:1' })] },
    )
    expect(logs(bench)).toBe(
      '400 container "app" in pod "web" is waiting to start: trying and failing to pull image',
    )
  })

  test('of an instance before the first there are none', () => {
    expect(logs(running(), { previous: true })).toBe(
      '400 previous terminated container "app" in pod "web" not found',
    )
  })

  test('while a container backs off, the log is that of its last run', () => {
    const bench = running({ behaviours: { app: { log, runs: [{ ms: 100, code: 1 }] } } })
    expect(bench.container('app')?.state.waiting?.reason).toBe('CrashLoopBackOff')
    expect(logs(bench)).toBe('one\ntwo\nthree\n(end)')
    expect(logs(bench, { previous: true })).toBe('one\ntwo\nthree\n(end)')
  })
})

test('exec finds only containers that run', () => {
  const bench = running(
    { behaviours: { app: { runs: [{ ms: 100, code: 0 }] } } },
    { restartPolicy: 'Never' },
  )
  const options = { stdin: false, stdout: true, stderr: true, tty: false }
  expect(bench.connection.exec(place(bench), ['ls'], options)).toMatchObject({
    code: 500,
    message: 'unable to upgrade connection: container not found ("app")',
  })
})

test('an ephemeral container joins a running Pod, and is never restarted', () => {
  const bench = running({ behaviours: { debug: { runs: [{ ms: 2000, code: 1 }] } } })
  const debug = { ...container('debug'), targetContainerName: 'app' }
  bench.patch('/api/v1/namespaces/default/pods/web/ephemeralcontainers', {
    spec: { ephemeralContainers: [debug] },
  })
  bench.advanceBy(1_000)
  const [status] = bench.pod()?.status.ephemeralContainerStatuses ?? []
  expect(status?.state.running).toBeDefined()
  const created = bench.runtime.asked.filter(({ verb }) => verb === 'createContainer').at(-1)
  expect(created?.args).toMatchObject({ name: 'debug', pidNamespaceOf: 'app-2' })
  bench.advanceBy(60_000)
  expect(bench.pod()?.status.ephemeralContainerStatuses?.[0]).toMatchObject({
    restartCount: 0,
    state: { terminated: { exitCode: 1 } },
  })
})
