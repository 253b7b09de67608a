import type { FileView } from '../files/file-view.ts'
import type { Location } from '../files/mount.ts'
import { RegularFile } from '../files/regular-file.ts'
import { walk } from '../files/walk.ts'
import type { Programs } from '../files/binary.ts'
import { type Errno, SystemError } from './errno.ts'
import { BASE_MEMORY_BYTES, holdMemory } from './memory.ts'
import type { Program } from './process.ts'
import { ALL_CAPABILITIES } from './procfs/capabilities.ts'
import { begin } from './spawn.ts'
import type { Task } from './task.ts'

const LONGEST_SHEBANG = 255
const MOST_INTERPRETERS = 4
/** Processor time that execve(2) takes. */
export const EXEC_US = 300

const decoder = new TextDecoder()

/** What execve(2) finds: the program, and how it is called. */
export interface Executable {
  readonly program: Program
  readonly argv: readonly string[]
  /** The file that holds the program: of a script its interpreter. */
  readonly path: string
  readonly place: Location
  /** The name that ps shows: of a script its own. */
  readonly comm: string
  /** Set-user-ID: who it makes of whoever runs it. */
  readonly setuid: number | null
}

/** ENOENT, EACCES, ENOEXEC, ELOOP as execve(2). */
export function findExecutable(
  view: FileView,
  programs: Programs,
  call: { readonly path: string; readonly argv: readonly string[] },
): Executable {
  let { path, argv } = call
  const comm = (path.split('/').pop() ?? path).slice(0, 15)
  for (let depth = 0; depth <= MOST_INTERPRETERS; depth++) {
    const { file, place } = executableFile(view, path)
    const program = file.program ?? programs.find(file.read(0, 64))
    if (program !== undefined) {
      const setuid = (file.mode & 0o4000) === 0 ? null : file.uid
      return { program, argv, path: view.realpath(path), place, comm, setuid }
    }
    const interpreter = interpreterOf(file)
    if (interpreter === null) throw new SystemError('ENOEXEC')
    argv = [...interpreter, path, ...argv.slice(1)]
    path = interpreter[0] ?? ''
  }
  throw new SystemError('ELOOP')
}

/** Replaces the program of a process; gives the errno when that is refused. */
export function execute(task: Task, path: string, argv: readonly string[]): Errno | null {
  const { machine } = task
  try {
    const found = findExecutable(task.files, machine.options.programs, { path, argv })
    become(task, found)
    return null
  } catch (error) {
    if (error instanceof SystemError) return error.errno
    throw error
  }
}

function become(task: Task, found: Executable): void {
  task.argv = found.argv
  task.executable = found.path
  task.executablePlace = found.place
  task.firstEnv = new Map(task.env)
  task.comm = found.comm
  holdMemory(task, BASE_MEMORY_BYTES)
  task.hasExecuted = true
  task.descriptors.closeForExec()
  for (const [signal, action] of task.actions) if (action !== 'ignore') task.actions.delete(signal)
  if (found.setuid !== null && task.surroundings.noNewPrivileges !== true)
    takeOver(task, found.setuid)
  task.machine.history.record('process.became', task.subject, { argv: found.argv })
  begin(task, found.program)
}

/** A set-user-ID binary runs as its owner; root's with all that the container leaves to root. */
function takeOver(task: Task, uid: number): void {
  const { credentials } = task.files
  const all = task.surroundings.boundingSet ?? ALL_CAPABILITIES
  const capabilities = uid === 0 ? all : credentials.capabilities
  task.files.credentials = { ...credentials, uid, capabilities }
}

function executableFile(view: FileView, path: string): { file: RegularFile; place: Location } {
  const { found } = walk(view, path, 'follow')
  if (found === null) throw new SystemError('ENOENT')
  const { inode } = found
  if (!(inode instanceof RegularFile)) throw new SystemError('EACCES')
  view.demand(inode, 'execute')
  if (found.mount.flags.includes('noexec')) throw new SystemError('EACCES')
  return { file: inode, place: found }
}

/** `#!/bin/sh -e` → ['/bin/sh', '-e']: at most one argument, whatever stands in it. */
function interpreterOf(file: RegularFile): readonly string[] | null {
  const start = decoder.decode(file.read(0, LONGEST_SHEBANG))
  if (!start.startsWith('#!')) return null
  const [line = ''] = start.slice(2).split('\n')
  const [, interpreter, argument] = /^[ \t]*([^ \t]+)[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
  if (interpreter === undefined) return null
  return argument === undefined || argument === '' ? [interpreter] : [interpreter, argument]
}
