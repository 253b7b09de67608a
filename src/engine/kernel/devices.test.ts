import { expect, test } from 'vitest'
import { sleep, write } from './calls.ts'
import { SystemError } from './errno.ts'
import { benchWith, EPOCH_MS, runOn } from './testing.ts'

function refusal(act: () => unknown): string {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

test('/dev/null takes everything and gives nothing, /dev/zero gives zeros, /dev/full is full', () => {
  const view = benchWith().kernel.mounts.view()
  const open = (name: string): ReturnType<typeof view.open> =>
    view.open(`/dev/${name}`, { read: true, write: true })
  expect([open('null').tryRead(10), open('null').tryWrite(new Uint8Array(10))]).toEqual([
    new Uint8Array(0),
    10,
  ])
  expect(open('zero').tryRead(3)).toEqual(new Uint8Array(3))
  expect(refusal(() => open('full').tryWrite(new Uint8Array(1)))).toBe('ENOSPC')
})

test('/dev/urandom gives the same bytes for the same seed', () => {
  const draw = (): readonly number[] => {
    const file = benchWith().kernel.mounts.view().open('/dev/urandom', { read: true })
    const bytes = file.tryRead(8)
    return bytes === 'again' ? [] : [...bytes]
  }
  expect(draw()).toHaveLength(8)
  expect(draw()).toEqual(draw())
})

test('a device file says which device it is', () => {
  const { kind, mode, device } = benchWith().kernel.mounts.view().stat('/dev/null')
  expect([kind, mode, device]).toEqual(['character device', 0o666, { major: 1, minor: 3 }])
})

test('files are dated by the simulated wall clock', () => {
  const outcome = runOn(benchWith(), function* (process) {
    const times = (path: string): readonly number[] => {
      const { atime, mtime, ctime } = process.stat(path)
      return [atime, mtime, ctime].map((time) => Math.round((time - EPOCH_MS) / 1000))
    }
    yield* sleep(process, 1000)
    const fd = process.open('/tmp/file', { read: true, write: true, create: true })
    yield* sleep(process, 1000)
    yield* write(process, fd, 'x')
    const written = times('/tmp/file')
    yield* sleep(process, 1000)
    process.chmod('/tmp/file', 0o600)
    yield* sleep(process, 1000)
    process.tryRead(fd, 10)
    const changed = times('/tmp/file')
    process.unlink('/tmp/file')
    yield* write(process, 1, JSON.stringify([written, changed, times('/tmp')]))
    return 0
  })
  expect(JSON.parse(outcome.stdout)).toEqual([
    [1, 2, 2],
    [4, 2, 3],
    [0, 4, 4],
  ])
})
