import {
  type Process,
  type Stat,
  SystemError,
  type TarEntry,
  tarHead,
  tarPadding,
  TAR_BLOCK,
} from '#engine'
import { CommandError } from '../../failure.ts'
import { goErrorOf } from '../../go-errors.ts'
import { joinPaths } from './paths.ts'

/**
 * An archive of what lies at `path`, member by member, under the name `as`. Directories are members
 * only when nothing is in them.
 */
export function* localTar(process: Process, path: string, as: string): Generator<Uint8Array, void> {
  yield* membersOf(process, path, as)
  yield new Uint8Array(2 * TAR_BLOCK)
}

function* membersOf(process: Process, path: string, as: string): Generator<Uint8Array, void> {
  const stat = attempt('lstat', path, () => process.lstat(path))
  if (stat.kind === 'directory') {
    const names = attempt('open', path, () => process.readdir(path)).toSorted()
    if (names.length === 0) yield headOf(as, stat, { kind: 'directory' })
    for (const name of names) yield* membersOf(process, joinPaths(path, name), joinPaths(as, name))
  } else if (stat.kind === 'symlink') {
    const target = attempt('readlink', path, () => process.readlink(path))
    yield headOf(as, stat, { kind: 'symlink', target })
  } else yield* fileOf(process, { path, as, stat })
}

interface LocalFile {
  readonly path: string
  readonly as: string
  readonly stat: Stat
}

function* fileOf(process: Process, { path, as, stat }: LocalFile): Generator<Uint8Array, void> {
  const fd = attempt('open', path, () => process.open(path, { read: true }))
  yield headOf(as, stat, { kind: 'file' })
  for (let left = stat.size; left > 0;) {
    const bytes = process.tryRead(fd, Math.min(left, 65_536))
    if (bytes === 'again' || bytes.length === 0)
      throw new CommandError('archive/tar: missed writing bytes')
    yield bytes
    left -= bytes.length
  }
  process.close(fd)
  yield tarPadding(stat.size)
}

function headOf(
  as: string,
  { mode, uid, gid, mtime, size }: Stat,
  { kind, target }: Pick<TarEntry, 'kind' | 'target'>,
): Uint8Array {
  return tarHead({
    name: kind === 'directory' ? `${as}/` : as,
    ...{ kind, mode, uid, gid, mtime: Math.floor(mtime / 1000) },
    size: kind === 'file' ? size : 0,
    ...(target === undefined ? {} : { target }),
  })
}

function attempt<T>(call: string, path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof SystemError) throw new CommandError(goErrorOf(call, path, error))
    throw error
  }
}
