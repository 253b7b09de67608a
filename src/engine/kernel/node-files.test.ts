import { expect, test } from 'vitest'
import { SystemError } from './errno.ts'
import { createNodeFiles } from './node-files.ts'
import { benchWith, factsOf } from './testing.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const POD = '/var/lib/kubelet/pods/uid'

test('directories, files, links and renames for an atomic volume', () => {
  const { kernel } = benchWith()
  const files = createNodeFiles(kernel)
  files.makeDirectory(`${POD}/volumes/config`, { mode: 0o2775, gid: 3000 })
  files.makeDirectory(`${POD}/volumes/config/..2026`)
  files.writeFile(`${POD}/volumes/config/..2026/key`, bytes('value'), { mode: 0o440 })
  files.symlink('..2026', `${POD}/volumes/config/..data_tmp`)
  files.rename(`${POD}/volumes/config/..data_tmp`, `${POD}/volumes/config/..data`)
  files.symlink('..data/key', `${POD}/volumes/config/key`)
  const view = kernel.mounts.view()
  const { mode, gid } = view.stat(`${POD}/volumes/config`)
  expect([mode, gid]).toEqual([0o2775, 3000])
  expect(view.stat(`${POD}/volumes/config/key`).mode).toBe(0o440)
  expect(view.stat(`${POD}/volumes/config/key`).gid).toBe(3000)
  expect(files.readTail(`${POD}/volumes/config/key`, 3)).toEqual(bytes('lue'))
  expect(files.readTail(`${POD}/none`, 3)).toBe(null)
})

test('an emptyDir in memory is bounded; one on disk is only counted', () => {
  const { kernel } = benchWith()
  const files = createNodeFiles(kernel)
  files.mountScratch(`${POD}/memory`, { medium: 'Memory', limit: 8192 })
  files.mountScratch(`${POD}/disk`, { medium: '', limit: 8192 })
  expect(() => {
    files.writeFile(`${POD}/memory/big`, new Uint8Array(10_000).fill(1))
  }).toThrow(new SystemError('ENOSPC'))
  files.writeFile(`${POD}/disk/big`, new Uint8Array(10_000).fill(1))
  expect([files.usedBytes(`${POD}/memory`), files.usedBytes(`${POD}/disk`)]).toEqual([12288, 16384])
  expect(kernel.mounts.view().stat(`${POD}/disk`).mode).toBe(0o777)
})

test('everything below a path is removed, what is mounted there too', () => {
  const { kernel } = benchWith()
  const files = createNodeFiles(kernel)
  files.mountScratch(`${POD}/memory`, { medium: 'Memory' })
  files.writeFile(`${POD}/memory/file`, bytes('x'))
  files.makeDirectory(`${POD}/a/b/c`)
  files.symlink('nowhere', `${POD}/dangling`)
  files.removeAll(POD)
  files.removeAll(`${POD}/not/there`)
  expect(files.exists(POD)).toBe(false)
  expect(kernel.mounts.mounts.map(({ path }) => path)).not.toContain(`${POD}/memory`)
  expect(kernel.cgroup.memoryBytes).toBe(0)
})

test('changes in a watched volume are facts about it', () => {
  const bench = benchWith()
  const files = createNodeFiles(bench.kernel)
  files.mountScratch(`${POD}/cache`, { medium: '' })
  bench.kernel.watchFiles(`${POD}/cache`, 'uid/cache')
  files.writeFile(`${POD}/cache/file`, bytes('abc'))
  files.rename(`${POD}/cache/file`, `${POD}/cache/other`)
  files.removeAll(`${POD}/cache/other`)
  expect(factsOf(bench, 'file.changed').map(({ subject, data }) => [subject, data])).toEqual([
    ['uid/cache', { path: 'file', change: 'added', bytes: 3 }],
    ['uid/cache', { path: 'file', change: 'deleted', bytes: 0 }],
    ['uid/cache', { path: 'other', change: 'added', bytes: 3 }],
    ['uid/cache', { path: 'other', change: 'deleted', bytes: 0 }],
  ])
})
