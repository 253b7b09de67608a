import { runtimeBench } from '#engine'
import { expect, test } from 'vitest'
import { gitSyncImage } from './image.ts'

const REPO = 'https://git.glasspod.example/site.git'

function started(...args: readonly string[]) {
  const it = runtimeBench([gitSyncImage])
  const id = it.run({
    sandbox: it.sandbox(),
    image: 'registry.k8s.io/git-sync/git-sync:v4.4.2',
    args,
  })
  it.clock.advanceBy(2000)
  const sh = (line: string): string => it.exec(id, ['sh', '-c', line]).stdout
  const messages = (): readonly string[] =>
    it.logOf(id).map((line) => /"msg":"([^"]*)"/.exec(line)?.[1] ?? line)
  return { it, id, sh, messages }
}

test('the link points at what the repository has, and changes with it', () => {
  const { it, sh, messages } = started(
    `--repo=${REPO}`,
    '--root=/git',
    '--link=current',
    '--period=30s',
  )
  expect(sh('readlink /git/current; ls /git/current; grep h1 /git/current/index.html')).toBe(
    '.worktrees/5f1c0a9e3b7d24688ce2f0b19a4d7736c58e1f02\nREADME.md\nindex.html\n<h1>Site v1</h1>\n',
  )
  it.clock.advanceBy(150_000)
  expect(sh('ls /git/current; grep h1 /git/current/index.html')).toBe(
    'README.md\nindex.html\nnews.html\n<h1>Site v2</h1>\n',
  )
  expect(messages().slice(0, 5)).toEqual([
    'starting up',
    'update required',
    'updating symlink',
    'updated successfully',
    'update not required',
  ])
})

test('once is enough for an init container', () => {
  const { it, messages } = started(`--repo=${REPO}`, '--root=/git', '--one-time')
  expect(messages().slice(-3)).toEqual(['updated successfully', 'exiting after one sync', '(end)'])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 0 })
})

test('a repository that nobody knows is an error, and ends it', () => {
  const { it, messages } = started('--repo=https://nowhere.example/x.git', '--root=/git')
  expect(messages()).toEqual([
    'starting up',
    'error syncing repo, will retry',
    'too many failures, aborting',
    '(end)',
  ])
  expect(it.events.findLast(({ kind }) => kind === 'exited')).toMatchObject({ code: 1 })
})

test.each([
  [['--root=/git'], 'stderr FATAL: required flag: --repo must be specified'],
  [[`--repo=${REPO}`, '--nothing'], 'stderr FATAL: unknown flag: --nothing'],
])('%j is refused', (args, line) => {
  expect(started(...args).messages()).toEqual([line, '(end)'])
})
