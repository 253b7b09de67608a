import type { Fd, Run } from '#engine'
import type { Call } from './call.ts'
import { attempt } from './texts.ts'

/** A file that tail -f goes on reading; without a descriptor as long as it is not there. */
export interface Followed {
  readonly path: string
  readonly fd: Fd | null
  readonly size: number
}

export interface FollowStyle {
  /** -F: the name counts, whatever file stands behind it now. */
  readonly byName: boolean
  readonly isNamed: boolean
  readonly everyMs: number
}

/** Prints what files grow by, for ever; looks once in a while, as tail does without inotify. */
export function* follow(call: Call, files: readonly Followed[], style: FollowStyle): Run {
  const { process } = call
  let watched = files
  let shown = files.at(-1)?.path
  yield* call.flush()
  for (;;) {
    const after: Followed[] = []
    for (const file of watched) {
      const now = style.byName ? yield* reopened(call, file) : yield* truncated(call, file)
      for (;;) {
        const bytes = now.fd === null ? undefined : process.tryRead(now.fd, 65_536)
        if (bytes === undefined || bytes === 'again' || bytes.length === 0) break
        if (style.isNamed && shown !== file.path) yield* call.print(`\n==> ${file.path} <==\n`)
        shown = file.path
        yield* call.print(bytes)
      }
      after.push({ ...now, size: sizeOf(call, now.fd) })
    }
    watched = after
    yield* call.flush()
    yield* pause(call, watched, style.everyMs)
  }
}

/** A pipe wakes its reader at once; a file is looked at again after a while. */
function* pause(call: Call, files: readonly Followed[], everyMs: number): Run<void> {
  const pipes = files.flatMap(({ fd }) =>
    fd !== null && call.process.fstat(fd).kind !== 'file' ? [fd] : [],
  )
  const isOpenEnded = pipes.filter((fd) => call.process.tryRead(fd, 0) === 'again')
  yield {
    do: 'wait',
    for: isOpenEnded.map((fd) => ({ fd, for: 'read' as const })),
    until: call.process.now + everyMs,
  }
}

function sizeOf({ process }: Call, fd: Fd | null): number {
  return fd === null ? 0 : (attempt(() => process.fstat(fd).size) ?? 0)
}

function* truncated(call: Call, file: Followed): Run<Followed> {
  const { path, fd, size } = file
  if (fd === null || sizeOf(call, fd) >= size) return file
  if (!call.isBusybox) yield* call.complain(`${path}: file truncated`)
  call.process.seek(fd, 0, 'start')
  return file
}

function* reopened(call: Call, file: Followed): Run<Followed> {
  const { process } = call
  const { path, fd } = file
  const there = attempt(() => process.stat(path))
  if (there === undefined) {
    if (fd === null) return file
    if (call.isBusybox) {
      // It goes on reading the old file, and says so each time.
      yield* call.complain(`${path} has been renamed or deleted: No such file or directory`)
      return file
    }
    process.close(fd)
    yield* call.complain(`${call.quote(path)} has become inaccessible: No such file or directory`)
    return { path, fd: null, size: 0 }
  }
  if (fd !== null && process.fstat(fd).ino === there.ino) return yield* truncated(call, file)
  if (fd !== null) process.close(fd)
  const opened = attempt(() => process.open(path, { read: true }))
  const event = fd === null ? 'has appeared' : 'has been replaced'
  yield* call.complain(
    call.isBusybox
      ? `${path} ${event}; following end of new file`
      : `${call.quote(path)} ${event};  following new file`,
  )
  return { path, fd: opened ?? null, size: 0 }
}
