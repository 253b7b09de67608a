import { expect, test } from 'vitest'
import { need, programIn, read, sleep, write } from '../kernel/calls.ts'
import type { Program } from '../kernel/process.ts'
import { benchWith, launchOn } from '../kernel/testing.ts'
import { createPart, loadParts, type Part } from './part.ts'

const greet: Program = function* (process) {
  yield* write(process, 1, 'hello\n')
  yield* sleep(process, 3)
  return 7
}

/** A part that is brought when the test says so. */
function partOf<T extends object>(
  it: T,
): {
  readonly part: Part<T>
  readonly asked: () => number
  readonly arrive: () => void
  readonly fail: () => void
} {
  const waiting: { arrived: (it: T) => void; failed: (why: unknown) => void }[] = []
  let asked = 0
  const part = createPart<T>(() => {
    asked++
    return { then: (arrived, failed) => waiting.push({ arrived, failed }) }
  })
  return {
    part,
    asked: () => asked,
    arrive: () => waiting.splice(0).forEach(({ arrived }) => arrived(it)),
    fail: () => waiting.splice(0).forEach(({ failed }) => failed('offline')),
  }
}

/** A machine on which a program in a part runs beside one that counts the milliseconds. */
function machineWith(part: Part<Program>) {
  const bench = benchWith({ '/bin/greet': { program: programIn(part), size: 9, mode: 0o755 } })
  let ticks = 0
  launchOn(bench, function* (process) {
    for (; ticks < 20; ticks++) yield* sleep(process, 1)
    return 0
  })
  const greeting = launchOn(bench, '/bin/greet')
  return { ...bench, greeting, ticks: () => ticks }
}

test('time stands still until a part is here, and the history does not tell', () => {
  const eager = partOf(greet)
  eager.part.load()
  eager.arrive()
  const here = machineWith(eager.part)
  expect(here.clock.advanceBy(10)).toBe('there')

  const lazy = partOf(greet)
  const lacking = machineWith(lazy.part)
  expect(lacking.clock.advanceBy(10)).toBe('lacking')
  expect(lacking.clock.advanceBy(10)).toBe('lacking')
  expect([lacking.clock.now < 1, lacking.ticks(), lacking.greeting.stdout()]).toEqual([true, 0, ''])
  expect(lacking.clock.step()).toBe(false)
  expect(lazy.asked()).toBe(1)
  lazy.arrive()
  expect(lacking.clock.advanceTo(10)).toBe('there')

  expect(lacking.greeting.stdout()).toBe('hello\n')
  expect(lacking.greeting.exit()).toEqual(here.greeting.exit())
  expect(lacking.clock.seq).toBe(here.clock.seq)
  expect(lacking.history.hash()).toBe(here.history.hash())
})

test('a part that could not be brought is asked for again', () => {
  const lazy = partOf(greet)
  const { clock, greeting } = machineWith(lazy.part)
  clock.advanceBy(10)
  lazy.fail()
  expect(clock.advanceBy(10)).toBe('lacking')
  expect(lazy.asked()).toBe(2)
  lazy.arrive()
  clock.advanceTo(10)
  expect(greeting.stdout()).toBe('hello\n')
})

test('a program may come to need a part half way, and be stopped and go on meanwhile', () => {
  const run = (isHere: boolean) => {
    const words = partOf({ text: 'found\n' })
    const bring = () => {
      words.part.load()
      words.arrive()
    }
    if (isHere) bring()
    const bench = benchWith()
    const { stdout } = launchOn(bench, function* (process) {
      const reader = process.fork(function* (child) {
        yield* read(child, 0)
        const { text } = yield* need(words.part)
        yield* write(child, 1, text)
        return 0
      })
      yield* sleep(process, 2)
      process.kill(reader, 'STOP')
      yield* sleep(process, 2)
      process.kill(reader, 'CONT')
      yield* sleep(process, 2)
      return 0
    })
    if (bench.clock.advanceTo(10) === 'lacking') {
      bring()
      expect(bench.clock.advanceTo(10)).toBe('there')
    }
    return { stdout: stdout(), hash: bench.history.hash() }
  }
  expect(run(false)).toEqual(run(true))
  expect(run(true).stdout).toBe('found\n')
})

test('who is killed while the part is on its way is gone, and holds up nobody', () => {
  const lazy = partOf(greet)
  const bench = benchWith({ '/bin/greet': { program: programIn(lazy.part), size: 9, mode: 0o755 } })
  const { process, exit } = launchOn(bench, '/bin/greet')
  expect(bench.clock.advanceBy(1)).toBe('lacking')
  process.signal('KILL')
  expect(bench.clock.advanceBy(1)).toBe('there')
  expect(exit()).toEqual({ code: 137, signal: 'KILL' })
  lazy.arrive()
})

test('all parts can be brought beforehand, also those that only an arriving one speaks of', async () => {
  const inner: Part<object>[] = []
  const outer = createPart(async () => {
    inner.push(createPart(() => Promise.resolve({ name: 'inner' })))
    return Promise.resolve({ name: 'outer' })
  })
  await loadParts()
  expect([outer.here, inner[0]?.here]).toEqual([{ name: 'outer' }, { name: 'inner' }])
})

test('who brings all parts beforehand hears that one could not be brought', async () => {
  let isOnline = false
  const part = createPart(() =>
    isOnline ? Promise.resolve({}) : Promise.reject(new Error('offline')),
  )
  await expect(Promise.resolve(loadParts())).rejects.toThrow('offline')
  isOnline = true
  await loadParts()
  expect(part.here).toEqual({})
})
