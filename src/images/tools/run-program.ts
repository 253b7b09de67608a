import { numberOf, type Run, waitFor } from '#engine'
import { become } from './become.ts'
import type { Call } from './call.ts'

/** Runs a program as a child and waits for it; gives its exit status, 128 + n after a signal. */
export function* runProgram(
  call: Call,
  argv: readonly string[],
  how: {
    readonly words?: (name: string, message: string) => string
    readonly cwd?: string
    /** What its standard input is; absent: that of the caller. */
    readonly input?: string
  } = {},
): Run {
  yield* call.flush()
  const child = call.process.fork(function* (process) {
    if (how.cwd !== undefined) process.chdir(how.cwd)
    if (how.input !== undefined) {
      const fd = process.open(how.input, { read: true })
      process.dup(fd, 0)
      if (fd !== 0) process.close(fd)
    }
    const inner = call.within(process)
    return yield* inner.finish(() => become(inner, argv, how.words))
  })
  const change = yield* waitFor(call.process, child)
  return change.kind === 'exited'
    ? change.code
    : change.kind === 'signaled'
      ? 128 + numberOf(change.signal)
      : 0
}
