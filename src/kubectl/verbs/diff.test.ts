import { type Program, readAll, write } from '#engine'
import { expect, test } from 'vitest'
import { kubectlBench } from '../testing.ts'

/** Stands for diff(1): shows what it is called with and what lies there, and answers as told. */
const showing = (code: number): Program =>
  function* (process) {
    yield* write(
      process,
      1,
      `${process.argv.join(' ')}\n/tmp: ${process.readdir('/tmp').join(' ')}\n`,
    )
    for (const directory of process.argv.slice(-2))
      for (const name of process.readdir(directory)) {
        const fd = process.open(`${directory}/${name}`, { read: true })
        yield* write(process, 1, `== ${directory}/${name}\n`)
        yield* write(process, 1, yield* readAll(process, fd))
      }
    return code
  }

const settings = (data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: ${data}\n`
const secret = (data: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: hidden}\nstringData: ${data}\n`

function bench(code: number) {
  return kubectlBench({
    files: {
      '/root/old.yaml': settings('{a: "1"}'),
      '/root/new.yaml': settings('{a: "2"}'),
      '/root/secret.yaml': secret('{a: one, b: two, c: three}'),
      '/root/other.yaml': secret('{a: one, b: "2", d: four}'),
    },
    programs: { '/usr/bin/diff': showing(code), '/usr/bin/other': showing(0) },
  })
}

/** Without what differs from one run to the next. */
const plain = (text: string): string =>
  text
    .replaceAll(/-\d+/g, '-N')
    .replaceAll(/^ {2}(uid|creationTimestamp|resourceVersion): .*$/gm, '  $1: …')
const env = { HOME: '/root', TERM: 'dumb', PATH: '/usr/bin' }

test('what is there and what would be there lie in two directories while diff runs', () => {
  const machine = bench(1)
  machine.prints('create -f old.yaml')
  const { stdout, stderr, code } = machine.kubectl('diff -f new.yaml', { env })
  const head =
    'kind: ConfigMap\nmetadata:\n  creationTimestamp: …\n  name: settings\n  namespace: default\n'
  expect({ stdout: plain(stdout), stderr, code }).toEqual({
    stdout:
      'diff -u -N /tmp/LIVE-N /tmp/MERGED-N\n/tmp: LIVE-N MERGED-N\n' +
      '== /tmp/LIVE-N/v1.ConfigMap.default.settings\n' +
      `apiVersion: v1\ndata:\n  a: "1"\n${head}  resourceVersion: …\n  uid: …\n` +
      '== /tmp/MERGED-N/v1.ConfigMap.default.settings\n' +
      `apiVersion: v1\ndata:\n  a: "2"\n${head}  resourceVersion: …\n  uid: …\n`,
    stderr: '',
    code: 1,
  })
})

test('nothing is left of the directories, nothing has changed on the server', () => {
  const machine = bench(1)
  machine.prints('create -f old.yaml')
  machine.kubectl('diff -f new.yaml', { env })
  expect(machine.prints('get cm settings -o jsonpath={.data}')).toBe('{"a":"1"}')
  const again = machine.kubectl('diff -f old.yaml', { env }).stdout
  expect(plain(again).split('\n')[1]).toBe('/tmp: LIVE-N MERGED-N')
})

test('the data of a Secret is masked unless it is asked for', () => {
  const machine = bench(0)
  machine.prints('create -f secret.yaml')
  const dataIn = (line: string) =>
    [...machine.kubectl(line, { env }).stdout.matchAll(/^data:\n((?: {2}.*\n)*)/gm)].map(
      ([, it]) => it,
    )
  expect(dataIn('diff -f other.yaml')).toEqual([
    "  a: '***'\n  b: '*** (before)'\n  c: '***'\n",
    "  a: '***'\n  b: '*** (after)'\n  c: '***'\n  d: '***'\n",
  ])
  expect(dataIn('diff -f other.yaml --show-secrets')).toEqual([
    '  a: b25l\n  b: dHdv\n  c: dGhyZWU=\n',
    '  a: b25l\n  b: Mg==\n  c: dGhyZWU=\n  d: Zm91cg==\n',
  ])
})

test.each([
  { diff: 'other', stderr: '', code: 0 },
  { diff: 'other -c bad/word', stderr: '', code: 0 },
  {
    diff: 'nosuch',
    stderr: 'error: failed to run "nosuch": executable file not found in $PATH\n',
    code: 2,
  },
])('KUBECTL_EXTERNAL_DIFF="$diff" ends with $code', ({ diff, stderr, code }) => {
  const machine = bench(1)
  machine.prints('create -f old.yaml')
  const outcome = machine.kubectl('diff -f old.yaml', {
    env: { ...env, KUBECTL_EXTERNAL_DIFF: diff },
  })
  expect({ stderr: outcome.stderr, code: outcome.code }).toEqual({ stderr, code })
})

test('diff in trouble is more than a difference', () => {
  const machine = bench(2)
  const { stderr, code } = machine.kubectl('diff -f old.yaml', { env })
  expect({ stderr, code }).toEqual({
    stderr: 'error: failed to run "diff": exit status 2\n',
    code: 2,
  })
})
