import { expect, test } from 'vitest'
import { read, readAll, sleep, waitFor, write } from './calls.ts'
import { SystemError } from './errno.ts'
import { benchWith, launchOn, runOn } from './testing.ts'

const decoder = new TextDecoder()

function refusal(act: () => unknown): string {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

test('a pipe takes 64 KiB; who writes more waits until somebody reads', () => {
  const bench = benchWith()
  const { reader, writer } = bench.kernel.createPipe()
  const bytes = new Uint8Array(40_000)
  expect([writer.tryWrite(bytes), writer.tryWrite(bytes), writer.tryWrite(bytes)]).toEqual([
    40_000,
    25_536,
    'again',
  ])
  expect(writer.isReady('write')).toBe(false)
  reader.tryRead(4095)
  expect(writer.isReady('write')).toBe(false)
  reader.tryRead(1)
  expect(writer.isReady('write')).toBe(true)
})

test('up to 4096 bytes are written whole or not at all', () => {
  const { reader, writer } = benchWith().kernel.createPipe()
  writer.tryWrite(new Uint8Array(63_000))
  expect(writer.tryWrite(new Uint8Array(4000))).toBe('again')
  expect(writer.tryWrite(new Uint8Array(2536))).toBe(2536)
  expect(reader.tryRead(100_000).length).toBe(65_536)
})

test('the end comes when the last writer is gone, also one that a child had', () => {
  const outcome = runOn(benchWith(), function* (process) {
    const [from, to] = process.pipe()
    process.fork(function* (child) {
      yield* sleep(child, 20)
      yield* write(child, to, 'late')
      return 0
    })
    process.close(to)
    const all = decoder.decode(yield* readAll(process, from))
    yield* write(process, 1, `${all} after ${Math.floor(process.now)} ms`)
    return 0
  })
  expect(outcome.stdout).toBe('late after 20 ms')
})

test('who ignores SIGPIPE is refused with EPIPE', () => {
  const outcome = runOn(benchWith(), function* (process) {
    const [from, to] = process.pipe()
    process.close(from)
    process.on('PIPE', 'ignore')
    yield* write(
      process,
      1,
      refusal(() => process.tryWrite(to, new Uint8Array(1))),
    )
    return 0
  })
  expect(outcome.stdout).toBe('EPIPE')
})

test('a named pipe joins who opens it to read with who opens it to write', () => {
  const outcome = runOn(benchWith(), function* (process) {
    process.mkfifo('/tmp/fifo')
    const writer = process.fork(function* (child) {
      yield* sleep(child, 10)
      const fd = child.open('/tmp/fifo', { write: true })
      yield* write(child, fd, 'through a name\n')
      return 0
    })
    const fd = process.open('/tmp/fifo', { read: true })
    yield* write(process, 1, yield* readAll(process, fd))
    yield* waitFor(process, writer)
    yield* write(process, 1, process.stat('/tmp/fifo').kind)
    return 0
  })
  expect(outcome.stdout).toBe('through a name\nfifo')
})

test('descriptors are shared by dup and fork, closed by exec when asked, and limited', () => {
  const outcome = runOn(
    benchWith({
      '/bin/fds': {
        size: 1,
        program: function* (process) {
          yield* write(process, 1, process.descriptors().join())
          return 0
        },
      },
      '/etc/lines': { text: 'abcdef' },
    }),
    function* (process) {
      const fd = process.open('/etc/lines', { read: true })
      const other = process.dup(fd)
      const child = process.fork(function* (it) {
        yield* read(it, fd, 2)
        return 0
      })
      yield* waitFor(process, child)
      yield* write(process, 1, `${decoder.decode(yield* read(process, other, 2))} `)
      process.dup(fd, 9)
      process.setCloseOnExec(other, true)
      const limit = refusal(() => {
        for (;;) process.dup(fd)
      })
      for (const open of process.descriptors()) if (open > 9) process.close(open)
      for (const open of [5, 6, 7, 8]) process.close(open)
      yield* write(process, 1, `${limit} `)
      yield { do: 'exec', path: '/bin/fds', argv: ['fds'] }
      return 1
    },
  )
  expect(outcome.stdout).toBe('cd EMFILE 0,1,2,3,9')
})

test('a descriptor that is not open is refused, in a wait too', () => {
  const bench = benchWith()
  const launched = launchOn(bench, function* (process) {
    const wake = yield { do: 'wait', for: [{ fd: 7, for: 'read' }] }
    yield* write(process, 1, `${wake} ${refusal(() => process.tryRead(7, 1))}`)
    return 0
  })
  bench.clock.advanceBy(1)
  expect(launched.stdout()).toBe('EBADF EBADF')
})
