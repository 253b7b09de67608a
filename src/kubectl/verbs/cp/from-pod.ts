import { type Process, type Run, SystemError, type TarEntry, TarReader, write } from '#engine'
import { type Cli, err } from '../../cli.ts'
import { CommandError } from '../../failure.ts'
import { quote } from '../../flags/quote.ts'
import { goErrorOf } from '../../go-errors.ts'
import { runRemote } from '../../remote/remote-command.ts'
import type { FileSpec } from './file-spec.ts'
import { cleanPath, directoryOf, isWithin, joinPaths, withoutShortcuts } from './paths.ts'

export interface CopyFromPod {
  readonly from: FileSpec
  readonly to: string
  readonly container: string
  readonly retries: number
}

/** Has the container's own tar pack what lies there and unpacks it here. */
export function* copyFromPod(cli: Cli, { from, to, container, retries }: CopyFromPod): Run<void> {
  const namespace = from.namespace === '' ? cli.namespace : from.namespace
  const words =
    retries === 0
      ? ['tar', 'cf', '-', from.path]
      : ['sh', '-c', `tar cf - ${from.path} | tail -c+0`]
  const unpacking = new Unpacking(cli, { from, to })
  yield* runRemote(
    cli,
    { namespace, pod: from.pod, container, words },
    {
      output: (bytes) => unpacking.take(bytes),
      // Even what is said of errors goes to the standard output.
      errors: (bytes) => write(cli.process, 1, bytes),
      isEnough: () => unpacking.hasEnded,
    },
  )
}

class Unpacking {
  readonly #cli: Cli
  readonly #from: FileSpec
  readonly #to: string
  readonly #prefix: string
  readonly #reader = new TarReader()
  #isLinkTold = false
  #hasEnded = false
  #fd: number | undefined

  constructor(cli: Cli, { from, to }: Pick<CopyFromPod, 'from' | 'to'>) {
    this.#cli = cli
    this.#from = from
    this.#to = to
    this.#prefix = withoutShortcuts(cleanPath(from.path.replace(/^[/\\]+/, '')))
  }

  /** The archive is complete. */
  get hasEnded(): boolean {
    return this.#hasEnded
  }

  *take(bytes: Uint8Array): Run<void> {
    for (const piece of this.#reader.push(bytes)) {
      if (piece.kind === 'damage') throw new CommandError('archive/tar: invalid tar header')
      if (piece.kind === 'content') {
        if (this.#fd !== undefined) yield* write(this.#cli.process, this.#fd, piece.bytes)
        continue
      }
      this.#close()
      if (piece.kind === 'entry') yield* this.#open(piece.entry)
      else this.#hasEnded = true
    }
  }

  #close(): void {
    if (this.#fd !== undefined) this.#cli.process.close(this.#fd)
    this.#fd = undefined
  }

  *#open(entry: TarEntry): Run<void> {
    if (!entry.name.startsWith(this.#prefix)) throw new CommandError('tar contents corrupted')
    const path = joinPaths(this.#to, entry.name.slice(this.#prefix.length).replace(/\/$/, ''))
    if (!isWithin(cleanPath(this.#to), path)) {
      yield* err(
        this.#cli,
        `warning: file ${quote(path)} is outside target destination, skipping\n`,
      )
      return
    }
    const { process } = this.#cli
    makeDirectories(process, directoryOf(path))
    if (entry.kind === 'directory') makeDirectories(process, path)
    else if (entry.kind === 'symlink') yield* this.#skipLink(path, entry.target ?? '')
    else this.#fd = create(process, path)
  }

  *#skipLink(path: string, target: string): Run<void> {
    const { namespace, pod, path: source } = this.#from
    const hint = this.#isLinkTold
      ? ''
      : ` (consider using "kubectl exec -n ${quote(namespace)} ${quote(pod)} -- tar cf - ${quote(source)} | tar xf -")`
    this.#isLinkTold = true
    yield* err(this.#cli, `warning: skipping symlink: ${quote(path)} -> ${quote(target)}${hint}\n`)
  }
}

function create(process: Process, path: string): number {
  try {
    return process.open(path, { write: true, create: true, truncate: true }, 0o666)
  } catch (error) {
    if (error instanceof SystemError) throw new CommandError(goErrorOf('open', path, error))
    throw error
  }
}

function makeDirectories(process: Process, path: string): void {
  const parts = path.split('/')
  parts.forEach((_, at) => {
    const directory = parts.slice(0, at + 1).join('/')
    if (directory === '' || directory === '.') return
    try {
      process.mkdir(directory, 0o755)
    } catch (error) {
      if (!(error instanceof SystemError)) throw error
      if (error.errno !== 'EEXIST') throw new CommandError(goErrorOf('mkdir', directory, error))
      if (process.stat(directory).kind !== 'directory')
        throw new CommandError(`mkdir ${directory}: not a directory`)
    }
  })
}
