import type { Ms } from '../clock/clock.ts'
import type { Part } from '../parts/part.ts'
import { type Errno, SystemError } from './errno.ts'
import {
  type ChildChange,
  Exit,
  type Fd,
  type Pid,
  type Process,
  type Program,
  type Run,
} from './process.ts'

/** System calls that wait, for programs: `const bytes = yield* read(process, 0)`. */

const encoder = new TextEncoder()

/** Bytes as soon as there are some; none at all at the end of the file. */
export function* read(process: Process, fd: Fd, max = 65536): Run<Uint8Array> {
  for (;;) {
    const bytes = process.tryRead(fd, max)
    if (bytes !== 'again') return bytes
    yield { do: 'wait', for: [{ fd, for: 'read' }] }
  }
}

/** What is read to its end is held in memory; beyond this no host should be asked for it. */
const MOST_READ_BYTES = 128 * 2 ** 20
const SMALL_BYTES = 65536

/** Everything up to the end of the file, which counts as memory of the process; ENOMEM. */
export function* readAll(process: Process, fd: Fd): Run<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const chunk = yield* read(process, fd)
    if (chunk.length === 0) break
    chunks.push(chunk)
    length += chunk.length
    if (length > SMALL_BYTES) process.useMemory(length)
    if (length > MOST_READ_BYTES) throw new SystemError('ENOMEM')
  }
  const all = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    all.set(chunk, offset)
    offset += chunk.length
  }
  return all
}

/** Writes all of it, waiting wherever there is no room. */
export function* write(process: Process, fd: Fd, data: Uint8Array | string): Run<void> {
  let rest = typeof data === 'string' ? encoder.encode(data) : data
  while (rest.length > 0) {
    const taken = process.tryWrite(fd, rest)
    if (taken === 'again') yield { do: 'wait', for: [{ fd, for: 'write' }] }
    else rest = rest.subarray(taken)
  }
}

/** Uses the processor. */
export function* work(us: number): Run<void> {
  yield { do: 'cpu', us }
}

/** A part, as soon as it is here; simulated time does not pass meanwhile. */
export function* need<T>(part: Part<T>): Run<T> {
  yield { do: 'need', part }
  if (part.here === undefined) throw new Error('a part was needed and is not here')
  return part.here
}

/** A program whose code may have to be brought before it runs. */
export function programIn(part: Part<Program>): Program {
  return function* (process) {
    const program = yield* need(part)
    return yield* program(process)
  }
}

/** Gives the milliseconds that were left when a signal handler ran before the time was over. */
export function* sleep(process: Process, ms: Ms): Run {
  const until = process.now + ms
  while (process.now < until) {
    const wake = yield { do: 'wait', for: [], until }
    if (wake === 'interrupted') break
  }
  return Math.max(0, until - process.now)
}

/** Waits for one child to end. */
export function* waitFor(process: Process, child: Pid): Run<ChildChange> {
  for (;;) {
    const change = process.waitpid(child)
    if (change !== null) return change
    yield { do: 'wait', for: [{ child }] }
  }
}

/** Replaces the program by the one at `path`; comes back only when that is refused. */
export function* exec(path: string, argv: readonly string[]): Run<Errno> {
  const wake = yield { do: 'exec', path, argv }
  if (wake === 'ready' || wake === 'timeout' || wake === 'interrupted')
    throw new Error(`exec of ${path} came back with ${wake}`)
  return wake
}

/** The first executable file of that name along PATH; the name itself if it has a slash. */
export function findProgram(process: Process, name: string): string | undefined {
  if (name.includes('/')) return name
  const path =
    process.env.get('PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  for (const directory of path.split(':')) {
    const candidate = `${directory === '' ? '.' : directory}/${name}`
    try {
      if (process.stat(candidate).kind === 'file' && process.access(candidate, 'execute'))
        return candidate
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
    }
  }
  return undefined
}

/** Ends the process from any depth of the program. */
export function exit(code: number): never {
  // Not an error: the kernel takes it for what it is.

  throw new Exit(code)
}
