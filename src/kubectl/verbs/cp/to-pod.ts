import { type Run, SystemError, write } from '#engine'
import type { Cli } from '../../cli.ts'
import { CommandError } from '../../failure.ts'
import { runRemote } from '../../remote/remote-command.ts'
import type { FileSpec } from './file-spec.ts'
import { localTar } from './local-tar.ts'
import { baseOf, cleanPath, directoryOf, joinPaths } from './paths.ts'

export interface CopyToPod {
  readonly from: string
  readonly to: FileSpec
  readonly container: string
  readonly isPreserved: boolean
}

/** Packs what lies here and has the container's own tar unpack it. */
export function* copyToPod(cli: Cli, { from, to, container, isPreserved }: CopyToPod): Run<void> {
  requireLocal(cli, from)
  const namespace = to.namespace === '' ? cli.namespace : to.namespace
  const place = { namespace, pod: to.pod, container }
  const isInto = yield* isDirectoryThere(cli, place, to.path)
  const path = isInto ? joinPaths(to.path, baseOf(from)) : to.path
  const archive = localTar(cli.process, cleanPath(from), baseOf(cleanPath(path)))
  const words = [
    ...(isPreserved ? ['tar'] : ['tar', '--no-same-permissions', '--no-same-owner']),
    ...['-xmf', '-', '-C', directoryOf(path)],
  ]
  yield* runRemote(
    cli,
    { ...place, words },
    {
      input: () => archive.next().value ?? undefined,
      output: (bytes) => write(cli.process, 1, bytes),
      errors: (bytes) => write(cli.process, 2, bytes),
    },
  )
}

function requireLocal({ process }: Cli, path: string): void {
  try {
    process.stat(path)
  } catch (error) {
    if (error instanceof SystemError)
      throw new CommandError(`${path} doesn't exist in local filesystem`)
    throw error
  }
}

type Place = Pick<Parameters<typeof runRemote>[1], 'namespace' | 'pod' | 'container'>

/** Where nobody can say, it is taken for a file. */
function* isDirectoryThere(cli: Cli, place: Place, path: string): Run<boolean> {
  try {
    yield* runRemote(
      cli,
      { ...place, words: ['test', '-d', path] },
      { output: nothing, errors: nothing },
    )
    return true
  } catch (error) {
    if (error instanceof CommandError) return false
    throw error
  }
}

function* nothing(): Run<void> {
  // What it says is not wanted.
}
