import type { FileView } from '../files/file-view.ts'
import { type Errno, messageOf, SystemError } from '../kernel/errno.ts'

export type FoundExecutable =
  | { readonly ok: true; readonly path: string }
  /** runc's words, which are those of Go's exec.LookPath. */
  | { readonly ok: false; readonly message: string }

/** The file that a command names, along PATH unless it has a slash. */
export function findExecutable(view: FileView, command: string, path: string): FoundExecutable {
  const candidates = command.includes('/')
    ? [command]
    : path.split(':').map((directory) => `${directory === '' ? '.' : directory}/${command}`)
  const faults = candidates.map((candidate) => faultOf(view, candidate))
  const found = candidates[faults.indexOf(undefined)]
  if (found !== undefined) return { ok: true, path: found }
  const [fault = ''] = command.includes('/') ? faults : ['executable file not found in $PATH']
  return { ok: false, message: `exec: ${JSON.stringify(command)}: ${fault}` }
}

/** Go writes errors with a small letter. */
export function goMessage(errno: Errno): string {
  const message = messageOf(errno)
  return message.charAt(0).toLowerCase() + message.slice(1)
}

/** What is wrong with it as an executable. */
function faultOf(view: FileView, path: string): string | undefined {
  try {
    if (view.stat(path).kind === 'directory') return goMessage('EISDIR')
    return view.access(path, 'execute') ? undefined : goMessage('EACCES')
  } catch (error) {
    if (error instanceof SystemError) return `stat ${path}: ${goMessage(error.errno)}`
    throw error
  }
}
