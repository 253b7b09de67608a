import type { FileView } from '../files/file-view.ts'
import { type Errno, messageOf, SystemError } from '../kernel/errno.ts'

export type FoundExecutable =
  | { readonly ok: true; readonly path: string }
  /** runc's words, which are those of Go's exec.LookPath, and crun's. */
  | { readonly ok: false; readonly message: string; readonly crun: string }

/** The file that a command names, along PATH unless it has a slash. */
export function findExecutable(view: FileView, command: string, path: string): FoundExecutable {
  const candidates = command.includes('/')
    ? [command]
    : path.split(':').map((directory) => `${directory === '' ? '.' : directory}/${command}`)
  const faults = candidates.map((candidate) => faultOf(view, candidate))
  const found = candidates[faults.indexOf(undefined)]
  if (found !== undefined) return { ok: true, path: found }
  const [fault = { errno: 'ENOENT', runc: '' }] = command.includes('/')
    ? faults
    : [{ errno: 'ENOENT', runc: 'executable file not found in $PATH' } as const]
  return {
    ok: false,
    message: `exec: ${JSON.stringify(command)}: ${fault.runc}`,
    crun: crunWords(command, fault.errno),
  }
}

/** Go writes errors with a small letter. */
export function goMessage(errno: Errno): string {
  const message = messageOf(errno)
  return message.charAt(0).toLowerCase() + message.slice(1)
}

interface Fault {
  readonly errno: Errno
  readonly runc: string
}

/** What is wrong with it as an executable. */
function faultOf(view: FileView, path: string): Fault | undefined {
  try {
    if (view.stat(path).kind === 'directory') return { errno: 'EISDIR', runc: goMessage('EISDIR') }
    if (view.access(path, 'execute')) return undefined
    return { errno: 'EACCES', runc: goMessage('EACCES') }
  } catch (error) {
    if (error instanceof SystemError)
      return { errno: error.errno, runc: `stat ${path}: ${goMessage(error.errno)}` }
    throw error
  }
}

/** crun takes whatever is no regular file for something that is not permitted. */
function crunWords(command: string, errno: Errno): string {
  if (errno !== 'ENOENT')
    return `open executable: ${messageOf(errno === 'EISDIR' ? 'EPERM' : errno)}`
  const where = command.includes('/') ? '' : ' in $PATH'
  return `executable file \`${command}\` not found${where}: ${messageOf(errno)}`
}
