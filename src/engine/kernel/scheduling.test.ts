import { expect, test } from 'vitest'
import { read, sleep, work, write } from './calls.ts'
import type { Program } from './process.ts'
import { ROOT } from './start.ts'
import { benchWith, launchOn, runOn } from './testing.ts'

test('[P12] a program that asks again and again for what is ready cannot stop the time', () => {
  const bench = benchWith()
  let turns = 0
  launchOn(bench, function* () {
    for (;;) {
      turns++
      yield { do: 'wait', for: [{ fd: 1, for: 'write' }] }
    }
  })
  bench.clock.advanceBy(10)
  expect(bench.clock.now).toBe(10)
  expect(turns).toBeLessThan(10_000)
})

test('[P12] reading without end from a device that never ends takes time', () => {
  const bench = benchWith()
  launchOn(bench, function* (process) {
    const [from, to] = ['/dev/zero', '/dev/null'].map((path) =>
      process.open(path, { read: true, write: true }),
    ) as [number, number]
    for (;;) yield* write(process, to, yield* read(process, from))
  })
  bench.clock.advanceBy(10)
  expect(bench.clock.now).toBe(10)
})

test('[P12] programs that start themselves over and over cannot stop the time', () => {
  const bench = benchWith()
  const restarting: Program = function* (process) {
    process.fork(restarting)
    return 0
  }
  launchOn(bench, restarting)
  let started = 0
  const startAgain = (): void => {
    started++
    const { reader, writer } = bench.kernel.createPipe()
    bench.kernel.start({
      executable: {
        program: function* () {
          return 1
        },
      },
      argv: ['crashing'],
      env: [],
      cwd: '/',
      credentials: ROOT,
      surroundings: bench.kernel.host,
      stdio: [reader, writer, writer],
      onExit: startAgain,
    })
  }
  startAgain()
  bench.clock.advanceBy(10)
  expect(bench.clock.now).toBe(10)
  expect(started).toBeLessThan(100)
})

test('two who compute have a processor each', () => {
  const bench = benchWith()
  const ends: number[] = []
  const compute: Program = function* (process) {
    yield* work(10_000)
    ends.push(Math.round(process.now))
    return 0
  }
  launchOn(bench, compute)
  launchOn(bench, compute)
  bench.clock.advanceBy(100)
  expect(ends).toEqual([10, 10])
})

test('[P6] a stopped process keeps the processor time that it still has to use', () => {
  const bench = benchWith()
  let end = 0
  const launched = launchOn(bench, function* (process) {
    yield* work(10_000)
    end = Math.round(process.now)
    return 0
  })
  bench.clock.advanceBy(4)
  launched.process.signal('STOP')
  bench.clock.advanceBy(100)
  launched.process.signal('CONT')
  bench.clock.advanceBy(100)
  expect(end).toBe(110)
})

test('[P6] a signal that would end a stopped process waits until it is continued, KILL does not', () => {
  const bench = benchWith()
  const [polite, forceful] = [1, 2].map(() =>
    launchOn(bench, function* (process) {
      for (;;) yield* sleep(process, 1000)
    }),
  )
  bench.clock.advanceBy(1)
  for (const launched of [polite, forceful]) launched?.process.signal('STOP')
  polite?.process.signal('TERM')
  forceful?.process.signal('KILL')
  expect([polite?.exit(), forceful?.exit()?.code]).toEqual([undefined, 137])
  polite?.process.signal('CONT')
  expect(polite?.exit()?.code).toBe(143)
})

test('processor time is counted for oneself and for children that were waited for', () => {
  const outcome = runOn(benchWith(), function* (process) {
    const child = process.fork(function* () {
      yield* work(30_000)
      return 0
    })
    yield* work(20_000)
    yield { do: 'wait', for: [{ child }] }
    process.waitpid(child)
    const { ownMs, childrenMs } = process.cpuTime()
    yield* write(process, 1, `${Math.round(ownMs)} ${Math.round(childrenMs)}`)
    return 0
  })
  expect(outcome.stdout).toBe('20 30')
})

test('the same programs at the same times make the same history', () => {
  const run = (): string => {
    const bench = benchWith()
    const chatter: Program = function* (process) {
      const [from, to] = process.pipe()
      process.fork(function* (child) {
        for (let count = 0; count < 5; count++) {
          yield* sleep(child, child.randomBelow(10))
          yield* write(child, to, 'x')
        }
        return 0
      })
      process.close(to)
      while ((yield* read(process, from)).length > 0) yield* work(process.randomBelow(500))
      return 0
    }
    for (let count = 0; count < 5; count++) launchOn(bench, chatter)
    bench.clock.advanceBy(1000)
    return bench.history.hash()
  }
  expect(run()).toBe(run())
})

test('the number of alarms grows with what happens, not with time or with idle processes', () => {
  const bench = benchWith()
  for (let count = 0; count < 50; count++)
    launchOn(bench, function* (process) {
      yield* read(process, process.pipe()[0])
      return 0
    })
  bench.clock.advanceBy(10)
  const before = bench.clock.seq
  bench.clock.advanceBy(3_600_000)
  expect([bench.clock.seq - before, bench.clock.waiting]).toEqual([0, 0])
})

test('100,000 steps cost two numbers each', () => {
  const bench = benchWith()
  runOn(bench, function* () {
    for (let count = 0; count < 100_000; count++) yield* work(1)
    return 0
  })
  expect(bench.clock.seq).toBeLessThan(200_100)
})

test('[P12] a program that tries again and again what cannot be executed cannot stop the time', () => {
  const bench = benchWith()
  launchOn(bench, function* () {
    for (;;) yield { do: 'exec', path: '/none', argv: ['none'] }
  })
  bench.clock.advanceBy(10)
  expect(bench.clock.now).toBe(10)
})
