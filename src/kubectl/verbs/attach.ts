import { defineCommand } from '../command.ts'
import { CommandError, usageError } from '../failure.ts'
import { bool, duration, string } from '../flags/flag.ts'
import { attachTo } from '../remote/attach.ts'
import { podOf } from '../remote/pod-of.ts'

export const attach = defineCommand({
  name: 'attach',
  use: 'attach (POD | TYPE/NAME) -c CONTAINER',
  summary: 'Attach to a running container.',
  examples: [{ what: 'Watch what a container prints', line: 'kubectl attach web' }],
  flags: {
    'pod-running-timeout': duration({
      initial: 60_000,
      usage: 'How long to wait for a running Pod.',
    }),
    container: string({ short: 'c', usage: 'Container; without it the default one of the Pod.' }),
    'detach-keys': string({ initial: 'ctrl-p,ctrl-q', usage: 'Keys that leave the session.' }),
    stdin: bool({ short: 'i', usage: 'Pass stdin to the container.' }),
    tty: bool({ short: 't', usage: 'Stdin is a TTY.' }),
    quiet: bool({ short: 'q', usage: 'Print only what the remote session prints.' }),
  },
  *run(cli, { flags, args }) {
    if (args.length === 0) throw new CommandError('at least 1 argument is required for attach')
    if (args.length > 2)
      throw new CommandError(
        `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
      )
    if (flags['pod-running-timeout'] <= 0)
      throw usageError(cli.commandPath, '--pod-running-timeout must be higher than zero')
    const pod = yield* podOf(cli, { name: args.join('/'), filename: [] })
    const phase = pod.status.phase ?? ''
    if (phase === 'Succeeded' || phase === 'Failed')
      throw new CommandError(
        `cannot attach a container in a completed pod; current phase is ${phase}`,
      )
    const { container, stdin, tty, quiet: isQuiet } = flags
    yield* attachTo(cli, pod, { container, stdin, tty, isQuiet, command: 'kubectl attach' })
  },
})
