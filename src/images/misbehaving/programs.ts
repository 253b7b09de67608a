import { type Process, type Program, type Run, sleep, write } from '#engine'
import { EventLoop } from '../http/event-loop.ts'
import { serveHttp } from '../http/server.ts'

export type Misbehaviour =
  'hangs' | 'leaks-memory' | 'ignores-sigterm' | 'crashes-at-random' | 'forks-children'

const MEBIBYTE = 2 ** 20

/** Each reads how much and when from its environment; what it does it says on its output. */
export const MISBEHAVIOURS: Readonly<Record<Misbehaviour, Program>> = {
  hangs,
  'leaks-memory': leaksMemory,
  'ignores-sigterm': ignoresSigterm,
  'crashes-at-random': crashesAtRandom,
  'forks-children': forksChildren,
}

/** A number of the environment; `fallback` where there is none. */
function setting(process: Process, name: string, fallback: number): number {
  const text = process.env.get(name) ?? ''
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : fallback
}

function say(process: Process, line: string): Run<void> {
  return write(process, 1, `${line}\n`)
}

/** So that SIGTERM ends it although it is process 1. */
function endsWhenAsked(process: Process): () => boolean {
  let isAsked = false
  process.on('TERM', () => {
    isAsked = true
  })
  return () => isAsked
}

/** Answers on 8080 for HANG_AFTER_SECONDS (30); then it accepts and never answers again. */
function* hangs(process: Process): Run {
  const after = setting(process, 'HANG_AFTER_SECONDS', 30)
  const isAsked = endsWhenAsked(process)
  const fd = process.sockets.socket('inet', 'stream')
  process.sockets.setOption(fd, 'reuseaddr', true)
  process.sockets.bind(fd, { family: 'inet', address: '0.0.0.0', port: 8080 })
  process.sockets.listen(fd, 128)
  yield* say(process, `listening on port 8080, hanging after ${after} seconds`)
  const hangsAt = process.now + after * 1000
  let hasSaid = false
  const body = new TextEncoder().encode('ok\n')
  yield* serveHttp(
    {
      process,
      listening: [fd],
      keepAliveMs: Infinity,
      *handle() {
        if (process.now >= hangsAt) {
          if (!hasSaid) yield* say(process, 'waiting for a lock that nobody will release')
          hasSaid = true
          const pipe = process.pipe()
          for (;;) yield { do: 'wait', for: [{ fd: pipe[0], for: 'read' }] }
        }
        return {
          status: 200,
          reason: 'OK',
          headers: [
            ['Content-Type', 'text/plain'],
            ['Content-Length', `${body.length}`],
          ],
          body,
        }
      },
      *refuse() {
        return undefined
      },
    },
    isAsked,
  )
  return 0
}

/** Holds LEAK_MEBIBYTES (8) more every LEAK_EVERY_SECONDS (1). */
function* leaksMemory(process: Process): Run {
  const step = setting(process, 'LEAK_MEBIBYTES', 8)
  const everyMs = setting(process, 'LEAK_EVERY_SECONDS', 1) * 1000
  const isAsked = endsWhenAsked(process)
  for (let held = step; !isAsked(); held += step) {
    process.useMemory(held * MEBIBYTE)
    yield* say(process, `holding ${held} MiB`)
    yield* sleep(process, everyMs)
  }
  return 0
}

/** Notes SIGTERM and SIGINT, and goes on: only SIGKILL ends it. */
function* ignoresSigterm(process: Process): Run {
  let last: string | undefined
  for (const signal of ['TERM', 'INT', 'HUP'] as const)
    process.on(signal, () => {
      last = signal
    })
  yield* say(process, 'nothing but SIGKILL will end this')
  const loop = new EventLoop(process)
  loop.add(
    (function* (): Run<void> {
      for (;;) {
        yield {
          do: 'wait',
          for: [
            { readiness: { isReady: () => last !== undefined, onChange: () => () => undefined } },
          ],
        }
        if (last !== undefined) yield* say(process, `SIG${last}: ignored`)
        last = undefined
      }
    })(),
  )
  yield* loop.run(() => false)
  return 0
}

/** Ends with EXIT_CODE (1) after CRASH_AFTER_SECONDS (20) on average, at most twice that. */
function* crashesAtRandom(process: Process): Run {
  const average = setting(process, 'CRASH_AFTER_SECONDS', 20)
  const code = setting(process, 'EXIT_CODE', 1)
  const isAsked = endsWhenAsked(process)
  const afterMs = process.randomBelow(Math.max(1, average * 2000))
  yield* say(process, 'working')
  const left = yield* sleep(process, afterMs)
  if (left > 0 && isAsked()) return 0
  yield* write(process, 2, 'fatal: unexpected state\n')
  return code & 255
}

/** Starts a child every FORK_EVERY_SECONDS (5) that ends soon, and never asks what became of it. */
function* forksChildren(process: Process): Run {
  const everyMs = setting(process, 'FORK_EVERY_SECONDS', 5) * 1000
  const isAsked = endsWhenAsked(process)
  while (!isAsked()) {
    const child = process.fork(function* (it) {
      it.setTitle(['worker'])
      yield* sleep(it, 1000)
      return 0
    })
    yield* say(process, `started worker ${child}`)
    yield* sleep(process, everyMs)
  }
  return 0
}
