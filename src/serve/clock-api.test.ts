import { describe, expect, test } from 'vitest'
import type { ClockState } from './clock-api.ts'
import { create, logOf, phaseOf, podOf, PODS } from './testing/pods.ts'
import { exec } from './testing/remote.ts'
import { type Answered, serveInTest, START, type TestServing } from './testing/serving.ts'

const CLOCK = '/apis/glasspod.dev/v1/clock'

async function nowOf(serving: TestServing): Promise<number> {
  const { object } = await serving.ask('GET', CLOCK)
  return Date.parse((object as ClockState).now)
}

function advance(serving: TestServing, body: object | string): Promise<Answered> {
  return serving.ask('POST', `${CLOCK}/advance`, { body })
}

test('the clock tells the time and how it goes; advance answers with the time that has come', async () => {
  const serving = await serveInTest()
  expect((await serving.ask('GET', CLOCK)).object).toEqual({
    now: '2026-05-01T08:00:00.000Z',
    mode: 'manual',
    speed: 0,
  })
  expect(await advance(serving, { seconds: 90.5 })).toMatchObject({
    code: 200,
    object: { now: '2026-05-01T08:01:30.500Z', mode: 'manual', speed: 0 },
  })
})

test.each([
  { body: { seconds: -1 } },
  { body: { seconds: '1' } },
  { body: { seconds: null } },
  { body: {} },
  { body: '[1]' },
  { body: 'null' },
  { body: '{"seconds": 1e99}' },
])('an advance by $body is refused', async ({ body }) => {
  const serving = await serveInTest()
  expect((await advance(serving, body)).object).toMatchObject({
    code: 400,
    reason: 'BadRequest',
    message: 'the body must be {"seconds": n}, with n a number from 0 to 2678400',
  })
  expect(await nowOf(serving)).toBe(START)
})

test.each([
  { method: 'POST', path: `${CLOCK}/advance`, body: '{"seconds"', code: 400 },
  { method: 'GET', path: `${CLOCK}/advance`, code: 405 },
  { method: 'POST', path: CLOCK, code: 405 },
  { method: 'GET', path: '/apis/glasspod.dev/v1/time', code: 404 },
])('$method $path is answered with $code', async ({ method, path, body, code }) => {
  const serving = await serveInTest()
  const answer = await serving.ask(method, path, body === undefined ? {} : { body })
  expect([answer.code, (answer.object as { kind: string }).kind]).toEqual([code, 'Status'])
})

describe('while time stands still', () => {
  test('neither scheduler nor kubelet does anything, however much is asked', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    for (let times = 0; times < 20; times++) await serving.ask('GET', PODS)
    const { object } = await serving.ask('GET', `${PODS}/web`)
    expect(object).not.toHaveProperty('spec.nodeName')
    expect(object).toMatchObject({ status: { phase: 'Pending' } })
    expect(await nowOf(serving)).toBe(START)
    await serving.advance(5)
    expect(await phaseOf(serving, 'web')).toBe('Running')
    expect(await nowOf(serving)).toBe(START + 5000)
  })

  test('a command in a container takes the time that it computes, and nobody else goes on', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'while :; do echo tick; sleep 0.01; done')
    await create(serving, 'crash', 'exit 1')
    await serving.advance(5)
    const [before, ticks] = [await nowOf(serving), await logOf(serving, 'web')]
    const pods = (await serving.ask('GET', PODS)).text
    const counting = exec(
      serving,
      'web',
      'i=0; while [ $i -lt 500 ]; do i=$((i + 1)); done; echo $i',
    )
    expect(await counting.done).toMatchObject({ status: 'Success' })
    expect(counting.stdout()).toBe('500\n')
    const passed = (await nowOf(serving)) - before
    expect([passed > 0, passed < 1000]).toEqual([true, true])
    expect(await logOf(serving, 'web')).toBe(ticks)
    expect((await serving.ask('GET', PODS)).text).toBe(pods)
  })

  test('a command that sleeps sleeps on until time is advanced', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    await serving.advance(5)
    const sleeping = exec(serving, 'web', 'echo before; sleep 3; echo after')
    await sleeping.says('before\n')
    await serving.advance(2)
    expect(sleeping.stdout()).toBe('before\n')
    await serving.advance(2)
    expect(await sleeping.done).toMatchObject({ status: 'Success' })
    expect(sleeping.stdout()).toBe('before\nafter\n')
  })

  test('a command that never rests goes on no faster than real time, and others are heard', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'sleep 1000')
    await serving.advance(5)
    const began = performance.now()
    const busy = exec(serving, 'web', 'echo on; while :; do :; done')
    await busy.says('on\n')
    for (let times = 0; times < 10; times++) await serving.ask('GET', PODS)
    const headStart = 1000
    const passed = (await nowOf(serving)) - START - 5000
    expect(passed).toBeLessThan(performance.now() - began + headStart)
    busy.socket.terminate()
    expect(await busy.done).toBeUndefined()
  })
})

describe('a long advance', () => {
  test('a day takes little, and others are heard meanwhile', async () => {
    const serving = await serveInTest()
    await create(serving, 'web', 'while :; do echo tick; sleep 60; done')
    const cpu = process.cpuUsage()
    const day = advance(serving, { seconds: 86_400 })
    const over = { is: false }
    void day.then(() => (over.is = true))
    const waits: number[] = []
    while (!over.is) {
      const asked = performance.now()
      await serving.ask('GET', PODS)
      waits.push(performance.now() - asked)
    }
    expect((await day).object).toMatchObject({ now: '2026-05-02T08:00:00.000Z' })
    const { user, system } = process.cpuUsage(cpu)
    expect((user + system) / 1e6).toBeLessThan(30)
    expect(Math.max(...waits)).toBeLessThan(3000)
    expect((await logOf(serving, 'web')).match(/tick/g)).toHaveLength(1440)
  })

  test('it is over when the server is stopped', async () => {
    const serving = await serveInTest()
    await create(serving, 'busy', 'while :; do :; done')
    const month = advance(serving, { seconds: 2_678_400 })
    await serving.ask('GET', PODS)
    await Promise.all([serving.stop(), expect(month).rejects.toThrow('fetch failed')])
  })

  test('two at once add up', async () => {
    const serving = await serveInTest()
    await Promise.all([advance(serving, { seconds: 10 }), advance(serving, { seconds: 20 })])
    expect(await nowOf(serving)).toBe(START + 30_000)
  })
})

describe('by the wall clock', () => {
  test('time goes on by itself, as fast as is asked for', async () => {
    const serving = await serveInTest({ clock: 'wall', speed: 1000 })
    expect((await serving.ask('GET', CLOCK)).object).toMatchObject({ mode: 'wall', speed: 1000 })
    await create(serving, 'web', 'sleep 1000000')
    while ((await phaseOf(serving, 'web')) !== 'Running') continue
    expect(await nowOf(serving)).toBeGreaterThan(START)
  })

  test('an advance leaps ahead, and answers when all that was due has happened', async () => {
    const serving = await serveInTest({ clock: 'wall' })
    await serving.ask('POST', PODS, { body: podOf('web', 'sleep 60; echo awake; sleep 1000') })
    await serving.advance(65)
    expect(await logOf(serving, 'web')).toBe('awake\n')
    expect(await nowOf(serving)).toBeGreaterThanOrEqual(START + 65_000)
  })
})
