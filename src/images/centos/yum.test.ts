import { runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { centosImage } from './image.ts'

function yum(...args: readonly string[]) {
  const it = runtimeBench([centosImage])
  const id = it.run({ sandbox: it.sandbox(), image: 'centos:7', args: ['sleep', '1000'] })
  const { stdout, stderr, status } = it.exec(id, ['yum', ...args])
  return {
    stdout,
    firstLines: stderr.split('\n').slice(0, 2),
    lastLine: stderr.split('\n').at(-2),
    status,
  }
}

test('an install that worked for years fails: the list of mirrors is gone', () => {
  expect(yum('install', '-y', 'vim')).toMatchObject({
    stdout: 'Loaded plugins: fastestmirror, ovl\nDetermining fastest mirrors\n',
    firstLines: [
      'Could not retrieve mirrorlist http://mirrorlist.centos.org/?release=7&arch=x86_64&repo=os&infra=container error was',
      '14: curl#6 - "Could not resolve host: mirrorlist.centos.org; Unknown error"',
    ],
    lastLine: 'Cannot find a valid baseurl for repo: base/7/x86_64',
    status: { status: 'Failure' },
  })
})

test('a command that yum does not know is refused', () => {
  expect(yum('fly').stdout).toBe(
    'Loaded plugins: fastestmirror, ovl\nNo such command: fly. Please use /usr/bin/yum --help\n',
  )
})
