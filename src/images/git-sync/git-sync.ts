import { exit, type Process, type Run, SystemError, work, write } from '#engine'
import { parseDuration } from '../go/durations.ts'
import { FlagError, type Flags, type FlagSpec, parseFlags } from '../go/flags.ts'
import { beginRuntime, ENDED_AS_FIRST } from '../go/runtime.ts'
import { jsonOf } from '../go/texts.ts'
import { type Commit, newestCommit } from './outside.ts'

const MEMORY_BYTES = 12 * 2 ** 20
/** Fetching and checking out, in microseconds of work and milliseconds of waiting for the host. */
const FETCH_US = 40_000
const FETCH_MS = 350

const FLAGS: readonly FlagSpec[] = [
  { name: 'repo', kind: 'string', value: '', usage: 'the git repository to sync (required)' },
  {
    name: 'ref',
    kind: 'string',
    value: 'HEAD',
    usage: 'the git revision (branch, tag, or hash) to sync',
  },
  {
    name: 'root',
    kind: 'string',
    value: '',
    usage: 'the root directory for git-sync operations (required)',
  },
  {
    name: 'link',
    kind: 'string',
    value: '',
    usage: 'the path at which to create a symlink to the synced files',
  },
  { name: 'period', kind: 'duration', value: '10s', usage: 'how long to wait between syncs' },
  { name: 'one-time', kind: 'bool', value: 'false', usage: 'exit after the first sync' },
  {
    name: 'max-failures',
    kind: 'int',
    value: '0',
    usage: 'the number of consecutive failures allowed before aborting',
  },
  {
    name: 'depth',
    kind: 'int',
    value: '1',
    usage: 'create a shallow clone with history truncated to this many commits',
  },
  { name: 'verbose', letter: 'v', kind: 'int', value: '0', usage: 'set the log level' },
]

/** git-sync v4: fetches what a repository has now, and lets a link point at it in one step. */
export function* gitSync(process: Process): Run {
  process.useMemory(MEMORY_BYTES)
  const ended = beginRuntime(process)
  const flags = yield* flagsOf(process)
  const sync: Sync = {
    process,
    repo: flags.text('repo'),
    root: flags.text('root'),
    link: flags.text('link') === '' ? leafOf(flags.text('repo')) : flags.text('link'),
  }
  yield* log(process, 'starting up', { pid: process.pid, uid: process.credentials.uid })
  let current: string | undefined
  let failures = 0
  for (;;) {
    const synced = yield* syncOnce(sync, current)
    if (synced === undefined) failures++
    else {
      if (synced === current) yield* log(process, 'update not required', { remote: synced })
      current = synced
      failures = 0
    }
    const most = flags.number('max-failures')
    if (failures > most && most >= 0) {
      yield* log(process, 'too many failures, aborting', { failCount: failures })
      return 1
    }
    if (flags.is('one-time') && synced !== undefined) {
      yield* log(process, 'exiting after one sync', { status: 0 })
      return 0
    }
    const until = process.now + flags.duration('period')
    while (!ended.has && process.now < until) yield { do: 'wait', for: [], until }
    if (ended.has) return ENDED_AS_FIRST
  }
}

/** What is not given on the command line is taken from the environment: GITSYNC_REPO … */
function* flagsOf(process: Process): Run<Flags> {
  const specs = FLAGS.map((spec) => {
    const name = `GITSYNC_${spec.name.toUpperCase().replaceAll('-', '_')}`
    return { ...spec, value: process.env.get(name) ?? spec.value }
  })
  try {
    const flags = parseFlags(process.argv.slice(1), specs)
    const missing = ['repo', 'root'].find((name) => flags.text(name) === '')
    if (missing !== undefined)
      return yield* refuse(process, `required flag: --${missing} must be specified`)
    if (parseDuration(flags.text('period')) === undefined)
      return yield* refuse(process, 'invalid flag: --period must be a duration')
    return flags
  } catch (error) {
    if (error instanceof FlagError) return yield* refuse(process, error.message)
    throw error
  }
}

function* refuse(process: Process, message: string): Run<never> {
  yield* write(process, 2, `FATAL: ${message}\n`)
  return exit(1)
}

interface Sync {
  readonly process: Process
  readonly repo: string
  readonly root: string
  readonly link: string
}

function leafOf(repo: string): string {
  return (repo.split('/').at(-1) ?? '').replace(/\.git$/, '')
}

/** The hash that the link points at now; undefined when that did not succeed. */
function* syncOnce(sync: Sync, current: string | undefined): Run<string | undefined> {
  const { process, repo } = sync
  yield* work(FETCH_US)
  const until = process.now + FETCH_MS
  while (process.now < until) yield { do: 'wait', for: [], until }
  const commit = newestCommit(repo, process.now)
  if (commit === undefined) {
    const host = /^\w+:\/\/([^/:]+)/.exec(repo)?.[1] ?? repo
    const why = `fatal: unable to access '${repo}/': Could not resolve host: ${host}`
    yield* log(process, 'error syncing repo, will retry', { error: why })
    return undefined
  }
  if (commit.hash === current) return current
  try {
    yield* log(process, 'update required', { local: current ?? '', remote: commit.hash })
    yield* checkOut(sync, commit)
    yield* publish(sync, commit)
    yield* log(process, 'updated successfully', { remote: commit.hash })
    return commit.hash
  } catch (error) {
    if (!(error instanceof SystemError)) throw error
    yield* log(process, 'error syncing repo, will retry', { error: error.message })
    return undefined
  }
}

function* checkOut({ process, root }: Sync, commit: Commit): Run<void> {
  const place = `${root}/.worktrees/${commit.hash}`
  for (const path of [`${root}/.worktrees`, place]) makeDirectory(process, path)
  for (const [name, text] of commit.files) {
    const fd = process.open(
      `${place}/${name}`,
      { write: true, create: true, truncate: true },
      0o644,
    )
    yield* write(process, fd, text)
    process.close(fd)
  }
}

function makeDirectory(process: Process, path: string): void {
  try {
    process.mkdir(path, 0o755)
  } catch (error) {
    if (!(error instanceof SystemError) || error.errno !== 'EEXIST') throw error
  }
}

/** A new link takes the place of the old one by rename(2): nobody sees anything in between. */
function* publish({ process, root, link }: Sync, { hash }: Commit): Run<void> {
  const path = link.startsWith('/') ? link : `${root}/${link}`
  const target = link.startsWith('/') ? `${root}/.worktrees/${hash}` : `.worktrees/${hash}`
  const temporary = `${path}.tmp-${hash.slice(0, 8)}`
  process.symlink(target, temporary)
  process.rename(temporary, path)
  yield* log(process, 'updating symlink', { path, target })
}

function* log(process: Process, msg: string, more: object): Run<void> {
  const ts = `${new Date(process.wallClock).toISOString().slice(0, 23).replace('T', ' ')}000`
  const head = `{"logger":"","ts":"${ts}","level":0,"msg":${JSON.stringify(msg)}`
  yield* write(process, 2, `${head},${jsonOf(more).slice(1)}\n`)
}
