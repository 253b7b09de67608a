import { expect, test } from 'vitest'
import { SystemError } from '../kernel/errno.ts'
import type { OpenFlags, Stat } from '../kernel/process.ts'
import { TreeDirectory } from './directory.ts'
import { FileSystem } from './file-system.ts'
import type { FileView } from './file-view.ts'
import recorded from './fixtures/file-calls.json' with { type: 'json' }
import { MountNamespace } from './mount-namespace.ts'

type Value = string | number | boolean | null | readonly (string | number)[]

const ROOT = new Set(['DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'CHOWN', 'FSETID'])
const FLAGS: Readonly<Record<string, OpenFlags>> = {
  r: { read: true },
  w: { write: true },
  rw: { read: true, write: true },
  wc: { write: true, create: true },
  wct: { write: true, create: true, truncate: true },
  wcx: { write: true, create: true, exclusive: true },
  wa: { write: true, append: true },
  wca: { write: true, create: true, append: true },
  rd: { read: true, directory: true },
}

test.each(recorded.sequences.map((steps, at) => ({ at, steps: steps })))(
  '[F1] sequence $at of file calls ends as on a real Linux, call by call',
  ({ steps }) => {
    const view = emptyView()
    for (const step of steps) {
      const [call, uid, ...rest] = step
      const expected = rest.pop()
      view.credentials = credentialsOf(Number(uid))
      const result = outcome(() => perform(view, String(call), rest))
      expect({ step, result }).toEqual({ step, result: expected })
    }
  },
)

function emptyView(): FileView {
  const fs = new FileSystem({ type: 'tmpfs', source: 'tmpfs', device: 1, now: () => 0 })
  return new MountNamespace(new TreeDirectory(fs, { mode: 0o1777, uid: 0, gid: 0 })).view()
}

function credentialsOf(uid: number): FileView['credentials'] {
  return { uid, gid: uid, groups: [2000], capabilities: uid === 0 ? ROOT : new Set() }
}

function outcome(act: () => unknown): unknown {
  try {
    return act() ?? null
  } catch (error) {
    if (error instanceof SystemError) return `E:${error.errno}`
    throw error
  }
}

function perform(view: FileView, call: string, given: readonly Value[]): unknown {
  const [path, other] = given.map(String) as [string, string]
  const [, first, second] = given.map(Number) as [number, number, number]
  const calls: Readonly<Record<string, () => unknown>> = {
    mkdir: () => view.mkdir(path, first),
    rmdir: () => view.rmdir(path),
    unlink: () => view.unlink(path),
    rename: () => view.rename(path, other),
    link: () => view.link(path, other),
    symlink: () => view.symlink(path, other),
    chmod: () => view.chmod(path, first),
    chown: () => view.chown(path, first, second),
    chdir: () => {
      view.chdir(path)
      return view.cwd
    },
    stat: () => columnsOf(view.stat(path)),
    lstat: () => columnsOf(view.lstat(path)),
    readdir: () => view.readdir(path).toSorted(),
    readlink: () => view.readlink(path),
    access: () => view.access(path, other as 'read' | 'write' | 'execute'),
    open: () => open(view, path, { flags: other, mode: second }),
    write: () => write(view, path, { flags: other, text: String(given[2]) }),
    truncate: () => truncate(view, path, first),
  }
  return calls[call]?.()
}

function columnsOf(stat: Stat): Value {
  const size = stat.kind === 'directory' ? -1 : stat.size
  return [stat.kind, stat.mode.toString(8), stat.uid, stat.gid, stat.nlink, size]
}

function open(view: FileView, path: string, how: { flags: string; mode: number }): string | null {
  const file = view.open(path, FLAGS[how.flags]!, how.mode)
  try {
    const bytes = how.flags.startsWith('r') && how.flags !== 'rd' ? file.tryRead(100) : 'again'
    return bytes === 'again' ? null : new TextDecoder().decode(bytes)
  } finally {
    file.close()
  }
}

function write(view: FileView, path: string, how: { flags: string; text: string }): unknown {
  const file = view.open(path, FLAGS[how.flags]!, 0o666)
  try {
    return file.tryWrite(new TextEncoder().encode(how.text))
  } finally {
    file.close()
  }
}

function truncate(view: FileView, path: string, size: number): void {
  const file = view.open(path, { write: true })
  try {
    file.truncate?.(size)
  } finally {
    file.close()
  }
}
