import type { Process } from '#engine'
import { isJsonList, isJsonObject, type JsonValue, writeYaml } from '#manifest'
import type { KubeObject } from '../api/objects.ts'
import { type Cli, out } from '../cli.ts'
import { type Command, defineCommand } from '../command.ts'
import { CommandError, raiseAll, usageError } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import { OUTPUT_FLAGS } from '../flags/shared-flags.ts'
import { type Kubeconfig, namedIn } from '../kubeconfig.ts'
import { printerFor } from '../printers/printer.ts'
import { tabbed, TABLE_LAYOUT } from '../printers/tab-writer.ts'
import { readTextFile } from './shared.ts'

type JsonObject = { readonly [key: string]: JsonValue }

const view = defineCommand({
  name: 'view',
  use: 'config view [flags] [options]',
  summary: 'Display merged kubeconfig settings or a specified kubeconfig file.',
  flags: {
    ...OUTPUT_FLAGS,
    flatten: bool({ usage: 'Put the contents of files in their place.' }),
    merge: bool({ initial: true, usage: 'Merge all kubeconfig files.' }),
    minify: bool({ usage: 'What the current context does not use is left out.' }),
    raw: bool({ usage: 'Show secrets and certificates as they are.' }),
  },
  *run(cli, { flags, args }) {
    refuseArguments(cli, args)
    const { file } = cli.config
    const complete = { apiVersion: 'v1', kind: 'Config', ...emptyLists(), ...file }
    const chosen = flags.minify ? minified(complete, cli) : complete
    const shown = flags.raw || flags.flatten ? chosen : redacted(chosen)
    const output = flags.output === '' ? 'yaml' : flags.output
    const readFile = (path: string) => readTextFile(cli.process, path)
    const printer = printerFor({ flags: { ...flags, output }, readFile })
    yield* out(cli, printer.print(shown as KubeObject))
  },
})

function emptyLists() {
  return { clusters: null, contexts: null, 'current-context': '', users: null }
}

function minified(file: JsonObject, cli: Cli): JsonObject {
  const name = cli.globals.context === '' ? cli.config.currentContext : cli.globals.context
  const context = cli.config.contexts.find((each) => each.name === name)
  if (context === undefined) throw new CommandError(`cannot locate context ${name}`)
  const only = (list: 'clusters' | 'contexts' | 'users', wanted: string) => {
    const entries = file[list]
    return isJsonList(entries)
      ? entries.filter((entry: JsonValue) => isJsonObject(entry) && entry['name'] === wanted)
      : []
  }
  return {
    ...file,
    'current-context': name,
    contexts: only('contexts', name),
    clusters: only('clusters', context.cluster),
    users: only('users', context.user),
  }
}

const OMITTED = new Set([
  'certificate-authority-data',
  'client-certificate-data',
  'client-key-data',
])

function redacted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => redacted(item))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (OMITTED.has(key)) return [key, 'DATA+OMITTED']
      return key === 'token' || key === 'password' ? [key, 'REDACTED'] : [key, redacted(member)]
    }),
  )
}

const currentContext = defineCommand({
  name: 'current-context',
  use: 'config current-context [flags] [options]',
  summary: 'Display the current-context.',
  flags: {},
  *run(cli) {
    if (cli.config.currentContext === '') throw new CommandError('current-context is not set')
    yield* out(cli, `${cli.config.currentContext}\n`)
  },
})

const getContexts = defineCommand({
  name: 'get-contexts',
  use: 'config get-contexts [(-o|--output=)name)]',
  summary: 'Describe one or many contexts.',
  flags: {
    'no-headers': bool({ usage: 'Leave out the heads of the columns.' }),
    output: string({ short: 'o', usage: 'Output format: name.' }),
  },
  *run(cli, { flags, args }) {
    if (flags.output !== '' && flags.output !== 'name')
      throw new CommandError(
        `--output ${flags.output} is not available in kubectl config get-contexts; resetting to default output format`,
      )
    const { contexts, currentContext: current } = cli.config
    const wanted = args.length === 0 ? contexts.map(({ name }) => name) : args
    const found = wanted.flatMap((name) => contexts.filter((context) => context.name === name))
    const rows = found
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .map(({ name, cluster, user, namespace }) =>
        flags.output === 'name'
          ? name
          : [name === current ? '*' : ' ', name, cluster, user, namespace].join('\t'),
      )
    const heads = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'].join('\t')
    const lines = flags['no-headers'] || flags.output === 'name' ? rows : [heads, ...rows]
    yield* out(cli, tabbed(lines.map((line) => `${line}\n`).join(''), TABLE_LAYOUT))
    const missing = wanted.filter((name) => !contexts.some((context) => context.name === name))
    raiseAll(missing.map((name) => new CommandError(`context ${name} not found`)))
  },
})

const useContext = defineCommand({
  name: 'use-context',
  aliases: ['use'],
  use: 'config use-context CONTEXT_NAME',
  summary: 'Set the current-context in a kubeconfig file.',
  flags: {},
  *run(cli, { args }) {
    const [name = ''] = args
    if (args.length !== 1) throw new CommandError(`Unexpected args: [${args.join(' ')}]`)
    if (!cli.config.contexts.some((context) => context.name === name))
      throw new CommandError(`no context exists with the name: "${name}"`)
    save(cli.process, cli.config, { ...cli.config.file, 'current-context': name })
    yield* out(cli, `Switched to context "${name}".\n`)
  },
})

const setContext = defineCommand({
  name: 'set-context',
  use: 'config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
  summary: 'Set a context entry in kubeconfig.',
  flags: { current: bool({ usage: 'Change the current context.' }) },
  *run(cli, { flags, args }) {
    const name = contextName(cli, flags.current, args)
    const exists = cli.config.contexts.some((context) => context.name === name)
    save(cli.process, cli.config, withContext(cli, name))
    yield* out(cli, `Context "${name}" ${exists ? 'modified' : 'created'}.\n`)
  },
})

function contextName(cli: Cli, isCurrent: boolean, args: readonly string[]): string {
  const [name = ''] = args
  if (args.length > 1) throw new CommandError(`Unexpected args: [${args.join(' ')}]`)
  if (name === '' && !isCurrent)
    throw new CommandError('you must specify a non-empty context name or --current')
  if (name !== '' && isCurrent)
    throw new CommandError('you cannot specify both a context name and --current')
  if (!isCurrent) return name
  if (cli.config.currentContext === '') throw new CommandError('no current context is set')
  return cli.config.currentContext
}

/** The kubeconfig with the context as the flags of the line say. */
function withContext({ config, globals }: Cli, name: string): JsonObject {
  const others = namedIn(config.file, 'contexts').filter((entry) => entry.name !== name)
  const before = namedIn(config.file, 'contexts').find((entry) => entry.name === name)
  const given = { cluster: globals.cluster, user: globals.user, namespace: globals.namespace }
  const changed = Object.entries(given).filter(([, value]) => value !== '')
  const context = { cluster: '', user: '', ...before?.value, ...Object.fromEntries(changed) }
  const entries = [...others, { name, value: context }]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((entry) => ({ context: entry.value, name: entry.name }))
  return { ...config.file, contexts: entries }
}

function save(process: Process, config: Kubeconfig, file: JsonObject): void {
  const bytes = new TextEncoder().encode(writeYaml({ apiVersion: 'v1', kind: 'Config', ...file }))
  const fd = process.open(config.path, { write: true, create: true, truncate: true }, 0o600)
  process.tryWrite(fd, bytes)
  process.close(fd)
}

const getClusters = listOf('get-clusters', 'clusters')
const getUsers = listOf('get-users', 'users')

function listOf(name: string, list: 'clusters' | 'users'): Command {
  return defineCommand({
    name,
    use: `config ${name} [flags] [options]`,
    summary: `Display ${list} defined in the kubeconfig.`,
    flags: {},
    *run(cli) {
      const names = namedIn(cli.config.file, list).map((entry) => `${entry.name}\n`)
      yield* out(cli, `NAME\n${names.sort().join('')}`)
    },
  })
}

function refuseArguments(cli: Cli, args: readonly string[]): void {
  if (args.length > 0)
    throw usageError(cli.commandPath, `unexpected arguments: [${args.join(' ')}]`)
}

export const config: Command = {
  name: 'config',
  use: 'config SUBCOMMAND [options]',
  summary: 'Modify kubeconfig files.',
  flags: {},
  subcommands: [view, setContext, currentContext, useContext, getContexts, getClusters, getUsers],
}
