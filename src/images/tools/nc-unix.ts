import { type Process, type Run, SystemError, write } from '#engine'
import { dial } from '../http/dial.ts'
import { type Call, Refusal } from './call.ts'
import type { Options } from './options.ts'

/** The path that nc -U is given; undefined, and the usage due, where it is given nothing. */
export function socketPathOf(options: Options): string | undefined {
  const [path, extra] = options.operands
  if (extra !== undefined) throw new Refusal('cannot use port with -U')
  if (path === undefined && options.has('l')) throw new Refusal('missing socket pathname')
  return path
}

/** A Unix socket that listens. Whatever file had the path gives way, as with Debian's nc. */
export function* listenAtPath({ process }: Call, path: string, isVerbose: boolean): Run {
  makeWay(process, path)
  const fd = process.sockets.socket('unix', 'stream')
  try {
    process.sockets.bind(fd, { family: 'unix', path })
    if (isVerbose) yield* write(process, 2, `Bound on ${path}\n`)
    process.sockets.listen(fd, 5)
    if (isVerbose) yield* write(process, 2, `Listening on ${path}\n`)
    return fd
  } catch (error) {
    if (error instanceof SystemError) throw new Refusal(error.message)
    throw error
  }
}

function makeWay(process: Process, path: string): void {
  try {
    process.unlink(path)
  } catch (error) {
    // What cannot be removed is told by bind(2).
    if (!(error instanceof SystemError)) throw error
  }
}

/** A connection to a Unix socket; a refusal in nc's words when there is none. */
export function* dialPath(process: Process, path: string): Run {
  try {
    return yield* dial(process, { family: 'unix', path })
  } catch (error) {
    if (error instanceof SystemError) throw new Refusal(`${path}: ${error.message}`)
    throw error
  }
}
