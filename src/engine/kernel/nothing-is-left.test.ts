import fc from 'fast-check'
import { expect, test } from 'vitest'
import { read, sleep, work, write } from './calls.ts'
import { SystemError } from './errno.ts'
import type { Process, Program } from './process.ts'
import type { SignalName } from './signals.ts'
import { ROOT } from './start.ts'
import { benchWith, capture } from './testing.ts'

/** What a process of a random tree does, one after another. */
type Deed =
  | { readonly do: 'work' | 'sleep'; readonly for: number }
  | { readonly do: 'fork'; readonly child: readonly Deed[] }
  | { readonly do: 'kill'; readonly pid: number; readonly signal: SignalName }
  | { readonly do: 'handle'; readonly signal: SignalName; readonly how: 'ignore' | 'note' }
  | { readonly do: 'pipe' | 'read' | 'write' | 'wait' | 'group' | 'session' | 'memory' | 'file' }

const signals = fc.constantFrom<SignalName>('TERM', 'INT', 'STOP', 'CONT', 'KILL', 'USR1', 'CHLD')
const { deeds } = fc.letrec<{ deeds: Deed[] }>((tie) => ({
  deeds: fc.array(
    fc.oneof(
      { maxDepth: 4 },
      fc.record({ do: fc.constantFrom('work', 'sleep'), for: fc.nat(50) }),
      fc.record({
        do: fc.constantFrom('pipe', 'read', 'write', 'wait', 'group', 'session', 'memory', 'file'),
      }),
      fc.record({ do: fc.constant('kill'), pid: fc.integer({ min: -1, max: 8 }), signal: signals }),
      fc.record({
        do: fc.constant('handle'),
        signal: signals,
        how: fc.constantFrom('ignore', 'note'),
      }),
      fc.record({ do: fc.constant('fork'), child: tie('deeds') }),
    ),
    { maxLength: 8 },
  ),
}))

function programOf(script: readonly Deed[]): Program {
  return function* (process) {
    for (const deed of script)
      try {
        yield* perform(process, deed)
      } catch (error) {
        if (!(error instanceof SystemError)) throw error
      }
    return 0
  }
}

function* perform(process: Process, deed: Deed): ReturnType<typeof work> {
  switch (deed.do) {
    case 'work':
      return yield* work(deed.for * 100)
    case 'sleep':
      yield* sleep(process, deed.for)
      return
    case 'fork':
      process.fork(programOf(deed.child))
      return
    case 'kill':
      process.kill(deed.pid, deed.signal)
      return
    case 'handle':
      process.on(deed.signal, deed.how === 'ignore' ? 'ignore' : () => undefined)
      return
    case 'read':
      yield* read(process, process.descriptors().at(-2) ?? 0, 10)
      return
    case 'write':
      return yield* write(process, process.descriptors().at(-1) ?? 1, 'x'.repeat(30_000))
    case 'wait':
      yield { do: 'wait', for: [{ child: 'any' }], until: process.now + 40 }
      process.waitpid('any', { untraced: true })
      return
    default:
      simple(process, deed.do)
  }
}

function simple(process: Process, what: 'pipe' | 'group' | 'session' | 'memory' | 'file'): void {
  if (what === 'pipe') process.pipe()
  if (what === 'group') process.setpgid(0, 0)
  if (what === 'session') process.setsid()
  if (what === 'memory') process.useMemory(process.randomBelow(2 ** 20))
  if (what === 'file') process.open('/tmp/file', { write: true, create: true, append: true })
}

test('whatever the processes of a container do, nothing is left of them when it is killed', () => {
  fc.assert(
    fc.property(deeds, fc.nat(200), (script, ms) => {
      const { clock, kernel } = benchWith({ '/tmp': { directory: true, mode: 0o777 } })
      const { file } = capture(kernel)
      const pidNamespace = kernel.createPidNamespace()
      const limits = { memoryBytes: 8 * 2 ** 20, processes: 50 }
      const cgroup = kernel.createCgroup({ path: '/c', container: 'c', limits })
      const main = kernel.start({
        executable: { program: programOf(script) },
        argv: ['main'],
        env: [],
        cwd: '/',
        credentials: ROOT,
        surroundings: { ...kernel.host, container: 'c', cgroup },
        pidNamespace,
        stdio: [file, file, file],
      })
      clock.advanceBy(ms)
      main.signal('KILL')
      clock.advanceBy(1)
      expect(kernel.machine.tasks.size).toBe(1)
      expect(pidNamespace.tasks.size).toBe(0)
      expect([cgroup.processes, cgroup.memoryBytes, cgroup.tasks.size]).toEqual([0, 0, 0])
      expect(kernel.cgroup.memoryBytes).toBe(0)
      expect(clock.waiting).toBe(0)
    }),
    { numRuns: 100, seed: 1 },
  )
})
