import { expect, test } from 'vitest'
import { exec, exit, read, readAll, sleep, waitFor, work, write } from './calls.ts'
import { SystemError } from './errno.ts'
import type { ChildChange, Program } from './process.ts'
import { benchWith, factsOf, launchOn, runOn } from './testing.ts'

const yes: Program = function* (process) {
  for (;;) yield* write(process, 1, 'y\n'.repeat(512))
}

const head1: Program = function* (process) {
  const bytes = yield* read(process, 0)
  const text = new TextDecoder().decode(bytes)
  yield* write(process, 1, text.slice(0, text.indexOf('\n') + 1))
  return 0
}

test('a program writes, uses time and ends with its code', () => {
  const bench = benchWith()
  const outcome = runOn(bench, function* (process) {
    yield* write(process, 1, `${process.pid} ${process.argv.join(' ')}\n`)
    yield* work(1500)
    yield* sleep(process, 20)
    return 3
  })
  expect(outcome).toEqual({ code: 3, stdout: '2 program\n', stderr: '' })
  // Starting takes 0.3 ms, and each turn and call something.
  expect(bench.clock.now).toBeCloseTo(21.805, 2)
})

test('yes into head -1 ends by SIGPIPE', () => {
  const bench = benchWith()
  const changes: ChildChange[] = []
  const outcome = runOn(bench, function* (process) {
    const [from, to] = process.pipe()
    const first = process.fork(function* (child) {
      child.dup(to, 1)
      child.close(to)
      child.close(from)
      return yield* yes(child)
    })
    const second = process.fork(function* (child) {
      child.dup(from, 0)
      child.close(to)
      child.close(from)
      return yield* head1(child)
    })
    process.close(from)
    process.close(to)
    changes.push(yield* waitFor(process, second), yield* waitFor(process, first))
    return 0
  })
  expect(outcome).toEqual({ code: 0, stdout: 'y\n', stderr: '' })
  expect(changes).toEqual([
    { pid: 4, kind: 'exited', code: 0 },
    { pid: 3, kind: 'signaled', signal: 'PIPE' },
  ])
})

test('[P8] exec replaces the program, keeps the number and says what it refuses', () => {
  const bench = benchWith({
    '/bin/echo': {
      size: 100,
      program: function* (process) {
        yield* write(process, 1, `${process.pid} ${process.argv.join(' ')}\n`)
        return 0
      },
    },
    '/bin/script': { text: '#!/bin/echo -n  two words \necho\n', mode: 0o755 },
    '/bin/plain': { text: 'echo\n', mode: 0o755 },
    '/bin/data': { text: 'data\n' },
  })
  const attempt = (path: string): string => {
    const { stdout } = runOn(bench, function* (process) {
      const errno = yield* exec(path, [path, 'argument'])
      yield* write(process, 1, errno)
      return 1
    })
    return stdout.replace(/^\d+/, 'PID')
  }
  expect(attempt('/bin/echo')).toBe('PID /bin/echo argument\n')
  expect(attempt('/bin/script')).toBe('PID /bin/echo -n  two words /bin/script argument\n')
  expect(attempt('/bin/plain')).toBe('ENOEXEC')
  expect(attempt('/bin/data')).toBe('EACCES')
  expect(attempt('/bin')).toBe('EACCES')
  expect(attempt('/bin/none')).toBe('ENOENT')
})

test('[P13] an uncaught refusal ends the program with its message and status 1', () => {
  const outcome = runOn(benchWith(), function* (process) {
    process.open('/none', { read: true })
    yield* work(1)
    return 0
  })
  expect(outcome).toEqual({ code: 1, stdout: '', stderr: 'program: No such file or directory\n' })
})

test('exit ends the program from any depth', () => {
  const outcome = runOn(benchWith(), function* () {
    yield* work(1)
    exit(42)
  })
  expect(outcome.code).toBe(42)
})

test('[P5] a child that has ended stays a zombie until its parent asks', () => {
  const bench = benchWith()
  const parent = launchOn(bench, function* (process) {
    const child = process.fork(function* () {
      yield* work(1)
      return 7
    })
    yield* sleep(process, 10)
    const change = process.waitpid(child)
    yield* write(process, 1, JSON.stringify(change))
    return 0
  })
  bench.clock.advanceBy(5)
  expect(factsOf(bench, 'process.ended').length).toBe(1)
  expect(factsOf(bench, 'process.reaped').length).toBe(0)
  bench.clock.advanceBy(20)
  expect(factsOf(bench, 'process.reaped').length).toBe(2)
  expect(parent.stdout()).toBe('{"pid":3,"kind":"exited","code":7}')
})

test('[P1] a handler takes a note and interrupts a wait', () => {
  const bench = benchWith()
  const launched = launchOn(bench, function* (process) {
    const seen: string[] = []
    process.on('TERM', (signal) => seen.push(signal))
    const left = yield* sleep(process, 1000)
    yield* write(process, 1, `${seen.join()} ${Math.round(left)}`)
    return 0
  })
  bench.clock.advanceBy(400)
  launched.process.signal('TERM')
  bench.clock.advanceBy(1)
  expect(launched.stdout()).toBe('TERM 600')
  expect(launched.exit()).toEqual({ code: 0 })
})

test('[P1] who kills itself does not come back from the call', () => {
  const outcome = runOn(benchWith(), function* (process) {
    try {
      process.kill(process.pid, 'TERM')
    } catch (error) {
      if (error instanceof SystemError) yield* write(process, 1, 'refused')
      else throw error
    }
    yield* write(process, 1, 'still here')
    return 0
  })
  expect(outcome).toEqual({ code: 143, signal: 'TERM', stdout: '', stderr: '' })
})

test('reading everything from standard input ends with its end', () => {
  const outcome = runOn(
    benchWith(),
    function* (process) {
      const bytes = yield* readAll(process, 0)
      yield* write(process, 1, bytes)
      return 0
    },
    { stdin: 'some text\n' },
  )
  expect(outcome.stdout).toBe('some text\n')
})
