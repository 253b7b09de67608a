import type { Run } from '#engine'
import { type JsonValue, writeYaml } from '#manifest'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { defineCommand } from '../command.ts'
import { CommandError } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import { CLIENT_VERSION, KUSTOMIZE_VERSION } from '../version.ts'

export const version = defineCommand({
  name: 'version',
  use: 'version [flags] [options]',
  summary: 'Print the client and server version information.',
  examples: [{ what: 'Both versions', line: 'kubectl version' }],
  flags: {
    client: bool({ usage: "The client's version only." }),
    output: string({ short: 'o', usage: "'yaml' or 'json'." }),
  },
  *run(cli, { flags, args }) {
    if (args.length > 0) throw new CommandError(`extra arguments: [${args.join(' ')}]`)
    if (!['', 'yaml', 'json'].includes(flags.output))
      throw new CommandError("--output must be 'yaml' or 'json'")
    const server = flags.client ? undefined : yield* serverVersion(cli)
    yield* out(cli, shown(server?.version, flags.output))
    if (server?.error !== undefined) throw server.error
  },
})

interface ServerVersion {
  readonly version?: KubeObject
  readonly error?: CommandError
}

/** Even without a server the client can say its own version. */
function* serverVersion(cli: Cli): Run<ServerVersion> {
  try {
    return { version: yield* cli.api.get('/version') }
  } catch (error) {
    if (error instanceof CommandError) return { error }
    throw error
  }
}

function shown(server: KubeObject | undefined, format: string): string {
  const all: JsonValue = {
    clientVersion: CLIENT_INFO,
    kustomizeVersion: KUSTOMIZE_VERSION,
    ...(server === undefined ? {} : { serverVersion: server as JsonValue }),
  }
  if (format === 'yaml') return `${writeYaml(all)}\n`
  if (format === 'json') return `${JSON.stringify(all, undefined, 2)}\n`
  const lines = [`Client Version: ${CLIENT_VERSION}`, `Kustomize Version: ${KUSTOMIZE_VERSION}`]
  if (server !== undefined) lines.push(`Server Version: ${String(server['gitVersion'])}`)
  return `${lines.join('\n')}\n`
}

const CLIENT_INFO = {
  major: '1',
  minor: '36',
  gitVersion: CLIENT_VERSION,
  gitTreeState: 'clean',
  goVersion: 'go1.26.0',
  compiler: 'gc',
  platform: 'linux/amd64',
}
