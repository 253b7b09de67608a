import { expect, test } from 'vitest'
import { instance, status } from './fixtures/worlds.ts'
import { stateOf } from './tile-of.ts'

const ended = { state: 'exited', endedAt: 7000 } as const

test.each([
  { what: 'nothing known', state: { tone: 'waiting' } },
  {
    what: 'an image on its way',
    status: status('app', { state: { waiting: { reason: 'ContainerCreating' } } }),
    isPulling: true,
    state: { tone: 'waiting', reason: 'ContainerCreating', isPulling: true },
  },
  {
    what: 'created, not started',
    status: status('app', { state: { waiting: { reason: 'PodInitializing' } } }),
    seen: instance('app', { state: 'created' }),
    state: { tone: 'waiting', reason: 'PodInitializing' },
  },
  {
    what: 'running, before the status says so',
    status: status('app', { state: { waiting: { reason: 'ContainerCreating' } } }),
    seen: instance('app'),
    state: { tone: 'running', since: 2000 },
  },
  {
    what: 'running again',
    status: status('app', { lastState: { terminated: { exitCode: 3 } } }),
    seen: instance('app', { attempt: 1 }),
    state: { tone: 'running', since: 2000, lastExitCode: 3 },
  },
  {
    what: 'ended well, before the status says so',
    seen: instance('app', { ...ended, exit: { code: 0, oom: false } }),
    state: { tone: 'ended', exitCode: 0, reason: 'Completed', since: 7000 },
  },
  {
    what: 'killed for its memory',
    seen: instance('app', { ...ended, exit: { code: 137, signal: 'SIGKILL', oom: true } }),
    state: { tone: 'failed', exitCode: 137, reason: 'OOMKilled', since: 7000 },
  },
  {
    what: 'waiting out its back-off',
    status: status('app', {
      state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } },
    }),
    seen: instance('app', { ...ended, exit: { code: 1, oom: false } }),
    state: {
      tone: 'waiting',
      reason: 'CrashLoopBackOff',
      message: 'back-off 10s',
      since: 7000,
      lastExitCode: 1,
    },
  },
  {
    what: 'never begun',
    status: status('app', {
      state: { terminated: { exitCode: 128, reason: 'StartError', message: 'no such file' } },
    }),
    seen: instance('app', { state: 'created' }),
    state: { tone: 'failed', exitCode: 128, reason: 'StartError', message: 'no such file' },
  },
  {
    what: 'running in a cluster that nobody can look into',
    status: status('app', { state: { running: {} } }),
    state: { tone: 'running' },
  },
])('the state of a container: $what', ({ status, seen, isPulling, state }) => {
  expect(stateOf(status, seen, isPulling ?? false)).toEqual(state)
})
