import { expect, test } from 'vitest'
import { exec, sleep, write } from './calls.ts'
import { SystemError } from './errno.ts'
import type { Process, Program } from './process.ts'
import { benchWith, launchOn, runOn } from './testing.ts'

function refusal(act: () => unknown): string {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

const identity = (process: Process): string => {
  const { uid, gid, capabilities } = process.credentials
  return `${uid} ${gid} ${capabilities.size > 0}`
}

const forever: Program = function* (process) {
  for (;;) yield* sleep(process, 1000)
}

test('signals reach only processes of the same user, unless KILL is among the capabilities', () => {
  const bench = benchWith()
  const victim = launchOn(bench, forever, { uid: 1000 }).process.pid
  const attempt = (uid: number): string =>
    runOn(
      bench,
      function* (process) {
        yield* write(
          process,
          1,
          refusal(() => process.kill(victim, 0)),
        )
        return 0
      },
      { uid },
    ).stdout
  expect([1000, 1001, 0].map(attempt)).toEqual(['done', 'EPERM', 'done'])
})

test('a server that was root becomes somebody else and cannot go back', () => {
  const outcome = runOn(benchWith(), function* (process) {
    process.setCredentials({ uid: 33, gid: 33, groups: [] })
    const back = refusal(() => process.setCredentials({ uid: 0, gid: 0, groups: [] }))
    yield* write(process, 1, `${identity(process)} ${back}`)
    return 0
  })
  expect(outcome.stdout).toBe('33 33 false EPERM')
})

test('a set-user-ID binary runs as its owner, with all that root may', () => {
  const bench = benchWith({
    '/bin/whoami': {
      size: 1,
      mode: 0o4755,
      program: function* (process) {
        yield* write(process, 1, identity(process))
        return 0
      },
    },
  })
  const outcome = runOn(
    bench,
    function* () {
      yield* exec('/bin/whoami', ['whoami'])
      return 1
    },
    { uid: 1000 },
  )
  expect(outcome.stdout).toBe('0 1000 true')
})

test('who may not read or execute a file is refused', () => {
  const outcome = runOn(
    benchWith({
      '/etc/shadow': { text: 'secret', mode: 0o600 },
      '/root': { directory: true, mode: 0o700 },
      '/root/note': { text: 'x' },
      '/opt/tool': { size: 1, mode: 0o744, program: forever },
    }),
    function* (process) {
      const attempts = [
        refusal(() => process.open('/etc/shadow', { read: true })),
        refusal(() => process.stat('/root/note')),
        refusal(() => process.open('/etc/new', { write: true, create: true })),
        refusal(() => process.open('/tmp/mine', { write: true, create: true })),
        yield* exec('/opt/tool', ['tool']),
      ]
      yield* write(process, 1, attempts.join())
      return 0
    },
    { uid: 1000 },
  )
  expect(outcome.stdout).toBe('EACCES,EACCES,EACCES,done,EACCES')
})
