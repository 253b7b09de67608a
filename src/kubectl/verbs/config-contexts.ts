import { type Cli, err, out } from '../cli.ts'
import { type Command, defineCommand } from '../command.ts'
import { CommandError, raiseAll } from '../failure.ts'
import { bool, string } from '../flags/flag.ts'
import { type JsonObject, namedIn, saveKubeconfig } from '../kubeconfig.ts'
import { tabbed, TABLE_LAYOUT } from '../printers/tab-writer.ts'

const currentContext = defineCommand({
  name: 'current-context',
  use: 'config current-context [flags] [options]',
  summary: 'Display the current-context.',
  examples: [{ what: 'Which one is in use', line: 'kubectl config current-context' }],
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
  examples: [{ what: 'All that there are', line: 'kubectl config get-contexts' }],
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
  examples: [{ what: 'Work with another cluster', line: 'kubectl config use-context other' }],
  flags: {},
  *run(cli, { args }) {
    const [name = ''] = args
    if (args.length !== 1) throw new CommandError(`Unexpected args: [${args.join(' ')}]`)
    if (!cli.config.contexts.some((context) => context.name === name))
      throw new CommandError(`no context exists with the name: "${name}"`)
    saveKubeconfig(cli.process, cli.config, { ...cli.config.file, 'current-context': name })
    yield* out(cli, `Switched to context "${name}".\n`)
  },
})

const setContext = defineCommand({
  name: 'set-context',
  use: 'config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
  summary: 'Set a context entry in kubeconfig.',
  examples: [
    {
      what: 'Work in another namespace from now on',
      line: 'kubectl config set-context --current --namespace=kitchen',
    },
  ],
  flags: {
    current: bool({ usage: 'Change the current context.' }),
    cluster: string({ usage: 'Cluster that the context means.' }),
    namespace: string({ short: 'n', usage: 'Namespace that the context means.' }),
    user: string({ usage: 'User that the context means.' }),
  },
  *run(cli, { flags, args, changed }) {
    const name = contextName(cli, flags.current, args)
    const exists = cli.config.contexts.some((context) => context.name === name)
    saveKubeconfig(cli.process, cli.config, withContext(cli, { name, flags, changed }))
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

interface ContextSetting {
  readonly name: string
  readonly flags: Readonly<Record<'cluster' | 'user' | 'namespace', string>>
  readonly changed: ReadonlySet<string>
}

/** The kubeconfig with the context as the flags of the line say. */
function withContext(
  { config }: Cli,
  { name, flags, changed: isGiven }: ContextSetting,
): JsonObject {
  const others = namedIn(config.file, 'contexts').filter((entry) => entry.name !== name)
  const before = namedIn(config.file, 'contexts').find((entry) => entry.name === name)
  const { cluster, user, namespace } = flags
  const changed = Object.entries({ cluster, user, namespace }).filter(([flag]) => isGiven.has(flag))
  const all = { cluster: '', user: '', ...before?.value, ...Object.fromEntries(changed) }
  const context = Object.fromEntries(
    Object.entries(all).filter(([field, value]) => field !== 'namespace' || value !== ''),
  )
  const entries = contextsOf([...others, { name, value: context }])
  return { ...config.file, contexts: entries }
}

const deleteContext = defineCommand({
  name: 'delete-context',
  use: 'config delete-context NAME',
  summary: 'Delete the specified context from the kubeconfig.',
  examples: [{ what: 'Forget a context', line: 'kubectl config delete-context other' }],
  flags: {},
  *run(cli, { args }) {
    const [name = ''] = args
    const entries = namedIn(cli.config.file, 'contexts')
    if (!entries.some((entry) => entry.name === name))
      throw new CommandError(`cannot delete context ${name}, not in ${cli.config.path}`)
    if (cli.config.currentContext === name)
      yield* err(
        cli,
        'warning: this removed your active context, use "kubectl config use-context" to select a different one\n',
      )
    const left = entries.filter((entry) => entry.name !== name)
    saveKubeconfig(cli.process, cli.config, { ...cli.config.file, contexts: contextsOf(left) })
    yield* out(cli, `deleted context ${name} from ${cli.config.path}\n`)
  },
})

const renameContext = defineCommand({
  name: 'rename-context',
  use: 'config rename-context CONTEXT_NAME NEW_NAME',
  summary: 'Rename a context from the kubeconfig file.',
  examples: [
    {
      what: 'Give a context a shorter name',
      line: 'kubectl config rename-context kubernetes-admin@glasspod pod',
    },
  ],
  flags: {},
  *run(cli, { args }) {
    const [from = '', to = ''] = args
    if (args.length !== 2) throw new CommandError(`Unexpected args: [${args.join(' ')}]`)
    const { file, path, currentContext: current } = cli.config
    const entries = namedIn(file, 'contexts')
    if (!entries.some(({ name }) => name === from))
      throw new CommandError(`cannot rename the context "${from}", it's not in ${path}`)
    if (entries.some(({ name }) => name === to))
      throw new CommandError(
        `cannot rename the context "${from}", the context "${to}" already exists in ${path}`,
      )
    const renamed = entries.map((it) => (it.name === from ? { ...it, name: to } : it))
    saveKubeconfig(cli.process, cli.config, {
      ...file,
      contexts: contextsOf(renamed),
      'current-context': current === from ? to : current,
    })
    yield* out(cli, `Context "${from}" renamed to "${to}".\n`)
  },
})

type Entries = ReturnType<typeof namedIn>

function contextsOf(entries: Entries): readonly JsonObject[] {
  return [...entries]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, value }) => ({ context: value, name }))
}

export const contextCommands: readonly Command[] = [
  ...[setContext, currentContext, useContext, getContexts],
  ...[deleteContext, renameContext],
]
