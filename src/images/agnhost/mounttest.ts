import { type Process, readAll, type Run, sleep, SystemError, write } from '#engine'
import type { Command } from '../go/command.ts'
import type { FlagSpec, Flags } from '../go/flags.ts'
import { errnoText, fileModeText, pathError, quoted } from '../go/texts.ts'
import { readText } from '../resolver/name-files.ts'

const path = (name: string, usage: string): FlagSpec => ({ name, kind: 'string', value: '', usage })

/** Looks at files of volumes from within, step by step in a fixed order. */
export const mounttest: Command = {
  name: 'mounttest',
  short:
    'Creates files with given permissions and outputs FS type, owner, mode, permissions, contents of files',
  flags: [
    path('fs_type', 'Path to print the fs type for'),
    path('file_mode', 'Path to print the mode bits of'),
    path('file_perm', 'Path to print the perms of'),
    path('file_owner', 'Path to print the owning UID and GID of'),
    ...['0644', '0666', '0660', '0777'].map((mode) =>
      path(`new_file_${mode}`, `Path to write to and read from with perm ${mode}`),
    ),
    path('file_content', 'Path to read the file content from'),
    path('file_content_in_loop', 'Path to read the file content in loop from'),
    { name: 'retry_time', kind: 'int', value: '180', usage: 'Retry time during the loop' },
    {
      name: 'break_on_expected_content',
      kind: 'bool',
      value: 'true',
      usage: 'Break out of loop on expected content, (use with --file_content_in_loop flag only)',
    },
  ],
  args: { atMost: 0 },
  *run(process, flags) {
    process.umask = 0
    let isWell = true
    for (const [name, step] of STEPS) {
      const at = flags.text(name)
      if (at !== '') isWell = (yield* step(process, at, flags)) && isWell
    }
    return isWell ? 0 : 1
  },
}

/** Gives whether it went well; what went wrong it has printed. */
type Step = (process: Process, path: string, flags: Flags) => Run<boolean>

const INITIAL = 'mount-tester new file\n'

const STEPS: readonly (readonly [string, Step])[] = [
  ['fs_type', showType],
  ['new_file_0644', writing(0o644)],
  ['new_file_0666', writing(0o666)],
  ['new_file_0660', writing(0o660)],
  ['new_file_0777', writing(0o777)],
  ['file_mode', showMode],
  ['file_perm', showPermissions],
  ['file_owner', showOwner],
  ['file_content', showContent],
  ['file_content_in_loop', showContentInLoop],
]

function showType(process: Process, path: string): Run<boolean> {
  return guarded(process, {
    words: `error from statfs(${quoted(path)})`,
    *act() {
      const real = process.realpath(path)
      const mounts = (yield* readText(process, '/proc/mounts'))
        .split('\n')
        .map((it) => it.split(' '))
      const [, , type = ''] =
        mounts
          .filter(([, at = '']) => at === '/' || real === at || real.startsWith(`${at}/`))
          .toSorted(([, a = ''], [, b = '']) => a.length - b.length)
          .at(-1) ?? []
      yield* print(process, `mount type of ${quoted(path)}: ${MAGIC[type] ?? type}\n`)
    },
  })
}

/** statfs(2) gives a number; only that of tmpfs is known by its name. */
const MAGIC: Readonly<Record<string, string>> = {
  tmpfs: 'tmpfs',
  ext4: '61267',
  overlay: '2035054128',
  proc: '40864',
  sysfs: '1650812274',
  cgroup2: '1667723888',
  devpts: '7377',
  mqueue: '427819522',
}

function writing(mode: number): Step {
  return function* (process, path) {
    const isWritten = yield* guarded(process, {
      words: `error writing new file ${quoted(path)}: open ${path}`,
      *act() {
        const fd = process.open(path, { write: true, create: true, truncate: true }, mode)
        yield* write(process, fd, INITIAL)
        process.close(fd)
      },
    })
    return isWritten && (yield* showContent(process, path))
  }
}

function showMode(process: Process, path: string): Run<boolean> {
  return guarded(process, {
    words: `error from Stat(${quoted(path)}): stat ${path}`,
    *act() {
      const { mode, kind } = process.stat(path)
      yield* print(process, `mode of file ${quoted(path)}: ${fileModeText(mode, kind)}\n`)
    },
  })
}

function showPermissions(process: Process, path: string): Run<boolean> {
  return guarded(process, {
    words: `error from Stat(${quoted(path)}): stat ${path}`,
    *act() {
      const mode = process.stat(path).mode & 0o777
      yield* print(process, `perms of file ${quoted(path)}: ${fileModeText(mode, 'file')}\n`)
    },
  })
}

function showOwner(process: Process, path: string): Run<boolean> {
  return guarded(process, {
    words: `error from stat(${quoted(path)})`,
    *act() {
      const { uid, gid } = process.stat(path)
      yield* print(process, `owner UID of ${quoted(path)}: ${uid}\n`)
      yield* print(process, `owner GID of ${quoted(path)}: ${gid}\n`)
    },
  })
}

function* showContent(process: Process, path: string): Run<boolean> {
  const content = yield* contentOf(process, path)
  if (content.ok) yield* print(process, `content of file ${quoted(path)}: ${content.text}\n`)
  else yield* print(process, `error reading file content for ${quoted(path)}: ${content.error}\n`)
  return content.ok
}

/** Every two seconds; fails when the last look did. */
function* showContentInLoop(process: Process, path: string, flags: Flags): Run<boolean> {
  const until = process.now + flags.number('retry_time') * 1000
  let isWell = true
  while (process.now < until) {
    const content = yield* contentOf(process, path)
    isWell = content.ok
    if (content.ok) {
      yield* print(process, `content of file ${quoted(path)}: ${content.text}\n`)
      if (flags.is('break_on_expected_content')) {
        if (content.text === INITIAL) return true
        yield* print(process, `Unexpected content. Expected: ${INITIAL}. Retrying\n`)
      }
    } else yield* print(process, `Error reading file ${path}: ${content.error}, retrying\n`)
    yield* sleep(process, 2000)
  }
  return isWell
}

type Content =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: string }

function* contentOf(process: Process, path: string): Run<Content> {
  try {
    const fd = process.open(path, { read: true })
    const bytes = yield* readAll(process, fd)
    process.close(fd)
    return { ok: true, text: new TextDecoder().decode(bytes) }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    const call = error.errno === 'EISDIR' ? 'read' : 'open'
    return { ok: false, error: pathError(call, path, error) }
  }
}

interface Guarded {
  /** What stands before the reason when the act is refused. */
  readonly words: string
  readonly act: () => Run<void>
}

function* guarded(process: Process, { words, act }: Guarded): Run<boolean> {
  try {
    yield* act()
    return true
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* print(process, `${words}: ${errnoText(error.errno)}\n`)
    return false
  }
}

function print(process: Process, text: string): Run<void> {
  return write(process, 1, text)
}
