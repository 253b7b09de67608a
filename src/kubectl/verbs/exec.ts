import type { Pod, Run } from '#engine'
import type { Query } from '../api/api.ts'
import { type Cli, err } from '../cli.ts'
import { defineCommand, type Given } from '../command.ts'
import { CommandError, usageError } from '../failure.ts'
import { bool, duration, string, stringSlice } from '../flags/flag.ts'
import { chooseContainer } from '../remote/container.ts'
import { podOf } from '../remote/pod-of.ts'
import { isTerminal, runSession } from '../remote/session.ts'

const FLAGS = {
  'pod-running-timeout': duration({
    initial: 60_000,
    usage: 'How long to wait for a running Pod.',
  }),
  filename: stringSlice({ short: 'f', usage: 'File that names the object to enter.' }),
  container: string({ short: 'c', usage: 'Container; without it the default one of the Pod.' }),
  stdin: bool({ short: 'i', usage: 'Pass stdin to the container.' }),
  tty: bool({ short: 't', usage: 'Stdin is a TTY.' }),
  quiet: bool({ short: 'q', usage: 'Print only what the remote command prints.' }),
}

type Flags = Given<typeof FLAGS>['flags']

export const exec = defineCommand({
  name: 'exec',
  use: 'exec (POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
  summary: 'Execute a command in a container.',
  examples: [
    { what: 'Run date in the first container of a Pod', line: 'kubectl exec web -- date' },
    { what: 'A shell in one of its containers', line: 'kubectl exec web -c shell -it -- bash' },
  ],
  flags: FLAGS,
  *run(cli, given) {
    const { flags } = given
    const { name, command } = wordsOf(cli, given)
    if (flags['pod-running-timeout'] <= 0)
      throw usageError(cli.commandPath, '--pod-running-timeout must be higher than zero')
    if (name === '' && flags.filename.length === 0)
      throw new CommandError('pod, type/name or --filename must be specified')
    if (command.length === 0)
      throw new CommandError('you must specify at least one command for the container')
    const pod = yield* podOf(cli, { name, filename: flags.filename })
    yield* execIn(cli, pod, { flags, command })
  },
})

function wordsOf(
  cli: Cli,
  { args, argsBeforeDash, flags }: Given<typeof FLAGS>,
): { readonly name: string; readonly command: readonly string[] } {
  const name = argsBeforeDash === 0 ? '' : (args[0] ?? '')
  if (argsBeforeDash !== undefined) return { name, command: args.slice(argsBeforeDash) }
  if (args.length > 1 || (args.length > 0 && flags.filename.length > 0))
    throw usageError(
      cli.commandPath,
      'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead',
    )
  return { name, command: [] }
}

function* execIn(
  cli: Cli,
  pod: Pod,
  { flags, command }: { readonly flags: Flags; readonly command: readonly string[] },
): Run<void> {
  const phase = pod.status.phase ?? ''
  if (phase === 'Succeeded' || phase === 'Failed')
    throw new CommandError(
      `cannot exec into a container in a completed pod; current phase is ${phase}`,
    )
  const container = yield* chooseContainer(cli, pod, {
    asked: flags.container,
    isQuiet: flags.quiet,
  })
  const isRaw = yield* wantsTerminal(cli, flags)
  const { name, namespace } = pod.metadata
  const query: Query = [
    ...command.map((word) => ['command', word] as const),
    ['container', container],
    ...streamQuery({ stdin: flags.stdin, tty: isRaw }),
  ]
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/exec`
  const exchange = yield* cli.api.upgrade({ path, query })
  yield* runSession(cli.process, exchange, { stdin: flags.stdin, isRaw })
}

/** On a terminal both outputs are one. */
function streamQuery({ stdin, tty }: { readonly stdin: boolean; readonly tty: boolean }): Query {
  return [
    ...(stdin ? [['stdin', 'true'] as const] : []),
    ...(tty ? [] : [['stderr', 'true'] as const]),
    ['stdout', 'true'],
    ...(tty ? [['tty', 'true'] as const] : []),
  ]
}

/** -t needs -i and a terminal to read from. */
function* wantsTerminal(
  cli: Cli,
  {
    stdin,
    tty,
    quiet,
  }: { readonly stdin: boolean; readonly tty: boolean; readonly quiet: boolean },
): Run<boolean> {
  if (!stdin || !tty) return false
  if (isTerminal(cli.process, 0)) return true
  if (!quiet)
    yield* err(cli, 'Unable to use a TTY - input is not a terminal or the right kind of file\n')
  return false
}
