import { expect, test } from 'vitest'
import { SystemError } from '../kernel/errno.ts'
import { Contents } from './contents.ts'
import { TreeDirectory } from './directory.ts'
import { FileSystem, type FileSystemOptions } from './file-system.ts'
import type { FileView } from './file-view.ts'
import { MountNamespace } from './mount-namespace.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function fileSystem(options: Partial<FileSystemOptions> = {}): FileSystem {
  return new FileSystem({ type: 'tmpfs', source: 'tmpfs', device: 1, now: () => 0, ...options })
}

function emptyDirectory(fs: FileSystem): TreeDirectory {
  return new TreeDirectory(fs, { mode: 0o755, uid: 0, gid: 0 })
}

function viewOf(fs: FileSystem): FileView {
  return new MountNamespace(emptyDirectory(fs)).view()
}

function put(view: FileView, path: string, text: string): void {
  const file = view.open(path, { write: true, create: true, truncate: true })
  file.tryWrite(encoder.encode(text))
  file.close()
}

function textAt(view: FileView, path: string): string {
  const bytes = view.open(path, { read: true }).tryRead(1000)
  return bytes === 'again' ? bytes : decoder.decode(bytes)
}

function refusal(act: () => unknown): string {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

test('[F5] a full file system takes what fits and then nothing, until something is deleted', () => {
  const fs = fileSystem({ capacityBytes: 8192 })
  const view = viewOf(fs)
  const file = view.open('/big', { write: true, create: true })
  expect(file.tryWrite(new Uint8Array(8192).fill(1))).toBe(8192)
  expect(refusal(() => file.tryWrite(encoder.encode('x')))).toBe('ENOSPC')
  expect(view.statfs('/')).toEqual({ totalBytes: 8192, freeBytes: 0, usedInodes: 2 })
  file.close()
  view.unlink('/big')
  expect(view.statfs('/')).toEqual({ totalBytes: 8192, freeBytes: 8192, usedInodes: 2 })
})

test('[F5] a writable layer fills the disk that it lies on', () => {
  const disk = fileSystem({ capacityBytes: 4096 })
  const layer = viewOf(fileSystem({ backing: disk }))
  put(layer, '/a', 'x')
  expect(refusal(() => put(layer, '/b', 'x'))).toBe('ENOSPC')
  expect(layer.statfs('/')).toEqual({ totalBytes: 4096, freeBytes: 0, usedInodes: 3 })
  expect(disk.usedBytes).toBe(4096)
})

test('[F4] an open file stays readable without a name, and its room is free only when it is closed', () => {
  const fs = fileSystem()
  const view = viewOf(fs)
  put(view, '/log', 'one\n')
  const file = view.open('/log', { read: true })
  view.unlink('/log')
  expect(view.exists('/log')).toBe(false)
  expect([decoder.decode(file.tryRead(10) as Uint8Array), fs.usedBytes]).toEqual(['one\n', 4096])
  file.close()
  expect(fs.usedBytes).toBe(0)
})

test('a rename over a file replaces it in one step; who has the old one open keeps it', () => {
  const view = viewOf(fileSystem())
  put(view, '/config', 'old')
  put(view, '/new', 'new')
  const reader = view.open('/config', { read: true })
  view.rename('/new', '/config')
  expect(textAt(view, '/config')).toBe('new')
  expect(decoder.decode(reader.tryRead(10) as Uint8Array)).toBe('old')
  expect(view.readdir('/')).toEqual(['config'])
})

test('two who append do not overwrite each other', () => {
  const view = viewOf(fileSystem())
  const [one, two] = [1, 2].map(() =>
    view.open('/log', { write: true, create: true, append: true }),
  )
  one?.tryWrite(encoder.encode('1'))
  two?.tryWrite(encoder.encode('2'))
  one?.tryWrite(encoder.encode('3'))
  expect(textAt(view, '/log')).toBe('123')
})

test('a hole takes no room and reads as zeros', () => {
  const view = viewOf(fileSystem())
  const file = view.open('/sparse', { read: true, write: true, create: true })
  file.seek?.(1_000_000, 'start')
  file.tryWrite(encoder.encode('end'))
  const { size, blocks } = file.stat()
  expect([size, blocks]).toEqual([1_000_003, 40])
  file.seek?.(999_998, 'start')
  expect([...(file.tryRead(10) as Uint8Array)]).toEqual([0, 0, 101, 110, 100])
})

test('a symbolic link that leads to itself is given up', () => {
  const view = viewOf(fileSystem())
  view.symlink('b', '/a')
  view.symlink('a', '/b')
  expect(refusal(() => view.stat('/a'))).toBe('ELOOP')
  expect(view.lstat('/a').kind).toBe('symlink')
})

test('names and paths have a longest length', () => {
  const view = viewOf(fileSystem())
  expect(refusal(() => view.mkdir(`/${'x'.repeat(255)}`))).toBe('done')
  expect(refusal(() => view.mkdir(`/${'x'.repeat(256)}`))).toBe('ENAMETOOLONG')
  expect(refusal(() => view.mkdir('/x'.repeat(2048)))).toBe('ENAMETOOLONG')
})

test('[F3] what is mounted covers what was there; unmounted, it is back', () => {
  const mounts = new MountNamespace(emptyDirectory(fileSystem()))
  const view = mounts.view()
  view.mkdir('/data')
  put(view, '/data/below', 'x')
  mounts.mount({ path: '/data', what: emptyDirectory(fileSystem({ device: 2 })) })
  expect([view.readdir('/data'), view.stat('/data').dev]).toEqual([[], 2])
  expect(refusal(() => view.rmdir('/data'))).toBe('EBUSY')
  mounts.unmount('/data')
  expect(view.readdir('/data')).toEqual(['below'])
})

test('.. leads out of a mount to where it stands, and never above the root', () => {
  const mounts = new MountNamespace(emptyDirectory(fileSystem()))
  const view = mounts.view()
  view.makeDirectories('/a/b')
  view.makeDirectories('/elsewhere/deep')
  mounts.mount({ path: '/a/b', what: mounts.place('/elsewhere/deep') })
  view.chdir('/a/b')
  expect(view.cwd).toBe('/a/b')
  view.chdir('..')
  expect(view.cwd).toBe('/a')
  view.chdir('../../../..')
  expect(view.cwd).toBe('/')
})

test('[F3] a bind mount takes along what is mounted below it', () => {
  const mounts = new MountNamespace(emptyDirectory(fileSystem()))
  const view = mounts.view()
  view.makeDirectories('/var/memory')
  view.mkdir('/copy')
  mounts.mount({ path: '/var/memory', what: emptyDirectory(fileSystem({ device: 2 })) })
  mounts.mount({ path: '/copy', what: mounts.place('/var') })
  expect(view.stat('/copy/memory').dev).toBe(2)
  expect(mounts.mounts.map(({ path }) => path)).toEqual([
    '/',
    '/var/memory',
    '/copy',
    '/copy/memory',
  ])
})

test('a directory can be mounted on itself, read-only', () => {
  const mounts = new MountNamespace(emptyDirectory(fileSystem()))
  const view = mounts.view()
  view.makeDirectories('/proc/sys')
  mounts.mount({ path: '/proc/sys', what: mounts.place('/proc/sys'), isReadOnly: true })
  expect(refusal(() => view.mkdir('/proc/sys/x'))).toBe('EROFS')
  expect(mounts.mounts.map(({ path }) => path)).toEqual(['/', '/proc/sys'])
})

test('a file in a setgid directory belongs to the directory’s group', () => {
  const view = viewOf(fileSystem())
  view.mkdir('/shared')
  view.chown('/shared', -1, 3000)
  view.chmod('/shared', 0o2775)
  put(view, '/shared/file', 'x')
  view.mkdir('/shared/below')
  expect([view.stat('/shared/file').gid, view.stat('/shared/below').mode]).toEqual([3000, 0o2755])
})

test('a file of the same line over and over reads back as it was written', () => {
  const view = viewOf(fileSystem())
  const file = view.open('/yes', { read: true, write: true, create: true })
  for (let count = 0; count < 300; count++) file.tryWrite(encoder.encode('y\n'.repeat(512)))
  file.seek?.(131_072, 'start')
  file.tryWrite(encoder.encode('changed'))
  file.seek?.(65_530, 'start')
  expect(decoder.decode(file.tryRead(12) as Uint8Array)).toBe('y\n'.repeat(6))
  file.seek?.(131_070, 'start')
  expect(decoder.decode(file.tryRead(12) as Uint8Array)).toBe('y\nchanged\ny\n')
  expect(file.stat().size).toBe(307_200)
})

test('a copy of contents shares until one of the two is written to', () => {
  const space = { freeBytes: Infinity, take: () => true, give: () => undefined }
  const one = new Contents(encoder.encode('shared'))
  const two = one.copy()
  two.write(0, encoder.encode('S'), space)
  one.write(6, encoder.encode('!'), space)
  expect([one, two].map((it) => decoder.decode(it.read(0, 100)))).toEqual(['shared!', 'Shared'])
})

test('[F5] room that was set aside is taken at once, used by what is written, and given back', () => {
  const view = viewOf(fileSystem({ capacityBytes: 1_048_576 }))
  const free = (): number => view.statfs('/').freeBytes
  const file = view.open('/room', { write: true, create: true })
  file.allocate?.(1_000_000)
  expect(free()).toBe(45_056)
  expect(view.stat('/room').size).toBe(1_000_000)
  expect(file.tryWrite(new Uint8Array(500_000).fill(1))).toBe(500_000)
  expect(free()).toBe(45_056)
  expect(refusal(() => file.allocate?.(2_000_000))).toBe('ENOSPC')
  file.truncate?.(4096)
  expect(free()).toBe(1_044_480)
  file.close()
  view.unlink('/room')
  expect(free()).toBe(1_048_576)
})
