import { defineCommand } from '../command.ts'
import { CommandError, usageError } from '../failure.ts'
import { duration, stringSlice } from '../flags/flag.ts'
import { parsePorts } from '../remote/forward-ports.ts'
import { Forwarder } from '../remote/forwarder.ts'
import { podOf } from '../remote/pod-of.ts'

export const portForward = defineCommand({
  name: 'port-forward',
  use: 'port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  summary: 'Forward one or more local ports to a pod.',
  examples: [
    {
      what: 'Reach port 80 of a Pod at localhost:8080',
      line: 'kubectl port-forward pod/web 8080:80',
    },
  ],
  flags: {
    address: stringSlice({
      initial: ['localhost'],
      usage: 'Addresses to listen on: IP addresses or localhost.',
    }),
    'pod-running-timeout': duration({
      initial: 60_000,
      usage: 'How long to wait for a running Pod.',
    }),
  },
  *run(cli, { flags, args }) {
    const [name = '', ...words] = args
    if (words.length === 0)
      throw usageError(cli.commandPath, 'TYPE/NAME and list of ports are required for port-forward')
    if (flags['pod-running-timeout'] <= 0)
      throw usageError(cli.commandPath, '--pod-running-timeout must be higher than zero')
    const pod = yield* podOf(cli, { name, filename: [] })
    const pairs = parsePorts(words, pod)
    if (pod.status.phase !== 'Running')
      throw new CommandError(
        `unable to forward port because pod is not running. Current status=${pod.status.phase ?? ''}`,
      )
    const { namespace, name: podName } = pod.metadata
    const forwarder = new Forwarder(cli.process, {
      api: cli.api,
      path: `/api/v1/namespaces/${namespace}/pods/${podName}/portforward`,
      addresses: addressesOf(flags.address),
    })
    let isListening = false
    for (const pair of pairs) if (yield* forwarder.listen(pair)) isListening = true
    if (!isListening)
      throw new CommandError(
        `unable to listen on any of the requested ports: [${pairs.map(({ local, remote }) => `{${local} ${remote}}`).join(' ')}]`,
      )
    yield* forwarder.run()
  },
})

/** localhost is both 127.0.0.1 and ::1. */
function addressesOf(given: readonly string[]): readonly string[] {
  const names = given.length === 0 ? ['localhost'] : given
  return [
    ...new Set(names.flatMap((name) => (name === 'localhost' ? ['127.0.0.1', '::1'] : [name]))),
  ]
}
