import {
  type ApiTransport,
  createPart,
  need,
  type Process,
  type Program,
  type Run,
  write,
} from '#engine'
import { Api } from './api/api.ts'
import type { Cli, Cluster } from './cli.ts'
import { CommandError, PrintedError, RecodedError, SilentExit, usageError } from './failure.ts'
import { failureWords } from './failure-words.ts'
import { findCommand, type FoundCommand } from './find-command.ts'
import type { FlagValues } from './flags/flag.ts'
import { GLOBAL_FLAGS } from './flags/global-flags.ts'
import { type ParsedFlags, parseFlags } from './flags/parse-flags.ts'
import { helpFor } from './help.ts'
import { contextOf, loadKubeconfig, serverOf } from './kubeconfig.ts'
import { CLIENT_VERSION } from './version.ts'

export interface KubectlOptions {
  /** The way to the API server; every request goes through it. */
  readonly transport: ApiTransport
}

/** kubectl 1.36 as a program: it speaks only to the API server behind the transport. */
export function createKubectl({ transport }: KubectlOptions): Program {
  const cluster: Cluster = { transport, resources: undefined }
  return function* kubectl(process: Process): Run {
    try {
      yield* runLine(process, cluster)
      return 0
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      if (error instanceof PrintedError) yield* write(process, 1, error.printed)
      yield* write(process, 2, failureWords(error))
      return error.exitCode
    }
  }
}

function* runLine(process: Process, cluster: Cluster): Run<void> {
  if (process.argv[1] === '__complete') {
    yield* completeLine(process, cluster)
    return
  }
  const found = yield* findCommand(process.argv.slice(1), GLOBAL_FLAGS)
  if (found.command.failsAbove1 === true)
    yield* withHigherCodes(() => runFound(process, cluster, found))
  else yield* runFound(process, cluster, found)
}

function* withHigherCodes(run: () => Run<void>): Run<void> {
  try {
    yield* run()
  } catch (error) {
    if (!(error instanceof CommandError) || error instanceof SilentExit) throw error
    throw new RecodedError(error, error.exitCode + 1)
  }
}

function* runFound(process: Process, cluster: Cluster, found: FoundCommand): Run<void> {
  const parsed = parseWords(found)
  if (parsed.wantsHelp || found.command.run === undefined) {
    yield* showHelp(process, found, parsed)
    return
  }
  requireFlags(found, parsed)
  const cli = yield* cliFor(process, cluster, { found, parsed })
  yield* found.command.run(cli, {
    flags: parsed.values,
    changed: parsed.changed,
    args: parsed.args,
    argsBeforeDash: parsed.argsBeforeDash,
  })
  if (cli.globals['warnings-as-errors'] && cli.api.warnings > 0)
    throw new CommandError(`${cli.api.warnings} warning${cli.api.warnings > 1 ? 's' : ''} received`)
}

const completion = createPart(async () => (await import('./complete/complete.ts')).complete)

/** What the shell asks for when the tabulator is pressed: all words, the last one unfinished. */
function* completeLine(process: Process, cluster: Cluster): Run<void> {
  const words = process.argv.slice(2)
  const last = words.pop() ?? ''
  const found = yield* foundSoFar(words)
  if (found === undefined) {
    yield* write(process, 1, ':0\n')
    return
  }
  const cli = yield* cliFor(process, cluster, { found, parsed: parsedSoFar(found) })
  const complete = yield* need(completion)
  yield* complete(cli, found, last)
}

/** Nothing is offered behind a verb that is none. */
function* foundSoFar(words: readonly string[]): Run<FoundCommand | undefined> {
  try {
    return yield* findCommand(words, GLOBAL_FLAGS)
  } catch (error) {
    if (error instanceof CommandError) return undefined
    throw error
  }
}

/** The flags of an unfinished line: one whose value is still to come is left out. */
function parsedSoFar(found: FoundCommand): ParsedFlags {
  try {
    return parseWords(found)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    const words = found.words.slice(0, -1)
    return words.length === found.words.length
      ? parseFlags(GLOBAL_FLAGS, [])
      : parsedSoFar({ ...found, words })
  }
}

function requireFlags({ command }: FoundCommand, { changed }: ParsedFlags): void {
  const missing = Object.entries(command.flags)
    .filter(([name, flag]) => flag.isRequired === true && !changed.has(name))
    .map(([name]) => `"${name}"`)
  if (missing.length > 0) throw new CommandError(`required flag(s) ${missing.join(', ')} not set`)
}

function parseWords({ command, path, words }: FoundCommand): ParsedFlags {
  try {
    return parseFlags({ ...GLOBAL_FLAGS, ...command.flags }, words)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    if (command.failsAbove1 === true) throw usageError(path, error.message)
    throw new CommandError(`${error.message}\nSee '${path} --help' for usage.`)
  }
}

/** A command that only holds others shows its help, and is not content with that. */
function* showHelp(
  process: Process,
  { command, path }: FoundCommand,
  parsed: ParsedFlags,
): Run<void> {
  const isGroup = command.run === undefined && path.includes(' ')
  if (isGroup && !parsed.wantsHelp && parsed.args.length > 0)
    throw usageError(path, `unknown command "${parsed.args.join(' ')}"`)
  const fd = isGroup && !parsed.wantsHelp ? 2 : 1
  yield* write(process, fd, helpFor(command, path))
  if (isGroup && !parsed.wantsHelp) throw new SilentExit(1)
}

function* cliFor(
  process: Process,
  cluster: Cluster,
  { found, parsed }: { readonly found: FoundCommand; readonly parsed: ParsedFlags },
): Run<Cli> {
  const globals = globalsOf(parsed)
  const config = yield* loadKubeconfig(process, globals.kubeconfig)
  const context = contextOf(config, globals.context)
  const ofContext =
    context === undefined || context.namespace === '' ? 'default' : context.namespace
  const user = globals.as === '' ? (context?.user ?? '') : globals.as
  return {
    process,
    commandPath: found.path,
    cluster,
    globals,
    config,
    api: new Api({
      transport: cluster.transport,
      process,
      user,
      impersonation: impersonationOf(globals),
      version: CLIENT_VERSION,
      server: globals.server === '' ? serverOf(config, context?.cluster ?? '') : globals.server,
    }),
    namespace: globals.namespace === '' ? ofContext : globals.namespace,
    isNamespaceForced: globals.namespace !== '',
  }
}

/** --as-group and its like, as headers; the name itself goes with every request. */
function impersonationOf(globals: Globals): Readonly<Record<string, string>> {
  const groups = globals['as-group']
  const extra = globals['as-user-extra'].map((pair) => [
    `impersonate-extra-${pair.replace(/=.*/s, '').toLowerCase()}`,
    pair.replace(/^[^=]*=?/, ''),
  ])
  return {
    ...(globals.as === '' ? {} : { 'impersonate-user': globals.as }),
    ...(globals['as-uid'] === '' ? {} : { 'impersonate-uid': globals['as-uid'] }),
    ...(groups.length === 0 ? {} : { 'impersonate-group': groups.join(', ') }),
    ...(Object.fromEntries(extra) as Readonly<Record<string, string>>),
  }
}

type Globals = FlagValues<typeof GLOBAL_FLAGS>

/** The values of the global flags; parsing has given each the type that its declaration names. */
function globalsOf({ values }: ParsedFlags): Globals {
  return values as Globals
}
