import { expect, test } from 'vitest'
import type { ImageFile } from '../runtime/image.ts'
import { FileSystem } from './file-system.ts'
import type { FileView } from './file-view.ts'
import { layerOf } from './layer.ts'
import { MountNamespace } from './mount-namespace.ts'
import { makeOverlay } from './overlay.ts'

const FILES: ReadonlyMap<string, ImageFile> = new Map<string, ImageFile>([
  ['/etc/one', { text: '1' }],
  ['/etc/two', { text: '22' }],
  ['/etc/deep/three', { text: '333' }],
  ['/etc/four', { symlink: 'one' }],
])

function container(): { readonly view: FileView; readonly paths: () => readonly string[] } {
  const fs = new FileSystem({ type: 'overlay', source: 'overlay', device: 1, now: () => 0 })
  const overlay = makeOverlay(fs, layerOf(FILES), () => undefined)
  const view = new MountNamespace(overlay.root).view()
  const paths = (): readonly string[] =>
    overlay.changes().map(({ path, change }) => `${change} ${path}`)
  return { view, paths }
}

const numbered = (view: FileView): readonly string[] =>
  ['one', 'two', 'deep', 'four'].map((name) => `${name} ${view.lstat(`/etc/${name}`).ino}`)

test('[F5] files of an image have the same numbers, order and counts in whatever order they are looked for', () => {
  const listed = container()
  expect(listed.view.readdir('/etc')).toEqual(['one', 'two', 'deep', 'four'])
  const sought = container()
  expect([sought.view.lstat('/etc/four').ino, sought.view.lstat('/etc/one').ino]).toEqual([6, 3])
  expect(sought.view.stat('/etc').nlink).toBe(3)
  expect(sought.view.readdir('/etc')).toEqual(['one', 'two', 'deep', 'four'])
  expect(numbered(sought.view)).toEqual(numbered(listed.view))
})

test('[F5] what differs from the image is found among files that were only looked for', () => {
  const { view, paths } = container()
  view.lstat('/etc/two')
  expect(paths()).toEqual([])
  view.chmod('/etc/two', 0o600)
  expect(paths()).toEqual(['changed /etc/two'])
  view.unlink('/etc/one')
  expect(paths()).toEqual(['changed /etc/two', 'deleted /etc/one'])
})

test('[F5] a directory of the image that was moved is new with all that it holds', () => {
  const { view, paths } = container()
  view.lstat('/etc/two')
  view.rename('/etc', '/moved')
  expect(paths()).toEqual([
    'added /moved',
    'added /moved/one',
    'added /moved/two',
    'added /moved/deep',
    'added /moved/deep/three',
    'added /moved/four',
    'deleted /etc',
  ])
})
