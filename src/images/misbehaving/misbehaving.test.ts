import { type RuntimeBench, runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { misbehavingImages } from './images.ts'

function started(
  kind: string,
  env: readonly (readonly [string, string])[] = [],
): readonly [RuntimeBench, string] {
  const it = runtimeBench(misbehavingImages)
  const image = `glasspod.example/misbehaving/${kind}`
  const id = it.run({ sandbox: it.sandbox(), image, env })
  it.clock.advanceBy(100)
  return [it, id]
}

test('who hangs answers for a while, then accepts and keeps silent', () => {
  const [it, id] = started('hangs', [['HANG_AFTER_SECONDS', '5']])
  const ask = ['wget', '-qO-', '-T', '3', '127.0.0.1:8080']
  expect(it.exec(id, ask).stdout).toBe('ok\n')
  it.clock.advanceBy(5000)
  expect(it.exec(id, ask).stderr).toBe('wget: download timed out\n')
  expect(it.logOf(id)).toEqual([
    'stdout listening on port 8080, hanging after 5 seconds',
    'stdout waiting for a lock that nobody will release',
  ])
})

test('who leaks memory holds more with every step', () => {
  const [it, id] = started('leaks-memory')
  it.clock.advanceBy(2500)
  expect(it.logOf(id)).toEqual([
    'stdout holding 8 MiB',
    'stdout holding 16 MiB',
    'stdout holding 24 MiB',
  ])
})

test('who ignores SIGTERM is killed when its time is over', () => {
  const [it, id] = started('ignores-sigterm')
  it.ask('stopContainer', { container: id, graceSeconds: 5 })
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 137 })
  expect(it.logOf(id)).toEqual([
    'stdout nothing but SIGKILL will end this',
    'stdout SIGTERM: ignored',
    '(end)',
  ])
})

test('who crashes at random ends within twice its average, with the code that is wanted', () => {
  const [it, id] = started('crashes-at-random', [
    ['CRASH_AFTER_SECONDS', '10'],
    ['EXIT_CODE', '3'],
  ])
  it.clock.advanceBy(20_000)
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 3 })
  expect(it.logOf(id)).toEqual(['stdout working', 'stderr fatal: unexpected state', '(end)'])
})

test('who forks children and never waits for them leaves zombies', () => {
  const [it, id] = started('forks-children')
  it.clock.advanceBy(12_000)
  const { stdout } = it.exec(id, ['ps', '-o', 'stat,comm'])
  expect(stdout.split('\n').filter((line) => line.startsWith('Z'))).toHaveLength(3)
})

test.each(['hangs', 'leaks-memory', 'forks-children', 'crashes-at-random'])(
  '%s ends with 0 when it is asked to',
  (kind) => {
    const [it, id] = started(kind)
    it.ask('stopContainer', { container: id, graceSeconds: 30 })
    expect(it.events.findLast((event) => event.kind === 'exited')).toMatchObject({ code: 0 })
  },
)
